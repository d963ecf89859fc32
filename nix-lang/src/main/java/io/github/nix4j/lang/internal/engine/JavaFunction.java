package io.github.nix4j.lang.internal.engine;

import io.github.nix4j.lang.internal.eval.BuiltinRegistry;
import io.github.nix4j.lang.value.NixValue;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** A builtin of an embedding program. */
public record JavaFunction(String name, List<String> parameters, Function<List<NixValue>, NixValue> code) {
    private static final Pattern IDENTIFIER = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_'-]*");
    private static final Set<String> KEYWORDS =
            Set.of("if", "then", "else", "assert", "with", "let", "in", "rec", "inherit", "or");

    public JavaFunction {
        requireIdentifier(name);
        parameters.forEach(JavaFunction::requireIdentifier);
        if (parameters.isEmpty() || parameters.size() > 3) {
            throw new IllegalArgumentException(
                    "builtins." + name + " has " + parameters.size() + " parameters; there may be one to three");
        }
    }

    private static void requireIdentifier(String name) {
        if (!IDENTIFIER.matcher(name).matches() || KEYWORDS.contains(name)) {
            throw new IllegalArgumentException("'" + name + "' is no identifier of Nix");
        }
    }

    /** Enters the function, when all other builtins are there. */
    public void register(BuiltinRegistry registry, Supplier<ValueBridge> values) {
        if (name.equals("builtins")
                || registry.entries().stream().anyMatch(entry -> entry.name().equals(name))) {
            throw new IllegalArgumentException("there is a builtin '" + name + "' already");
        }
        String words = String.join(" ", parameters);
        switch (parameters.size()) {
            case 1 -> registry.add1(name, words, (ev, x) -> values.get().callJava(ev, code, x));
            case 2 -> registry.add2(name, words, (ev, x, y) -> values.get().callJava(ev, code, x, y));
            default -> registry.add3(name, words, (ev, x, y, z) -> values.get().callJava(ev, code, x, y, z));
        }
    }
}
