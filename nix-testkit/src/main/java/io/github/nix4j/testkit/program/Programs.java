package io.github.nix4j.testkit.program;

import io.github.nix4j.store.ByteText;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * An endless sequence of random programs, the same for the same seed. Immutable; for any number of threads.
 *
 * <p>They expect to stand in one folder with the {@link Fixture}.
 *
 * @param seed names the sequence
 * @param faultRate how probable it is at each place where an expression is wanted that something else is put there
 */
public record Programs(long seed, double faultRate) {
    /** About two thirds of the programs made at this rate evaluate. */
    public static final double USUAL_FAULT_RATE = 0.0004;

    private static final int MOST_FUEL = 60;

    /** Of {@link #TURNS} programs, those that call a builtin with a wrong argument; up to the next number, operators; then soundly. */
    private static final int WRONG_ARGUMENTS = 3;

    private static final int WRONG_OPERANDS = 4;

    private static final int BUILTINS = 57;
    /** From here on programs come from templates. */
    private static final int CORNERS = 87;

    /** Of so many programs that follow each other, each has another turn; neighbours have turns that are far apart. */
    private static final int TURNS = 100;

    private static final int STRIDE = 37;

    private static final double MUTANTS = 0.015;
    private static final List<String> CONSTRUCTS = List.of(
            "integer",
            "__curPos",
            "float",
            "string",
            "interpolated string",
            "indented string",
            "uri",
            "path",
            "interpolated path",
            "search path",
            "home path",
            "list",
            "set",
            "rec",
            "inherit",
            "inherit from",
            "nested attributes",
            "dynamic attribute",
            "null attribute",
            "__overrides",
            "__toString",
            "functor",
            "derivation",
            "lambda",
            "formals",
            "default",
            "ellipsis",
            "at-pattern",
            "call",
            "let",
            "legacy let",
            "with",
            "assert",
            "if",
            "select",
            "dynamic select",
            "or",
            "pipe",
            "shadowed operator",
            "all builtins",
            "wrong argument",
            "wrong operand",
            "fault",
            "mutation",
            "negate",
            "!",
            "+",
            "-",
            "*",
            "/",
            "++",
            "//",
            "?",
            "&&",
            "||",
            "->",
            "==",
            "!=",
            "<",
            "<=",
            ">",
            ">=");

    public static Programs of(long seed) {
        return new Programs(seed, USUAL_FAULT_RATE);
    }

    /** The names of all builtins that programs are made of. */
    public static List<String> builtins() {
        return Signatures.names();
    }

    /** The names of all constructs and groups of templates that {@link Program#used} tells of. */
    public static List<String> constructs() {
        List<String> constructs = new ArrayList<>(CONSTRUCTS);
        constructs.addAll(Templates.groups());
        return constructs;
    }

    /** The program number {@code index}. */
    public Program get(int index) {
        Dice dice = new Dice(seed * 0x9E3779B97F4A7C15L + index);
        Set<String> used = new TreeSet<>();
        Expressions expressions = new Expressions(dice, used, faultRate);
        int fuel = 4 + dice.below(MOST_FUEL);
        // Every builtin gets its turn at the root, also with an argument of another type; the rest comes as it comes.
        int turn = Math.floorMod(index % TURNS * STRIDE + Dice.choice(seed + index / TURNS, "turns", TURNS), TURNS);
        Signature signature = dice.of(Signatures.all());
        if (Expressions.mostlyFails(signature) && dice.chance(0.85)) {
            signature = dice.of(Signatures.all());
        }
        Code code = turn >= CORNERS
                ? expressions.corner(Templates.turn(seed, index / TURNS * (TURNS - CORNERS) + turn - CORNERS))
                : turn < WRONG_ARGUMENTS
                        ? expressions.wrongCall(signature)
                        : turn < WRONG_OPERANDS
                                ? expressions.wrongOperand()
                                : turn < BUILTINS
                                        ? around(expressions, expressions.call(signature, Scope.EMPTY, fuel))
                                        : expressions.of(expressions.anyType(3), Scope.EMPTY, fuel);
        String text = bytes(new Layout(dice).apply(code.text()));
        if (dice.chance(MUTANTS)) {
            used.add("mutation");
            text = Mutations.of(text, dice.anyLong());
        }
        return new Program(text, used);
    }

    private static String bytes(String text) {
        StringBuilder bytes = new StringBuilder(text.length() + 8);
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            int given = text.charAt(i) - Code.BYTE;
            if (given >= 0 && given < 256) {
                bytes.append(ByteText.fromUnicode(text.substring(start, i))).append((char) given);
                start = i + 1;
            }
        }
        return bytes.append(ByteText.fromUnicode(text.substring(start))).toString();
    }

    private static Code around(Expressions expressions, Code code) {
        Dice dice = expressions.dice;
        char s = Code.SPACE;
        return switch (dice.below(8)) {
            case 0 ->
                Code.atom("[" + s + code.at(Code.SELECTION) + s
                        + expressions.of(Type.Basic.ANY, Scope.EMPTY, 5).at(Code.SELECTION) + s + "]");
            case 1 -> Code.atom("{" + s + "result" + s + "=" + s + code.text() + ";" + s + "}");
            case 2 ->
                new Code(
                        "let" + s + "x" + s + "=" + s + code.text() + ";" + s + "in" + s + "[" + s + "x" + s + "x" + s
                                + "]",
                        Code.EXPRESSION);
            case 3 -> new Code("builtins.tryEval" + s + code.at(Code.SELECTION), Code.APPLICATION);
            case 4 -> new Code("(x:" + s + "x)" + s + code.at(Code.SELECTION), Code.APPLICATION);
            default -> code;
        };
    }
}
