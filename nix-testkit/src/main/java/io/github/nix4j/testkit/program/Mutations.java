package io.github.nix4j.testkit.program;

import io.github.nix4j.lang.parser.NixParser;
import io.github.nix4j.lang.syntax.SourceFile;
import io.github.nix4j.lang.syntax.SyntaxToken;
import io.github.nix4j.store.ByteText;
import java.util.ArrayList;
import java.util.List;

/** Damages programs by the token: cuts, copies, swaps and replaces. All texts are byte text. */
public final class Mutations {
    private static final List<String> TOKENS = List.of(
            "(",
            ")",
            "{",
            "}",
            "[",
            "]",
            "${",
            "\"",
            "''",
            ";",
            ":",
            ",",
            "=",
            ".",
            "...",
            "@",
            "?",
            "+",
            "-",
            "*",
            "/",
            "//",
            "++",
            "==",
            "!=",
            "<",
            ">",
            "<=",
            ">=",
            "&&",
            "||",
            "->",
            "!",
            "|>",
            "<|",
            "let",
            "in",
            "rec",
            "with",
            "inherit",
            "if",
            "then",
            "else",
            "assert",
            "or",
            "x",
            "1",
            "1.5",
            "./a",
            "/a/",
            "<a>",
            "~/a",
            "a:b",
            "\\",
            "&",
            "|",
            "%",
            "#",
            "/*",
            "\u00e9",
            "9999999999999999999",
            "1.0e999",
            "\r",
            "$",
            "'",
            "null");

    private Mutations() {}

    /** One to three changes to {@code text}, chosen by {@code seed}. */
    public static String of(String text, long seed) {
        Dice dice = new Dice(seed);
        List<String> tokens = tokens(text);
        if (tokens.isEmpty()) {
            return dice.of(TOKENS);
        }
        int changes = dice.of(1, 1, 1, 2, 3);
        for (int i = 0; i < changes && !tokens.isEmpty(); i++) {
            change(tokens, dice);
        }
        return String.join("", tokens);
    }

    private static void change(List<String> tokens, Dice dice) {
        int at = dice.below(tokens.size());
        switch (dice.below(6)) {
            case 0 -> tokens.remove(at);
            case 1 -> tokens.add(at, tokens.get(at));
            case 2 -> {
                int other = dice.below(tokens.size());
                String token = tokens.get(at);
                tokens.set(at, tokens.get(other));
                tokens.set(other, token);
            }
            case 3 -> tokens.set(at, dice.of(TOKENS));
            case 4 -> tokens.add(at, dice.of(TOKENS));
            default -> tokens.set(at, tokens.get(dice.below(tokens.size())));
        }
    }

    /** The tokens of a text, blanks and comments included. */
    public static List<String> tokens(String text) {
        List<String> tokens = new ArrayList<>();
        for (SyntaxToken token : NixParser.tokens(SourceFile.of("mutant", ByteText.bytes(text)))) {
            tokens.add(text.substring(token.start(), token.end()));
        }
        return tokens;
    }
}
