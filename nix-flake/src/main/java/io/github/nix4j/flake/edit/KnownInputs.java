package io.github.nix4j.flake.edit;

import io.github.nix4j.flake.FlakeException;
import io.github.nix4j.flake.edit.EditableFlake.Declared;
import io.github.nix4j.flake.hint.NameHint;
import io.github.nix4j.flake.ref.InputPath;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The inputs that a {@code flake.nix} tells of. What inputs of inputs there are beside these is known to other files. */
final class KnownInputs {
    private final SortedMap<InputPath, Declared> declared;
    private final SortedSet<InputPath> top = new TreeSet<>();

    /** @param pattern the arguments of {@code outputs}, each of which is an input; null if they are not named */
    KnownInputs(SortedMap<InputPath, Declared> declared, @Nullable OutputsPattern pattern) {
        this.declared = declared;
        declared.keySet().forEach(path -> top.add(first(path)));
        if (pattern != null) {
            pattern.names().stream().filter(pattern::has).forEach(name -> top.add(new InputPath(List.of(name))));
        }
    }

    private static InputPath first(InputPath path) {
        return new InputPath(path.names().subList(0, 1));
    }

    /** Whether the first name of a path is an input of the flake. */
    boolean hasTop(InputPath input) {
        return top.contains(first(input));
    }

    /** Refuses paths of which the first name is no input of the flake. */
    void requireTop(InputPath input) {
        if (input.isRoot()) {
            throw new FlakeEditException("the path of an input has at least one name");
        }
        InputPath first = first(input);
        if (!hasTop(input)) {
            throw new FlakeEditException("there is no input '" + first + "'" + likely(first, top));
        }
    }

    /** How a message goes on that says that {@code input} is none, if others look like it. */
    static String likely(InputPath input, Collection<InputPath> there) {
        NameHint hint = NameHint.of(
                "input",
                input.toString(),
                there.stream().map(InputPath::toString).toList());
        return hint == null ? "" : "; " + hint.meant();
    }

    /** Refuses to let {@code input} follow what is not there, itself and what comes back to it. */
    void requireTarget(InputPath input, InputPath target) {
        if (target.isRoot()) {
            return;
        }
        String refused = "input '" + input + "' cannot follow '" + target + "'";
        InputPath first = first(target);
        if (!top.contains(first)) {
            String instead = first.last().equals("self") ? "; the flake itself is followed as ''" : likely(first, top);
            throw new FlakeEditException(refused + ": there is no input '" + first + "'" + instead);
        }
        Set<InputPath> passed = new HashSet<>();
        for (InputPath at = target; at != null && passed.add(at); at = followed(at)) {
            if (at.equals(input)) {
                throw new FlakeEditException(
                        refused + (at.equals(target) ? ", which is itself" : ", which follows it"));
            }
            if (at.startsWith(input)) {
                throw new FlakeEditException(refused + ", as '" + at + "' is an input of it");
            }
        }
    }

    private @Nullable InputPath followed(InputPath input) {
        Declared about = declared.get(input);
        return about == null ? null : followed(about);
    }

    /** What an input follows; null if nothing, or what Nix cannot read either, so that it follows no input. */
    static @Nullable InputPath followed(Declared input) {
        try {
            return input.follows() == null ? null : InputPath.parse(input.follows());
        } catch (FlakeException e) {
            return null;
        }
    }
}
