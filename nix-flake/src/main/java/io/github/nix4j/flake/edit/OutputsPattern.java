package io.github.nix4j.flake.edit;

import io.github.nix4j.flake.edit.Definition.Span;
import io.github.nix4j.lang.syntax.SourceFile;
import io.github.nix4j.lang.syntax.SyntaxToken;
import io.github.nix4j.lang.syntax.SyntaxToken.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The arguments that the function {@code outputs} names: {@code { self, nixpkgs, ... }}. */
final class OutputsPattern {
    private record Argument(String name, int first, int last) {}

    private final String text;
    private final Layout layout;
    private final DefinitionReader reader;
    private final List<SyntaxToken> tokens;
    private final List<Argument> arguments = new ArrayList<>();
    private final int open;

    private OutputsPattern(SourceFile source, DefinitionReader reader, int open) {
        this.text = source.text();
        this.layout = new Layout(source);
        this.reader = reader;
        this.tokens = reader.tokens();
        this.open = open;
        int close = reader.closing(open);
        int from = open + 1;
        for (int i = from; i <= close; i++) {
            if (i == close || reader.is(i, ",")) {
                if (i > from) {
                    arguments.add(new Argument(text(from), from, i - 1));
                }
                from = i + 1;
            } else if (i > from && isOpening(i)) {
                i = reader.closing(i);
            }
        }
    }

    private boolean isOpening(int index) {
        return tokens.get(index).kind() == Kind.INTERPOLATION
                || List.of("{", "(", "[").stream().anyMatch(bracket -> reader.is(index, bracket));
    }

    /** The pattern of the function that {@code outputs} is; null if it has none. */
    static @Nullable OutputsPattern of(SourceFile source, DefinitionReader reader, Span outputs) {
        List<SyntaxToken> tokens = reader.tokens();
        int first = 0;
        while (tokens.get(first).start() < outputs.start()) {
            first++;
        }
        String text = source.text();
        int end = outputs.end();
        // Parentheses around all of it; where something follows them, the function in them is called, and is another
        // one.
        while (text.charAt(tokens.get(first).start()) == '('
                && tokens.get(reader.closing(first)).end() == end) {
            end = tokens.get(reader.closing(first) - 1).end();
            first++;
        }
        boolean named = tokens.get(first).kind() == Kind.IDENTIFIER
                && text.charAt(tokens.get(first + 1).start()) == '@';
        int open = named ? first + 2 : first;
        if (text.charAt(tokens.get(open).start()) != '{') {
            return null;
        }
        int close = reader.closing(open);
        char next = text.charAt(tokens.get(close + 1).start());
        return named || next == ':' || next == '@' ? new OutputsPattern(source, reader, open) : null;
    }

    private String text(int index) {
        return text.substring(tokens.get(index).start(), tokens.get(index).end());
    }

    /** The names of the arguments, without {@code ...}. */
    List<String> names() {
        return arguments.stream()
                .map(Argument::name)
                .filter(name -> !name.equals("..."))
                .toList();
    }

    /** Whether the function takes arguments that it does not name. */
    boolean takesMore() {
        return arguments.stream().anyMatch(argument -> argument.name().equals("..."));
    }

    /** Whether {@code name} is an input because an argument is called so. */
    boolean has(String name) {
        return !name.equals("self")
                && arguments.stream().anyMatch(argument -> argument.name().equals(name));
    }

    /** The file with the argument {@code name}, unless it is taken already. */
    String with(String name) {
        boolean taken = arguments.stream()
                .anyMatch(argument ->
                        argument.name().equals(name) || argument.name().equals("..."));
        if (taken) {
            return text;
        }
        if (arguments.isEmpty()) {
            int brace = tokens.get(open).end();
            int comments = layout.endOfComments(brace);
            // A comment behind the brace is not about the argument.
            String space = comments > brace ? layout.lineEnd(brace) + layout.indentAt(brace) + "  " : " ";
            return layout.insert(comments, space + name);
        }
        Argument last = arguments.get(arguments.size() - 1);
        int start = tokens.get(last.first()).start();
        int end = tokens.get(last.last()).end();
        String line = layout.lineEnd(start) + layout.indentAt(start);
        int comma = last.first() - 1;
        if (!layout.isFirstOnLine(start)
                && text(comma).equals(",")
                && layout.isFirstOnLine(tokens.get(comma).start())) {
            return layout.insert(layout.endOfComments(end), line + ", " + name);
        }
        boolean closed = text(last.last() + 1).equals(",");
        int separated = closed ? tokens.get(last.last() + 1).end() : end;
        int comments = layout.endOfComments(separated);
        if (!layout.isFirstOnLine(start) && comments == separated) {
            return layout.insert(separated, closed ? " " + name + "," : ", " + name);
        }
        String added = line + (layout.isFirstOnLine(start) ? "" : "  ") + name;
        return text.substring(0, separated)
                + (closed ? "" : ",")
                + text.substring(separated, comments)
                + added
                + (closed ? "," : "")
                + text.substring(comments);
    }

    /** The file without the argument {@code name} and the comments behind it on its line; all others stay. */
    String without(String name) {
        for (int i = 0; i < arguments.size(); i++) {
            if (arguments.get(i).name().equals(name)) {
                return without(i);
            }
        }
        return text;
    }

    private String without(int index) {
        Argument argument = arguments.get(index);
        int start = tokens.get(argument.first()).start();
        int end = tokens.get(argument.last()).end();
        SyntaxToken behind = tokens.get(argument.last() + 1);
        boolean separated = text(argument.last() + 1).equals(",");
        if (separated && text.substring(end, behind.start()).indexOf('\n') < 0) {
            return layout.without(start, behind.end());
        }
        if (index > 0) {
            return withoutLater(index, start, end);
        }
        if (!separated) {
            return layout.without(start, end);
        }
        int comments = layout.endOfComments(end);
        if (text.substring(comments, behind.start()).isBlank()) {
            int next = index + 1 < arguments.size()
                    ? tokens.get(arguments.get(index + 1).first()).start()
                    : behind.end();
            boolean blank = text.substring(behind.end(), next).isBlank();
            return layout.replace(start, blank ? next : behind.end(), "");
        }
        String shorter = layout.without(start, end);
        int comma = behind.start() - (text.length() - shorter.length());
        return shorter.substring(0, comma) + shorter.substring(comma + 1);
    }

    /** The file without an argument that has no comma behind it on its line: the one before it goes. */
    private String withoutLater(int index, int start, int end) {
        int before = tokens.get(arguments.get(index - 1).last()).end();
        int comma = tokens.get(arguments.get(index).first() - 1).start();
        boolean alone = text.substring(before, start).replace(",", "").isBlank();
        if (alone && layout.restOfLine(end) < 0) {
            return layout.replace(before, end, "");
        }
        String between = text.substring(comma + 1, start);
        if (between.isBlank() && between.indexOf('\n') < 0) {
            return layout.without(comma, end);
        }
        String shorter = layout.without(start, end);
        return shorter.substring(0, comma) + shorter.substring(comma + 1);
    }
}
