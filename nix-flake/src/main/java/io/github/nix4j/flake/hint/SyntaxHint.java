package io.github.nix4j.flake.hint;

import io.github.nix4j.lang.parser.NixParser;
import io.github.nix4j.lang.parser.ParseResult;
import io.github.nix4j.lang.syntax.SourceFile;
import io.github.nix4j.lang.syntax.SyntaxToken;
import io.github.nix4j.lang.syntax.SyntaxToken.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a text went wrong that is no valid Nix. The parser can only say where it noticed: for a bracket that is not closed, that
 * is often the end of the file. Brackets are judged by the indentation of their lines, as people do.
 *
 * @param source the text
 * @param offset the byte that the hint is about
 * @param text what seems to be wrong there (byte text)
 */
public record SyntaxHint(SourceFile source, int offset, String text) {
    /** {@code file:line:column: text}. */
    public String describe() {
        return source.describe(offset) + ": " + text;
    }

    /** {@link #describe} with another name for the file (byte text), such as that of the one on disk, and its own lines. */
    public String describe(String file) {
        return file + ":" + source.textLine(offset) + ":" + source.textColumn(offset) + ": " + text;
    }

    /** A hint about a text; null if it is valid, or if nothing is known beyond what the parser says. */
    public static @Nullable SyntaxHint of(SourceFile source) {
        ParseResult parsed = NixParser.parse(source);
        if (parsed.error().isEmpty()) {
            return null;
        }
        List<SyntaxToken> tokens = NixParser.tokens(source).stream()
                .filter(token ->
                        token.kind() != Kind.SPACE && token.kind() != Kind.COMMENT && token.kind() != Kind.DOC_COMMENT)
                .toList();
        SyntaxHint string = UnclosedString.in(source, tokens);
        if (string != null) {
            // Brackets in what the lexer takes for strings, and the other way round, tell nothing.
            return string;
        }
        SyntaxHint bracket = new BracketBalance(source).hint(tokens);
        return bracket != null
                ? bracket
                : semicolon(source, tokens, parsed.error().get().offset());
    }

    /** Where the parser meets the next definition, or the end of the set, the one before may lack its end. */
    private static @Nullable SyntaxHint semicolon(SourceFile source, List<SyntaxToken> tokens, int error) {
        int at = 0;
        while (at < tokens.size() && tokens.get(at).start() < error) {
            at++;
        }
        // The parser takes the name of the next definition for an argument, and stumbles over what comes behind it.
        for (int candidate = at; candidate > 0 && candidate >= at - 5; candidate--) {
            if (candidate < tokens.size()
                    && wouldParse(source, tokens.get(candidate - 1).end())) {
                return new SyntaxHint(source, tokens.get(candidate - 1).end(), "a semicolon seems to be missing here");
            }
        }
        return null;
    }

    private static boolean wouldParse(SourceFile source, int offset) {
        String text = source.text();
        String mended = text.substring(0, offset) + ";" + text.substring(offset);
        ParseResult parsed = NixParser.parse(SourceFile.of(source.origin(), mended));
        // Another mistake further down does not make this one less likely.
        return parsed.error().isEmpty()
                || parsed.error().get().offset() > offset + 1 && isLater(source, parsed, offset);
    }

    private static boolean isLater(SourceFile source, ParseResult parsed, int offset) {
        int later = parsed.error().orElseThrow().offset();
        return later > 0 && source.textLine(Math.min(later, source.text().length())) > source.textLine(offset) + 1;
    }
}
