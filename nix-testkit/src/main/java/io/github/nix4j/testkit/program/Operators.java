package io.github.nix4j.testkit.program;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Expressions made with operators. */
final class Operators {
    private final Expressions expressions;
    private final Dice dice;

    Operators(Expressions expressions) {
        this.expressions = expressions;
        this.dice = expressions.dice;
    }

    /** An operator's result of {@code type}; null where no operator gives one. */
    @Nullable
    Code of(Type type, Scope scope, int fuel) {
        if (type == Type.Basic.INT || type == Type.Basic.FLOAT) {
            return arithmetic(type, scope, fuel);
        }
        if (type == Type.Basic.BOOL) {
            return logic(scope, fuel);
        }
        if (type == Type.Basic.STRING) {
            Type right = dice.chance(0.8) ? type : new Type.Special("stringable");
            return binary("+", Code.SUM, true, type, right, scope, fuel);
        }
        if (type == Type.Basic.PATH) {
            return binary("+", Code.SUM, true, type, dice.chance(0.5) ? type : Type.Basic.STRING, scope, fuel);
        }
        if (type instanceof Type.ListOf) {
            return binary("++", Code.CONCATENATION, false, type, type, scope, fuel);
        }
        if (type instanceof Type.MapOf) {
            return binary("//", Code.UPDATE, false, type, type, scope, fuel);
        }
        if (type instanceof Type.Attrs attrs) {
            return update(attrs, scope, fuel);
        }
        return null;
    }

    private Code arithmetic(Type type, Scope scope, int fuel) {
        if (dice.chance(0.12)) {
            expressions.used.add("negate");
            return new Code("-" + expressions.of(type, scope, fuel).at(Code.NEGATION), Code.NEGATION);
        }
        Type other = type == Type.Basic.FLOAT && dice.chance(0.3) ? Type.Basic.INT : type;
        boolean swap = dice.chance(0.5);
        Type left = swap ? other : type;
        Type right = swap ? type : other;
        return switch (dice.below(4)) {
            case 0 -> binary("+", Code.SUM, true, left, right, scope, fuel);
            case 1 -> binary("-", Code.SUM, true, left, right, scope, fuel);
            case 2 -> binary("*", Code.PRODUCT, true, left, right, scope, fuel);
            default -> binary("/", Code.PRODUCT, true, left, right, scope, fuel);
        };
    }

    private Code logic(Scope scope, int fuel) {
        switch (dice.below(9)) {
            case 0:
                expressions.used.add("!");
                return new Code(
                        "!" + expressions.of(Type.Basic.BOOL, scope, fuel).at(Code.NOT), Code.NOT);
            case 1:
                return binary("&&", Code.AND, true, Type.Basic.BOOL, Type.Basic.BOOL, scope, fuel);
            case 2:
                return binary("||", Code.OR, true, Type.Basic.BOOL, Type.Basic.BOOL, scope, fuel);
            case 3:
                return binary("->", Code.IMPLICATION, false, Type.Basic.BOOL, Type.Basic.BOOL, scope, fuel);
            case 4:
            case 5:
                return equality(scope, fuel);
            case 6:
            case 7:
                return comparison(scope, fuel);
            default:
                return hasAttribute(scope, fuel);
        }
    }

    private Code equality(Scope scope, int fuel) {
        Type left = expressions.anyType(1);
        Type right = dice.chance(0.75) ? left : expressions.anyType(1);
        String operator = dice.of("==", "!=");
        return both(
                operator,
                Code.EQUALITY,
                expressions.of(left, scope, fuel / 2).at(Code.EQUALITY + 1),
                expressions.of(right, scope, fuel / 2).at(Code.EQUALITY + 1));
    }

    private Code comparison(Scope scope, int fuel) {
        Type left = dice.of(
                Type.Basic.INT,
                Type.Basic.FLOAT,
                Type.Basic.STRING,
                Type.Basic.PATH,
                new Type.ListOf(dice.of(Type.Basic.INT, Type.Basic.STRING)));
        Type right = left == Type.Basic.INT ? dice.of(Type.Basic.INT, Type.Basic.FLOAT) : left;
        return both(
                dice.of("<", ">", "<=", ">="),
                Code.COMPARISON,
                expressions.of(left, scope, fuel / 2).at(Code.COMPARISON + 1),
                expressions.of(right, scope, fuel / 2).at(Code.COMPARISON + 1));
    }

    private Code hasAttribute(Scope scope, int fuel) {
        Code left = expressions.of(dice.chance(0.9) ? expressions.attrSets.anyAttrs(1) : Type.Basic.ANY, scope, fuel);
        AttrSets sets = expressions.attrSets;
        String path = sets.selector(sets.anyName());
        if (dice.chance(0.4)) {
            path += "." + sets.selector(sets.anyName());
        }
        return both("?", Code.HAS_ATTRIBUTE, left.at(Code.HAS_ATTRIBUTE + 1), path);
    }

    private Code update(Type.Attrs type, Scope scope, int fuel) {
        Map<String, Type> left = new TreeMap<>();
        Map<String, Type> right = new TreeMap<>();
        type.attributes().forEach((name, part) -> {
            int side = dice.below(3);
            if (side != 0) {
                right.put(name, part);
            }
            if (side != 1) {
                left.put(name, part);
            }
        });
        return both(
                "//",
                Code.UPDATE,
                expressions.of(new Type.Attrs(left), scope, fuel / 2).at(Code.UPDATE + 1),
                expressions.of(new Type.Attrs(right), scope, fuel / 2).at(Code.UPDATE));
    }

    private Code binary(
            String operator, int level, boolean leftAssociative, Type left, Type right, Scope scope, int fuel) {
        return both(
                operator,
                level,
                expressions.of(left, scope, fuel / 2).at(leftAssociative ? level : level + 1),
                expressions.of(right, scope, fuel / 2).at(leftAssociative ? level + 1 : level));
    }

    private Code both(String operator, int level, String left, String right) {
        expressions.used.add(operator);
        return new Code(left + Code.SPACE + operator + Code.SPACE + right, level);
    }
}
