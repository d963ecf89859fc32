package io.github.nix4j.testkit.program;

import java.util.ArrayList;
import java.util.List;

/**
 * Programs from {@link Templates}, for what random expressions seldom reach.
 */
final class Corners {
    /** Use of what only experimental features allow. */
    static final String GATED = "gated";

    private static final String OPEN = "<<";
    private static final String CLOSE = ">>";

    private final Expressions expressions;
    private final Dice dice;

    Corners(Expressions expressions) {
        this.expressions = expressions;
        this.dice = expressions.dice;
    }

    /** The program of a template's turn. */
    Code of(Templates.Turn turn) {
        Templates.Template template = turn.template();
        expressions.used.add(template.group());
        if (template.gated()) {
            expressions.used.add(GATED);
        }
        String text = filled(template.text(), turn.visit(), template.line());
        // Half of them with the layout's blanks, in strings too.
        return dice.chance(0.5) ? Code.of(Code.EXPRESSION, text) : new Code(text, Code.EXPRESSION);
    }

    /**
     * A text with its holes filled.
     *
     * @param visit how often it has been filled before
     * @param place tells the text from others
     */
    private String filled(String text, long visit, long place) {
        StringBuilder out = new StringBuilder();
        int at = 0;
        for (int open = text.indexOf(OPEN); open >= 0; open = text.indexOf(OPEN, at)) {
            out.append(text, at, open);
            int close = end(text, open);
            out.append(hole(text.substring(open + 2, close), visit, place * 31 + open));
            at = close + 2;
        }
        return out.append(text, at, text.length()).toString();
    }

    /** Where the hole that opens at {@code open} closes. */
    private static int end(String text, int open) {
        int depth = 0;
        for (int i = open; i + 1 < text.length(); i++) {
            if (text.startsWith(OPEN, i)) {
                depth++;
                i++;
            } else if (text.startsWith(CLOSE, i)) {
                depth--;
                // Of three in a row, the outer ones close: what they close may end in such a sign.
                if (depth == 0 && !text.startsWith(CLOSE, i + 1)) {
                    return i;
                }
                if (depth == 0) {
                    return i + 1;
                }
                i++;
            }
        }
        throw new IllegalStateException("a hole without an end: " + text);
    }

    private String hole(String text, long visit, long place) {
        if (text.startsWith(":")) {
            return expressions
                    .sound(Signatures.type(text.substring(1)), Scope.EMPTY, dice.below(6))
                    .at(Code.SELECTION);
        }
        if (text.equals("!")) {
            return expressions.wrong().text();
        }
        if (text.equals("n")) {
            return "\n";
        }
        if (text.equals("tilde")) {
            return "~";
        }
        if (text.matches("x:[0-9a-f]{2}")) {
            return String.valueOf((char) (Code.BYTE + Integer.parseInt(text.substring(2), 16)));
        }
        if (text.matches("\\d+-\\d+")) {
            String[] ends = text.split("-");
            return Integer.toString(dice.between(Integer.parseInt(ends[0]), Integer.parseInt(ends[1])));
        }
        // In each round, each choice comes once; rounds begin anywhere, so that two holes do not go in step.
        List<String> choices = choices(text);
        long round = visit / choices.size();
        int choice = (int) ((visit + Dice.choice(place ^ round << 32, "choice", choices.size())) % choices.size());
        return filled(choices.get(choice), round, place * 31 + choice);
    }

    private static List<String> choices(String text) {
        List<String> choices = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            if (text.startsWith(OPEN, i)) {
                i = end(text, i) + 1;
            } else if (text.charAt(i) == '~') {
                choices.add(text.substring(start, i));
                start = i + 1;
            }
        }
        choices.add(text.substring(start));
        return choices;
    }
}
