package io.github.nix4j.flake.edit;

import io.github.nix4j.flake.edit.Definition.Body;
import io.github.nix4j.flake.edit.Definition.Span;
import io.github.nix4j.lang.parser.NixParser;
import io.github.nix4j.lang.syntax.Expr;
import io.github.nix4j.lang.syntax.PathLit;
import io.github.nix4j.lang.syntax.SourceFile;
import io.github.nix4j.lang.syntax.StringLit;
import io.github.nix4j.lang.syntax.SyntaxToken;
import io.github.nix4j.lang.syntax.SyntaxToken.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the definitions in a set from its tokens. The syntax tree would not do: attribute paths are merged in it. The text has
 * to be one that the parser takes.
 */
final class DefinitionReader {
    private final String text;
    private final List<SyntaxToken> tokens;
    private int at;

    DefinitionReader(SourceFile source) {
        text = source.text();
        tokens = NixParser.tokens(source).stream()
                .filter(token -> !isBlank(token.kind()))
                .toList();
    }

    static boolean isBlank(Kind kind) {
        return kind == Kind.SPACE || kind == Kind.COMMENT || kind == Kind.DOC_COMMENT;
    }

    /** The outermost set; null if the text is none that is written out. */
    @Nullable
    Body root() {
        return set(0, tokens.size(), List.of());
    }

    /** The tokens without blank and comments. */
    List<SyntaxToken> tokens() {
        return tokens;
    }

    private String text(int index) {
        return text.substring(tokens.get(index).start(), tokens.get(index).end());
    }

    /** Whether a token is a word or sign of the language, which is no text between quotes. */
    boolean is(int index, String wanted) {
        return index < tokens.size()
                && text(index).equals(wanted)
                && !isText(tokens.get(index).kind());
    }

    private static boolean isText(Kind kind) {
        return kind == Kind.STRING_TEXT || kind == Kind.INDENTED_TEXT;
    }

    private Body body(List<String> path) {
        int open = tokens.get(at).start();
        at++;
        List<Definition> definitions = new ArrayList<>();
        while (!is(at, "}")) {
            if (is(at, "inherit")) {
                inherited(path, definitions);
            } else {
                definitions.add(definition(path));
            }
        }
        return new Body(path, open, tokens.get(at++).start(), definitions);
    }

    private void inherited(List<String> path, List<Definition> into) {
        int start = tokens.get(at).start();
        int from = at + 1;
        if (is(from, "(")) {
            from = closing(from) + 1;
        }
        at = semicolon(at);
        int end = tokens.get(at).end();
        for (int i = from; i < at; i++) {
            Kind kind = tokens.get(i).kind();
            if (kind == Kind.IDENTIFIER || kind == Kind.STRING_TEXT) {
                into.add(new Definition(append(path, text(i)), true, start, end, null, null, null));
            }
        }
        at++;
    }

    private Definition definition(List<String> outer) {
        int start = tokens.get(at).start();
        List<String> path = new ArrayList<>(outer);
        boolean complete = true;
        while (!is(at, "=")) {
            int from = at;
            if (tokens.get(at).kind() == Kind.QUOTE || tokens.get(at).kind() == Kind.INTERPOLATION) {
                at = closing(at);
            }
            at++;
            String name = name(from, at);
            complete &= name != null;
            if (complete && name != null) {
                path.add(name);
            }
            if (is(at, ".")) {
                at++;
            }
        }
        int first = at + 1;
        int semicolon = semicolon(first);
        Body set = complete ? set(first, semicolon, path) : null;
        Span value =
                new Span(tokens.get(first).start(), tokens.get(semicolon - 1).end());
        Expr expr = parsed(value);
        String literal = literal(expr, value);
        if (literal != null && expr != null) {
            value = within(value, expr);
        }
        at = semicolon + 1;
        return new Definition(path, complete, start, tokens.get(semicolon).end(), value, literal, set);
    }

    private @Nullable String name(int from, int to) {
        if (to - from == 1) {
            return text(from);
        }
        // Nix takes ${"name"} for the name itself.
        boolean computed = tokens.get(from).kind() == Kind.INTERPOLATION;
        return string(parsed(new Span(
                tokens.get(computed ? from + 1 : from).start(),
                tokens.get(computed ? to - 2 : to - 1).end())));
    }

    private static @Nullable String string(@Nullable Expr expr) {
        return expr instanceof StringLit string ? string.value() : null;
    }

    private @Nullable Expr parsed(Span span) {
        return NixParser.parse(SourceFile.ofString(text.substring(span.start(), span.end())))
                .root();
    }

    /** The text of a literal that was parsed from {@code span}, without the parentheses that may be around it there. */
    private @Nullable String literal(@Nullable Expr expr, Span span) {
        if (expr instanceof PathLit) {
            Span path = within(span, expr);
            return text.substring(path.start(), path.end());
        }
        return string(expr);
    }

    private static Span within(Span span, Expr expr) {
        return new Span(span.start() + expr.start(), span.start() + expr.end());
    }

    /** The set that the tokens from {@code first} are; null if they are something else. */
    private @Nullable Body set(int first, int end, List<String> path) {
        if (is(first, "(") && closing(first) == end - 1) {
            return set(first + 1, end - 1, path);
        }
        int open = is(first, "rec") ? first + 1 : first;
        if (!is(open, "{") || closing(open) != end - 1) {
            return null;
        }
        at = open;
        return body(path);
    }

    /** The token that closes the bracket, quote or interpolation at {@code open}. */
    int closing(int open) {
        Kind kind = tokens.get(open).kind();
        int depth = 0;
        for (int i = open; ; i++) {
            if (kind == Kind.QUOTE && depth == 0 && i > open && tokens.get(i).kind() == Kind.QUOTE) {
                return i;
            }
            if (opens(i)) {
                depth++;
            } else if (closes(i) && --depth == 0 && kind != Kind.QUOTE) {
                return i;
            }
        }
    }

    private boolean opens(int index) {
        return tokens.get(index).kind() == Kind.INTERPOLATION || is(index, "{") || is(index, "(") || is(index, "[");
    }

    private boolean closes(int index) {
        return is(index, "}") || is(index, ")") || is(index, "]");
    }

    /** The semicolon that ends the definition whose value begins at {@code from}. */
    private int semicolon(int from) {
        Deque<String> open = new ArrayDeque<>();
        for (int i = from; ; i++) {
            if (opens(i)) {
                open.push("bracket");
            } else if (closes(i)) {
                open.pop();
            } else if (tokens.get(i).kind() == Kind.KEYWORD) {
                switch (text(i)) {
                    case "let" -> {
                        if (!is(i + 1, "{")) {
                            open.push("let");
                        }
                    }
                    case "in" -> open.pop();
                    case "with", "assert" -> open.push("with");
                    default -> {}
                }
            } else if (is(i, ";")) {
                if (open.isEmpty()) {
                    return i;
                }
                if (open.peek().equals("with")) {
                    open.pop();
                }
            }
        }
    }

    private static List<String> append(List<String> path, String name) {
        List<String> longer = new ArrayList<>(path);
        longer.add(name);
        return longer;
    }
}
