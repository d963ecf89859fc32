package io.github.nix4j.flake.file;

import io.github.nix4j.flake.FlakeException;
import io.github.nix4j.lang.io.SourcePath;
import io.github.nix4j.lang.syntax.AttrSet;
import io.github.nix4j.lang.syntax.Binding;
import io.github.nix4j.lang.syntax.Expr;
import io.github.nix4j.lang.syntax.FloatLit;
import io.github.nix4j.lang.syntax.IntLit;
import io.github.nix4j.lang.syntax.Lambda;
import io.github.nix4j.lang.syntax.ListExpr;
import io.github.nix4j.lang.syntax.PathLit;
import io.github.nix4j.lang.syntax.StringLit;
import io.github.nix4j.lang.syntax.Var;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an expression of {@code flake.nix} is without being evaluated: literals, sets, lists and functions are themselves, all
 * else is a thunk, which no setting of a flake may be.
 */
sealed interface FlakeDatum {
    /** How messages call it, with its article. */
    String kind();

    /** How messages call it where Nix does not force it first: sets, functions and lists of something are thunks then. */
    default String unforcedKind() {
        boolean delayed = this instanceof Set
                || this instanceof Function
                || (this instanceof Elements elements
                        && !elements.list().elements().isEmpty());
        return delayed ? "a thunk" : kind();
    }

    record Text(String value) implements FlakeDatum {
        @Override
        public String kind() {
            return "a string";
        }
    }

    record Int(long value) implements FlakeDatum {
        @Override
        public String kind() {
            return "an integer";
        }
    }

    record Bool(boolean value) implements FlakeDatum {
        @Override
        public String kind() {
            return "a Boolean";
        }
    }

    record File(SourcePath path) implements FlakeDatum {
        @Override
        public String kind() {
            return "a path";
        }
    }

    record Set(AttrSet set) implements FlakeDatum {
        @Override
        public String kind() {
            return "a set";
        }
    }

    record Elements(ListExpr list) implements FlakeDatum {
        @Override
        public String kind() {
            return "a list";
        }
    }

    record Function(Lambda lambda) implements FlakeDatum {
        @Override
        public String kind() {
            return "a function";
        }
    }

    /** A value that no attribute of a flake can be, or no value yet. */
    record Other(String kind) implements FlakeDatum {}

    /**
     * What {@code expr} is.
     *
     * @param scope the set whose bindings it may name if that is recursive
     */
    static FlakeDatum of(Expr expr, AttrSet scope, FlakeText text) {
        if (expr instanceof StringLit string) {
            return new Text(string.value());
        }
        if (expr instanceof IntLit number) {
            return new Int(number.value());
        }
        if (expr instanceof FloatLit) {
            return new Other("a float");
        }
        if (expr instanceof PathLit path) {
            return text.path(path);
        }
        if (expr instanceof AttrSet set) {
            return set.dynamicBindings().isEmpty() ? new Set(set) : new Other("a thunk");
        }
        if (expr instanceof ListExpr list) {
            return new Elements(list);
        }
        if (expr instanceof Lambda lambda) {
            return new Function(lambda);
        }
        if (expr instanceof Var variable) {
            return variable(variable.name(), scope, text);
        }
        return new Other("a thunk");
    }

    private static FlakeDatum variable(String name, AttrSet scope, FlakeText text) {
        if (scope.recursive()) {
            for (Binding binding : scope.bindings()) {
                if (binding.name().equals(name) && !(binding.value() instanceof Var)) {
                    return of(binding.value(), scope, text);
                }
            }
        }
        return switch (name) {
            case "true" -> new Bool(true);
            case "false" -> new Bool(false);
            case "null" -> new Other("null");
            case "builtins" -> new Other("a set");
            default -> new Other("a thunk");
        };
    }

    /**
     * This as JSON, in the representation of {@link io.github.nix4j.flake.ref.FlakeJson}: lists and sets of scalars.
     *
     * @param scope the set whose binding this is
     */
    default Object json(AttrSet scope, FlakeText text) {
        if (this instanceof Text string) {
            return string.value();
        }
        if (this instanceof Int number) {
            return number.value();
        }
        if (this instanceof Bool bool) {
            return bool.value();
        }
        if (this instanceof Elements elements) {
            List<Object> list = new ArrayList<>();
            elements.list()
                    .elements()
                    .forEach(element -> list.add(of(element, scope, text).json(scope, text)));
            return list;
        }
        if (this instanceof Set set) {
            SortedMap<String, Object> object = new TreeMap<>();
            for (Binding binding : set.set().bindings()) {
                object.put(binding.name(), of(binding.value(), set.set(), text).json(set.set(), text));
            }
            return object;
        }
        throw new FlakeException("a key that commits are signed with is " + kind()
                + ", and flake.nix is not evaluated: nix4j takes literal keys only");
    }
}
