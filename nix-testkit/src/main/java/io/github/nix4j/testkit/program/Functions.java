package io.github.nix4j.testkit.program;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Functions of all forms, and calls of them. */
final class Functions {
    private static final List<String> NAMES =
            List.of("a", "b", "c", "x", "y", "z", "f", "args", "self", "v1", "x'", "a-b", "_");

    private final Expressions expressions;
    private final Dice dice;

    Functions(Expressions expressions) {
        this.expressions = expressions;
        this.dice = expressions.dice;
    }

    String variable() {
        return dice.of(NAMES);
    }

    /** A function of {@code type}. */
    Code of(Type.Function type, Scope scope, int fuel) {
        if (dice.chance(0.04)) {
            expressions.used.add("functor");
            Code inner = of(type, scope, fuel - 1);
            String self = variable();
            return Code.of(Code.ATOM, "{ __functor = " + self + ": ")
                    .plus(inner.text(), "; }".replace(' ', Code.SPACE));
        }
        if (type.argument() instanceof Type.Attrs attrs && dice.chance(0.6)) {
            return formals(attrs, type.result(), scope, fuel);
        }
        expressions.used.add("lambda");
        String name = variable();
        Code body = expressions.of(type.result(), scope.and(name, type.argument()), fuel - 1);
        return new Code(name + ":" + Code.SPACE + body.text(), Code.EXPRESSION);
    }

    private Code formals(Type.Attrs attrs, Type result, Scope scope, int fuel) {
        expressions.used.add("formals");
        Scope inner = scope;
        List<String> formals = new ArrayList<>();
        boolean ellipsis = dice.chance(0.6);
        for (Map.Entry<String, Type> entry : attrs.attributes().entrySet()) {
            if (!AttrSets.isPlain(entry.getKey())) {
                ellipsis = true;
                continue;
            }
            if (ellipsis && dice.chance(0.15)) {
                continue;
            }
            inner = inner.and(entry.getKey(), entry.getValue());
            formals.add(entry.getKey());
        }
        String at = dice.chance(0.3) ? "args" : "";
        if (!at.isEmpty()) {
            expressions.used.add("at-pattern");
            inner = inner.and(at, attrs);
        }
        List<String> parts = new ArrayList<>();
        for (String formal : formals) {
            boolean withDefault = dice.chance(0.3);
            if (withDefault) {
                expressions.used.add("default");
            }
            parts.add(formal
                    + (withDefault
                            ? Code.SPACE + "?" + Code.SPACE
                                    + expressions
                                            .of(
                                                    attrs.attributes().getOrDefault(formal, Type.Basic.ANY),
                                                    inner,
                                                    fuel / 4)
                                            .text()
                            : ""));
        }
        if (dice.chance(0.2)) {
            parts.add("extra" + Code.SPACE + "?" + Code.SPACE
                    + expressions.of(Type.Basic.INT, inner, 1).text());
        }
        if (ellipsis) {
            expressions.used.add("ellipsis");
            parts.add("...");
        }
        String set = "{" + Code.SPACE + String.join("," + Code.SPACE, parts) + Code.SPACE + "}";
        String head = at.isEmpty() ? set : dice.chance(0.5) ? set + "@" + at : at + "@" + set;
        Code body = expressions.of(result, inner, fuel / 2);
        return new Code(head + ":" + Code.SPACE + body.text(), Code.EXPRESSION);
    }

    /** A call that gives {@code result}. */
    Code call(Type result, Scope scope, int fuel) {
        expressions.used.add("call");
        Type argument = expressions.anyType(1);
        List<Type.Function> known = new ArrayList<>();
        for (Scope.Entry entry : scope.visible()) {
            if (entry.type() instanceof Type.Function function
                    && function.result().equals(result)) {
                known.add(function);
            }
        }
        Type.Function type = known.isEmpty() ? new Type.Function(argument, result) : dice.of(known);
        Code function = expressions.of(type, scope, fuel / 2);
        Code value = expressions.of(type.argument(), scope, fuel / 2);
        return new Code(function.at(Code.APPLICATION) + Code.SPACE + value.at(Code.SELECTION), Code.APPLICATION);
    }
}
