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
    private final List<SyntaxToken> tokens;
    private final List<Argument> arguments = new ArrayList<>();
    private final int open;

    private OutputsPattern(SourceFile source, DefinitionReader reader, int open) {
        this.text = source.text();
        this.layout = new Layout(source);
        this.tokens = reader.tokens();
        this.open = open;
        int close = reader.closing(open);
        int from = open + 1;
        for (int i = from; i <= close; i++) {
            if (i == close || text(i).equals(",")) {
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
                || List.of("{", "(", "[").contains(text(index));
    }

    /** The pattern of the function that {@code outputs} is; null if it has none. */
    static @Nullable OutputsPattern of(SourceFile source, DefinitionReader reader, Span outputs) {
        List<SyntaxToken> tokens = reader.tokens();
        int first = 0;
        while (tokens.get(first).start() < outputs.start()) {
            first++;
        }
        String text = source.text();
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
            return layout.insert(tokens.get(open).end(), " " + name);
        }
        Argument last = arguments.get(arguments.size() - 1);
        int start = tokens.get(last.first()).start();
        int end = tokens.get(last.last()).end();
        if (layout.isFirstOnLine(start)) {
            return layout.insert(end, "," + layout.lineEnd(start) + layout.indentAt(start) + name);
        }
        int comma = last.first() - 1;
        if (text(comma).equals(",") && layout.isFirstOnLine(tokens.get(comma).start())) {
            return layout.insert(end, layout.lineEnd(start) + layout.indentAt(start) + ", " + name);
        }
        return layout.insert(end, ", " + name);
    }

    /** The file without the argument {@code name}. */
    String without(String name) {
        for (int i = 0; i < arguments.size(); i++) {
            Argument argument = arguments.get(i);
            if (!argument.name().equals(name)) {
                continue;
            }
            int start = tokens.get(argument.first()).start();
            int end = tokens.get(argument.last()).end();
            if (i + 1 < arguments.size()) {
                int next = tokens.get(arguments.get(i + 1).first()).start();
                int comma = tokens.get(argument.last() + 1).end();
                // Comments on the way stay.
                return text.substring(comma, next).isBlank()
                        ? layout.replace(start, next, "")
                        : layout.replace(start, comma, "");
            }
            if (i > 0) {
                int before = tokens.get(arguments.get(i - 1).last()).end();
                int comma = tokens.get(argument.first() - 1).start();
                boolean blank = text.substring(before, start).replace(",", "").isBlank();
                return blank
                        ? layout.replace(before, end, "")
                        : text.substring(0, comma) + text.substring(comma + 1, start) + text.substring(end);
            }
            boolean comma = text(argument.last() + 1).equals(",");
            return layout.without(start, comma ? tokens.get(argument.last() + 1).end() : end);
        }
        return text;
    }
}
