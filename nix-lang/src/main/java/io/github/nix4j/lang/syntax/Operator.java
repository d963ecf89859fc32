package io.github.nix4j.lang.syntax;

import org.jspecify.annotations.Nullable;

/**
 * The operators with two operands.
 *
 * <p>The arithmetic and ordering operators stand for calls of a variable that is looked up in scope, so that programs can
 * shadow it: {@code a - b} is {@code __sub a b} and {@code a <= b} is {@code !(__lessThan b a)}.
 */
public enum Operator {
    IMPLIES("->"),
    OR("||"),
    AND("&&"),
    EQ("=="),
    NOT_EQ("!="),
    LESS("<", "__lessThan", false, false),
    LESS_EQ("<=", "__lessThan", true, true),
    GREATER(">", "__lessThan", true, false),
    GREATER_EQ(">=", "__lessThan", false, true),
    UPDATE("//"),
    PLUS("+"),
    MINUS("-", "__sub", false, false),
    TIMES("*", "__mul", false, false),
    DIVIDE("/", "__div", false, false),
    CONCAT("++");

    private final String symbol;
    private final @Nullable String scopedFunction;
    private final boolean swapped;
    private final boolean negated;

    /** A construct of its own. */
    Operator(String symbol) {
        this(symbol, null, false, false);
    }

    Operator(String symbol, @Nullable String scopedFunction, boolean swapped, boolean negated) {
        this.symbol = symbol;
        this.scopedFunction = scopedFunction;
        this.swapped = swapped;
        this.negated = negated;
    }

    /** The operator as written. */
    public String symbol() {
        return symbol;
    }

    /** The variable that the operator is a call of, or null if the operator is a construct of its own. */
    public @Nullable String scopedFunction() {
        return scopedFunction;
    }

    /** Whether the call takes the right operand first. */
    public boolean swapped() {
        return swapped;
    }

    /** Whether the call's result is negated. */
    public boolean negated() {
        return negated;
    }
}
