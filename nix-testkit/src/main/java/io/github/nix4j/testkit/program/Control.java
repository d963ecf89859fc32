package io.github.nix4j.testkit.program;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Conditions, bindings, assertions, selections and calls. */
final class Control {
    private static final char S = Code.SPACE;

    private final Expressions expressions;
    private final Dice dice;

    Control(Expressions expressions) {
        this.expressions = expressions;
        this.dice = expressions.dice;
    }

    Code of(Type type, Scope scope, int fuel) {
        return switch (dice.below(16)) {
            case 0, 1 -> condition(type, scope, fuel);
            case 2, 3, 4, 5 -> let(type, scope, fuel);
            case 6 -> with(type, scope, fuel);
            case 7 -> assertion(type, scope, fuel);
            case 8, 9, 10 -> expressions.functions.call(type, scope, fuel);
            case 11, 12 -> select(type, scope, fuel);
            case 13 -> selectOr(type, scope, fuel);
            case 14 -> dice.chance(0.3) ? legacyLet(type, scope, fuel) : shadowedOperator(type, scope, fuel);
            default -> pipe(type, scope, fuel);
        };
    }

    private Code condition(Type type, Scope scope, int fuel) {
        expressions.used.add("if");
        return new Code(
                "if" + S + expressions.of(Type.Basic.BOOL, scope, fuel / 3).text() + S + "then" + S
                        + expressions.of(type, scope, fuel / 3).text() + S + "else" + S
                        + expressions.of(type, scope, fuel / 3).text(),
                Code.EXPRESSION);
    }

    private Code let(Type type, Scope scope, int fuel) {
        expressions.used.add("let");
        Map<String, Type> variables = new TreeMap<>();
        int count = dice.between(1, 3);
        for (int i = 0; i < count; i++) {
            variables.put(expressions.functions.variable(), expressions.anyType(1));
        }
        Scope inner = expressions.hiding(scope, variables);
        List<String> bindings = new ArrayList<>();
        // Each value sees the variables before it, so that few programs need themselves.
        for (Map.Entry<String, Type> variable : variables.entrySet()) {
            bindings.addAll(expressions.attrSets.bindings(
                    Map.of(variable.getKey(), variable.getValue()), Scope.EMPTY, inner, false, fuel / (count + 1)));
            inner = inner.and(variable.getKey(), variable.getValue());
        }
        return new Code(
                "let" + S + String.join("", bindings) + "in" + S
                        + expressions.of(type, inner, fuel / (count + 1)).text(),
                Code.EXPRESSION);
    }

    private Code with(Type type, Scope scope, int fuel) {
        expressions.used.add("with");
        Type.Attrs attrs = expressions.attrSets.anyAttrs(1);
        Code set = expressions.of(attrs, scope, fuel / 2);
        Scope inner = scope;
        for (Map.Entry<String, Type> entry : attrs.attributes().entrySet()) {
            if (AttrSets.isPlain(entry.getKey())) {
                inner = inner.andWeak(entry.getKey(), entry.getValue());
            }
        }
        return new Code(
                "with" + S + set.text() + ";" + S
                        + expressions.of(type, inner, fuel / 2).text(),
                Code.EXPRESSION);
    }

    private Code assertion(Type type, Scope scope, int fuel) {
        expressions.used.add("assert");
        Code condition = dice.chance(0.8) ? truth(scope, fuel / 2) : expressions.of(Type.Basic.BOOL, scope, fuel / 2);
        return new Code(
                "assert" + S + condition.text() + ";" + S
                        + expressions.of(type, scope, fuel / 2).text(),
                Code.EXPRESSION);
    }

    private Code truth(Scope scope, int fuel) {
        Code value = expressions.of(Type.Basic.BOOL, scope, fuel);
        return dice.of(
                Code.of(Code.EQUALITY, "1 == 1"),
                Code.atom("true"),
                new Code(value.at(Code.OR) + S + "||" + S + "true", Code.OR),
                Code.of(Code.HAS_ATTRIBUTE, "{ a = 1; } ? a"));
    }

    private Code select(Type type, Scope scope, int fuel) {
        expressions.used.add("select");
        AttrSets sets = expressions.attrSets;
        String name = sets.anyName();
        Type.Attrs attrs = new Type.Attrs(new TreeMap<>(Map.of(name, type)));
        String path = sets.selector(name);
        if (dice.chance(0.3)) {
            String outer = sets.anyName();
            attrs = new Type.Attrs(new TreeMap<>(Map.of(outer, attrs)));
            path = sets.selector(outer) + "." + path;
        }
        return new Code(expressions.of(attrs, scope, fuel).at(Code.ATOM) + "." + path, Code.SELECTION);
    }

    private Code selectOr(Type type, Scope scope, int fuel) {
        expressions.used.add("or");
        AttrSets sets = expressions.attrSets;
        String name = sets.anyName();
        Type.Attrs attrs = dice.chance(0.5)
                ? new Type.Attrs(new TreeMap<>(Map.of(name, type)))
                : new Type.Attrs(new TreeMap<>(Map.of("other", expressions.anyType(0))));
        return new Code(
                expressions.of(attrs, scope, fuel / 2).at(Code.ATOM) + "." + sets.selector(name) + S + "or" + S
                        + expressions.of(type, scope, fuel / 2).at(Code.SELECTION),
                Code.SELECTION);
    }

    private Code legacyLet(Type type, Scope scope, int fuel) {
        expressions.used.add("legacy let");
        return new Code(
                "let" + S + "{" + S + "body" + S + "=" + S
                        + expressions.of(type, scope, fuel / 2).text() + ";" + S + "b" + S + "=" + S
                        + expressions.of(Type.Basic.ANY, scope, fuel / 2).text() + ";" + S + "}",
                Code.ATOM);
    }

    // Operators are names looked up where they stand.
    private Code shadowedOperator(Type type, Scope scope, int fuel) {
        expressions.used.add("shadowed operator");
        String binding = dice.of(
                "__sub = a: b: b;",
                "__lessThan = a: b: true;",
                "__mul = a: b: a;",
                "__findFile = a: b: ./fix;",
                "__nixPath = [ ];",
                "__div = builtins.add;");
        return new Code(
                "let" + S + binding.replace(' ', S) + S + "in" + S
                        + expressions.of(type, scope, fuel).text(),
                Code.EXPRESSION);
    }

    private Code pipe(Type type, Scope scope, int fuel) {
        expressions.used.add("pipe");
        Type argument = expressions.anyType(1);
        String value = expressions.of(argument, scope, fuel / 2).at(Code.PIPE + 1);
        String function = expressions
                .of(new Type.Function(argument, type), scope, fuel / 2)
                .at(Code.PIPE + 1);
        return dice.chance(0.6)
                ? new Code(value + S + "|>" + S + function, Code.PIPE)
                : new Code(function + S + "<|" + S + value, Code.PIPE);
    }
}
