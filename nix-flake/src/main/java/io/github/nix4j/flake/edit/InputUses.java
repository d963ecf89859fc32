package io.github.nix4j.flake.edit;

import io.github.nix4j.lang.syntax.AttrSet;
import io.github.nix4j.lang.syntax.Binding;
import io.github.nix4j.lang.syntax.Expr;
import io.github.nix4j.lang.syntax.Lambda;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds where the function {@code outputs} cannot do without an input: as an argument that it names, or as an attribute of all its
 * arguments, such as {@code inputs.a}. {@code inputs ? a} and {@code inputs.a or x} do without it. Where {@code inputs} goes as a whole,
 * such as to another file, is not looked at.
 */
final class InputUses {
    private InputUses() {}

    /** The offset of the first use in {@code outputs}; -1 if there is none. */
    static int first(@Nullable Expr flake, String input) {
        return bound(flake, "outputs") instanceof Lambda outputs ? first(of(outputs, input)) : -1;
    }

    /** The offset of the first use in what is said of other inputs, if these see one another; -1 if there is none. */
    static int firstInInputs(@Nullable Expr flake, String input) {
        return bound(flake, "inputs") instanceof AttrSet inputs && inputs.recursive()
                ? first(NameUses.inOthers(inputs, input).offsets())
                : -1;
    }

    private static int first(SortedSet<Integer> uses) {
        return uses.isEmpty() ? -1 : uses.first();
    }

    private static @Nullable Expr bound(@Nullable Expr flake, String name) {
        if (flake instanceof AttrSet set) {
            for (Binding binding : set.bindings()) {
                if (binding.name().equals(name)) {
                    return binding.value();
                }
            }
        }
        return null;
    }

    private static SortedSet<Integer> of(Lambda outputs, String input) {
        SortedSet<Integer> named = input.equals(outputs.param())
                ? new TreeSet<>()
                : NameUses.in(outputs, List.of(input), input).offsets();
        SortedSet<Integer> uses = new TreeSet<>(names(outputs, input) ? named : List.of());
        for (List<String> chain : chains(outputs, input)) {
            NameUses attributes = NameUses.in(outputs, chain, input);
            uses.addAll(attributes.offsets());
            // What nothing binds comes from a 'with'.
            named.stream().filter(attributes::isOpenedAt).forEach(uses::add);
        }
        return uses;
    }

    /** The names that lead to the input from what the arguments are called. */
    private static List<List<String>> chains(Lambda outputs, String input) {
        List<List<String>> chains = new ArrayList<>();
        if (outputs.param() != null) {
            chains.add(List.of(outputs.param(), input));
            chains.add(List.of(outputs.param(), "self", "inputs", input));
        }
        if (names(outputs, "self")) {
            chains.add(List.of("self", "inputs", input));
        }
        return chains;
    }

    private static boolean names(Lambda outputs, String argument) {
        return outputs.formals() != null
                && outputs.formals().formals().stream()
                        .anyMatch(formal -> formal.name().equals(argument));
    }
}
