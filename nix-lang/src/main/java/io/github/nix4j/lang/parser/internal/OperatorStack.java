package io.github.nix4j.lang.parser.internal;

import io.github.nix4j.lang.syntax.Operator;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Operators whose right operand is still to come, and the precedence of all operators. */
final class OperatorStack {
    /** Tighter than {@code ?} binds only the unary minus. */
    static final int HAS_ATTR = 11;

    private static final int NEGATE = 12;
    private static final int NOT = 7;

    private int[] types = new int[16];
    private int[] tokens = new int[16];
    private int size;

    int size() {
        return size;
    }

    /** Pushes the operator at a token; a prefix operator is pushed by its negative type. */
    void push(int type, int token) {
        if (size == types.length) {
            types = Arrays.copyOf(types, size * 2);
            tokens = Arrays.copyOf(tokens, size * 2);
        }
        types[size] = type;
        tokens[size++] = token;
    }

    /** Whether the topmost operator takes its operand before an operator of some precedence does. */
    boolean bindsTighterThan(int precedence) {
        return precedenceOf(types[size - 1]) > precedence;
    }

    /** The type of the topmost operator. */
    int type() {
        return types[size - 1];
    }

    /** Removes the topmost operator; its token. */
    int pop() {
        return tokens[--size];
    }

    /** The type that a prefix operator is pushed by. */
    static int prefix(int type) {
        return -type;
    }

    static int precedenceOf(int type) {
        switch (type) {
            case NixTokens.PIPE_FROM:
            case NixTokens.PIPE_INTO:
                return 0;
            case NixTokens.IMPLIES:
                return 1;
            case NixTokens.OR:
                return 2;
            case NixTokens.AND:
                return 3;
            case NixTokens.EQ:
            case NixTokens.NOT_EQ:
                return 4;
            case NixTokens.LESS:
            case NixTokens.LESS_EQ:
            case NixTokens.GREATER:
            case NixTokens.GREATER_EQ:
                return 5;
            case NixTokens.UPDATE:
                return 6;
            case -NixTokens.NOT:
                return NOT;
            case NixTokens.PLUS:
            case NixTokens.MINUS:
                return 8;
            case NixTokens.STAR:
            case NixTokens.SLASH:
                return 9;
            case NixTokens.CONCAT:
                return 10;
            case -NixTokens.MINUS:
                return NEGATE;
            default:
                throw new IllegalArgumentException("no operator: token type " + type);
        }
    }

    /** What happens if an operator meets itself or one of the same precedence. */
    enum Associativity {
        LEFT,
        RIGHT,
        NONE
    }

    /** Decides between the topmost operator and an incoming one of the same precedence. */
    Associativity associativity(int incoming) {
        switch (incoming) {
            case NixTokens.PIPE_FROM:
                return type() == incoming ? Associativity.RIGHT : Associativity.NONE;
            case NixTokens.PIPE_INTO:
                return type() == incoming ? Associativity.LEFT : Associativity.NONE;
            case NixTokens.IMPLIES:
            case NixTokens.UPDATE:
            case NixTokens.CONCAT:
                return Associativity.RIGHT;
            case NixTokens.EQ:
            case NixTokens.NOT_EQ:
            case NixTokens.LESS:
            case NixTokens.LESS_EQ:
            case NixTokens.GREATER:
            case NixTokens.GREATER_EQ:
                return Associativity.NONE;
            default:
                return Associativity.LEFT;
        }
    }

    /** The syntax tree's operator for a token; null for the pipes, which make applications. */
    static @Nullable Operator operator(int type) {
        switch (type) {
            case NixTokens.IMPLIES:
                return Operator.IMPLIES;
            case NixTokens.OR:
                return Operator.OR;
            case NixTokens.AND:
                return Operator.AND;
            case NixTokens.EQ:
                return Operator.EQ;
            case NixTokens.NOT_EQ:
                return Operator.NOT_EQ;
            case NixTokens.LESS:
                return Operator.LESS;
            case NixTokens.LESS_EQ:
                return Operator.LESS_EQ;
            case NixTokens.GREATER:
                return Operator.GREATER;
            case NixTokens.GREATER_EQ:
                return Operator.GREATER_EQ;
            case NixTokens.UPDATE:
                return Operator.UPDATE;
            case NixTokens.PLUS:
                return Operator.PLUS;
            case NixTokens.MINUS:
                return Operator.MINUS;
            case NixTokens.STAR:
                return Operator.TIMES;
            case NixTokens.SLASH:
                return Operator.DIVIDE;
            case NixTokens.CONCAT:
                return Operator.CONCAT;
            default:
                return null;
        }
    }
}
