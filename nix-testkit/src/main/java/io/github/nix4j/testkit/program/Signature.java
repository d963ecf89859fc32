package io.github.nix4j.testkit.program;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A builtin with a type that it can be used at. */
record Signature(String builtin, List<Type> arguments, Type result) {

    static Signature of(String builtin, Type type) {
        List<Type> arguments = new ArrayList<>();
        Type rest = type;
        while (rest instanceof Type.Function function) {
            arguments.add(function.argument());
            rest = function.result();
        }
        return new Signature(builtin, arguments, rest);
    }

    /** The type of what is left after {@code count} arguments. */
    Type after(int count) {
        Type type = result;
        for (int i = arguments.size() - 1; i >= count; i--) {
            type = new Type.Function(arguments.get(i), type);
        }
        return type;
    }

    /** What the variables of {@code pattern} have to be for it to be {@code wanted}; null if nothing fits. */
    static @Nullable Map<String, Type> match(Type pattern, Type wanted) {
        Map<String, Type> bound = new HashMap<>();
        return unify(pattern, wanted, bound) ? bound : null;
    }

    private static boolean unify(Type pattern, Type wanted, Map<String, Type> bound) {
        if (pattern instanceof Type.Variable variable) {
            Type before = bound.putIfAbsent(variable.name(), wanted);
            return before == null || before.equals(wanted);
        }
        if (pattern instanceof Type.ListOf list) {
            return wanted instanceof Type.ListOf other && unify(list.element(), other.element(), bound);
        }
        if (pattern instanceof Type.MapOf map) {
            return wanted instanceof Type.MapOf other && unify(map.value(), other.value(), bound);
        }
        if (pattern instanceof Type.Function function) {
            return wanted instanceof Type.Function other
                    && unify(function.argument(), other.argument(), bound)
                    && unify(function.result(), other.result(), bound);
        }
        if (pattern instanceof Type.Attrs attrs) {
            return wanted instanceof Type.Attrs other && unifyAttributes(attrs, other, bound);
        }
        return pattern.equals(wanted);
    }

    // The pattern may give more attributes than are wanted.
    private static boolean unifyAttributes(Type.Attrs pattern, Type.Attrs wanted, Map<String, Type> bound) {
        for (Map.Entry<String, Type> entry : wanted.attributes().entrySet()) {
            Type given = pattern.attributes().get(entry.getKey());
            if (given == null || !unify(given, entry.getValue(), bound)) {
                return false;
            }
        }
        return true;
    }
}
