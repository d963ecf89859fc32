package io.github.nix4j.lang;

import io.github.nix4j.lang.parser.NixParser;
import io.github.nix4j.lang.parser.ParseOptions;
import io.github.nix4j.lang.parser.internal.Brackets;
import io.github.nix4j.lang.parser.internal.ExpressionWalk;
import io.github.nix4j.lang.syntax.Expr;
import io.github.nix4j.lang.syntax.Select;
import io.github.nix4j.lang.syntax.SourceFile;
import io.github.nix4j.lang.syntax.StringInterpolation;
import io.github.nix4j.lang.syntax.SyntaxToken;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds what stands at the positions of one source text. Making it parses the text, errors in it or not: where many positions
 * of a file are asked for, keep it. Immutable.
 *
 * <p>A text that is nested too deeply for the caller's stack has tokens, but no expressions.
 */
public final class SourceRanges {
    private final SourceFile file;
    private final List<SyntaxToken> tokens;
    private final Map<Integer, List<Expr>> starting = new HashMap<>();
    private final Map<Integer, List<Expr>> strings = new HashMap<>();

    private SourceRanges(SourceFile file) {
        this.file = file;
        this.tokens = NixParser.tokens(file);
        Expr root = NixParser.parseTolerantly(file, ParseOptions.DEFAULT.withPipeOperators(true))
                .root();
        if (root != null) {
            ExpressionWalk.visit(root, this::add);
        }
        starting.values().forEach(list -> list.sort(Comparator.comparingInt(Expr::end)));
    }

    /** Those of a text. */
    public static SourceRanges of(SourceFile file) {
        return new SourceRanges(file);
    }

    private void add(Expr e) {
        // What is missing in the text has no length.
        if (e.start() < e.end()) {
            starting.computeIfAbsent(e.start(), start -> new ArrayList<>(2)).add(e);
            if (e instanceof StringInterpolation && e.pos() != e.start()) {
                strings.computeIfAbsent(e.pos(), pos -> new ArrayList<>(1)).add(e);
            }
        }
    }

    /**
     * What an error at an offset is about: the smallest expression that begins there; else what the bracket or quote there
     * encloses; else the token. Empty in blank, comments, and at the end.
     *
     * @param offset from 0 to the length of the text
     * @throws IndexOutOfBoundsException for other offsets
     */
    public SourceRange at(int offset) {
        List<Expr> candidates = starting.get(offset);
        if (candidates != null) {
            return range(offset, candidates.get(0).end());
        }
        int token = tokenIndex(offset);
        if (token >= 0 && tokens.get(token).start() == offset) {
            int end = Brackets.end(file.text(), tokens, token);
            if (end > tokens.get(token).end()) {
                return range(offset, end);
            }
        }
        // Nix's position of a string with interpolations is behind its quote.
        List<Expr> around = strings.get(offset);
        return around != null ? range(around.get(0).start(), around.get(0).end()) : token(offset);
    }

    /** The smallest selection, {@code a.b.c}, that begins at an offset; {@link #at} where none does. */
    public SourceRange selection(int offset) {
        return starting.getOrDefault(offset, List.of()).stream()
                .filter(Select.class::isInstance)
                .findFirst()
                .map(select -> range(offset, select.end()))
                .orElseGet(() -> at(offset));
    }

    /** All expressions that begin at an offset, the smallest first: for editors that widen a selection step by step. */
    public List<SourceRange> expressions(int offset) {
        return starting.getOrDefault(offset, List.of()).stream()
                .map(e -> range(offset, e.end()))
                .distinct()
                .toList();
    }

    /**
     * The token at an offset, from the offset on. Empty in blank, comments, and at the end.
     *
     * @throws IndexOutOfBoundsException for offsets outside of the text
     */
    public SourceRange token(int offset) {
        int index = tokenIndex(offset);
        if (index < 0) {
            return range(offset, offset);
        }
        SyntaxToken token = tokens.get(index);
        return switch (token.kind()) {
            case SPACE, COMMENT, DOC_COMMENT -> range(offset, offset);
            default -> range(offset, token.end());
        };
    }

    private int tokenIndex(int offset) {
        if (offset < 0 || offset > file.text().length()) {
            throw new IndexOutOfBoundsException(offset);
        }
        int low = 0;
        int high = tokens.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (tokens.get(middle).end() <= offset) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return low < tokens.size() ? low : -1;
    }

    private SourceRange range(int start, int end) {
        return new SourceRange(file, start, end);
    }
}
