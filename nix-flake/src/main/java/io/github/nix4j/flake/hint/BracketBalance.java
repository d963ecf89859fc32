package io.github.nix4j.flake.hint;

import io.github.nix4j.lang.syntax.SourceFile;
import io.github.nix4j.lang.syntax.SyntaxToken;
import io.github.nix4j.lang.syntax.SyntaxToken.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the bracket that is not closed, or that closes too much. Where each one belongs is told by the indentation of its line. */
final class BracketBalance {
    /** Two brackets that belong together by their order. */
    private record Pair(SyntaxToken opener, SyntaxToken closer) {}

    private final SourceFile source;
    private final String text;
    private final List<Pair> closed = new ArrayList<>();

    BracketBalance(SourceFile source) {
        this.source = source;
        this.text = source.text();
    }

    /** A hint about the brackets among {@code tokens}; null if they are in balance. */
    @Nullable
    SyntaxHint hint(List<SyntaxToken> tokens) {
        Deque<SyntaxToken> open = new ArrayDeque<>();
        SyntaxToken unclosed = null;
        SyntaxHint surplus = null;
        boolean tooMany = tokens.stream().filter(this::closes).count()
                > tokens.stream().filter(this::opens).count();
        for (SyntaxToken token : tokens) {
            if (opens(token)) {
                open.push(token);
            }
            if (!closes(token)) {
                continue;
            }
            SyntaxToken opener = open.poll();
            boolean fits = opener != null && closing(shown(opener)).equals(shown(token));
            if (tooMany && surplus == null && (!fits || isDeeper(token, opener))) {
                surplus = surplus(token, opener);
            }
            if (opener == null) {
                return surplus != null ? surplus : closesNothing(token);
            }
            if (!fits) {
                return surplus != null ? surplus : notClosed(opener, token.start());
            }
            if (unclosed == null && isFirstOnLine(token) && indent(token) < indent(opener)) {
                unclosed = opener;
            }
            closed.add(new Pair(opener, token));
        }
        if (open.isEmpty()) {
            return null;
        }
        return notClosed(
                unclosed != null ? unclosed : open.element(),
                text.stripTrailing().length());
    }

    /**
     * The bracket that closed what {@code closer} was to close, as its indentation tells; {@code closer} itself, if that one stands
     * where it belongs. Null if there is none.
     *
     * @param opener what {@code closer} closes by order instead; null for nothing
     */
    private @Nullable SyntaxHint surplus(SyntaxToken closer, @Nullable SyntaxToken opener) {
        if (!isFirstOnLine(closer)) {
            return null;
        }
        Pair last = null;
        for (Pair pair : closed) {
            SyntaxToken begin = pair.opener();
            boolean inside = opener == null || begin.start() > opener.start();
            boolean closesSame = closing(shown(begin)).equals(shown(closer)) && indent(begin) == indent(closer);
            boolean hasLines = line(begin) != line(pair.closer());
            if (inside
                    && closesSame
                    && hasLines
                    && (last == null || begin.start() > last.opener().start())) {
                last = pair;
            }
        }
        if (last == null) {
            return null;
        }
        if (isFirstOnLine(last.closer()) && indent(last.closer()) == indent(closer)) {
            return closesNothing(closer);
        }
        return new SyntaxHint(
                source,
                last.closer().start(),
                "this '" + shown(closer) + "' seems to be one too many: line " + line(closer) + " closes the same '"
                        + shown(last.opener()) + "'");
    }

    /** Whether a bracket at the begin of its line stands deeper than what it closes, and not below it. */
    private boolean isDeeper(SyntaxToken closer, @Nullable SyntaxToken opener) {
        return opener != null
                && isFirstOnLine(closer)
                && indent(closer) > indent(opener)
                && indent(closer) != opener.start() - lineStart(opener);
    }

    private SyntaxHint closesNothing(SyntaxToken closer) {
        return new SyntaxHint(source, closer.start(), "this '" + shown(closer) + "' closes nothing");
    }

    /** @param noticed where that shows: indentation has a say only if it is on another line */
    private SyntaxHint notClosed(SyntaxToken opener, int noticed) {
        boolean sameLine = line(opener) == source.textLine(noticed);
        return new SyntaxHint(
                source,
                opener.start(),
                "this '" + shown(opener) + "' is not closed" + (sameLine ? "" : " where its indentation ends"));
    }

    private boolean opens(SyntaxToken token) {
        return token.kind() == Kind.INTERPOLATION || isBracket(token, "{([");
    }

    private boolean closes(SyntaxToken token) {
        return isBracket(token, "})]");
    }

    private boolean isBracket(SyntaxToken token, String brackets) {
        return token.kind() == Kind.PUNCTUATION
                && token.end() == token.start() + 1
                && brackets.indexOf(text.charAt(token.start())) >= 0;
    }

    private String shown(SyntaxToken token) {
        return text.substring(token.start(), token.end());
    }

    private static String closing(String opener) {
        return switch (opener) {
            case "(" -> ")";
            case "[" -> "]";
            default -> "}";
        };
    }

    private int line(SyntaxToken token) {
        return source.textLine(token.start());
    }

    private int lineStart(SyntaxToken token) {
        return source.lineStart(line(token));
    }

    private boolean isFirstOnLine(SyntaxToken token) {
        return text.substring(lineStart(token), token.start()).isBlank();
    }

    /** How many spaces and tabs its line begins with. */
    private int indent(SyntaxToken token) {
        int start = lineStart(token);
        int at = start;
        while (at < token.start() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
        return at - start;
    }
}
