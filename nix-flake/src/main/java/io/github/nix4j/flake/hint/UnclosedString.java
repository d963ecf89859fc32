package io.github.nix4j.flake.hint;

import io.github.nix4j.lang.syntax.SourceFile;
import io.github.nix4j.lang.syntax.SyntaxToken;
import io.github.nix4j.lang.syntax.SyntaxToken.Kind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the string that lacks its closing quotes. For the lexer it ends where the next one begins, whose text then stands directly
 * behind a quote, as nobody writes; the last string is the one that does not end.
 */
final class UnclosedString {
    private static final Set<Kind> BEGINNINGS = Set.of(
            Kind.IDENTIFIER,
            Kind.KEYWORD,
            Kind.INTEGER,
            Kind.FLOAT,
            Kind.PATH,
            Kind.URI,
            Kind.INTERPOLATION,
            Kind.QUOTE,
            Kind.INDENTED_QUOTE);

    private UnclosedString() {}

    /** A hint, or null if all strings end, or may do so if an interpolation does. */
    static @Nullable SyntaxHint in(SourceFile source, List<SyntaxToken> tokens) {
        Deque<SyntaxToken> open = new ArrayDeque<>();
        SyntaxToken suspect = null;
        for (int i = 0; i < tokens.size(); i++) {
            SyntaxToken token = tokens.get(i);
            SyntaxToken inner = open.peek();
            if (isQuote(token) && inner != null && inner.kind() == token.kind()) {
                open.pop();
                if (suspect == null && i + 1 < tokens.size() && begins(tokens.get(i + 1), token)) {
                    suspect = inner;
                }
            } else if (isQuote(token) || token.kind() == Kind.INTERPOLATION || is(source, token, '{')) {
                open.push(token);
            } else if (is(source, token, '}') && inner != null && !isQuote(inner)) {
                open.pop();
            }
        }
        if (open.stream().noneMatch(UnclosedString::isQuote)
                || open.stream().anyMatch(token -> token.kind() == Kind.INTERPOLATION)) {
            return null;
        }
        SyntaxToken last =
                open.stream().filter(UnclosedString::isQuote).findFirst().orElseThrow();
        return suspect == null
                ? new SyntaxHint(source, last.start(), "the string that begins here is not closed")
                : new SyntaxHint(
                        source,
                        suspect.start(),
                        "the string that begins here seems not to be closed where it should end");
    }

    private static boolean begins(SyntaxToken next, SyntaxToken quote) {
        return next.start() == quote.end() && BEGINNINGS.contains(next.kind());
    }

    private static boolean isQuote(SyntaxToken token) {
        return token.kind() == Kind.QUOTE || token.kind() == Kind.INDENTED_QUOTE;
    }

    private static boolean is(SourceFile source, SyntaxToken token, char bracket) {
        return token.kind() == Kind.PUNCTUATION
                && token.end() == token.start() + 1
                && source.text().charAt(token.start()) == bracket;
    }
}
