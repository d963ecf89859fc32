package io.github.nix4j.lang.parser;

import io.github.nix4j.lang.parser.internal.LosslessTokens;
import io.github.nix4j.lang.parser.internal.ParseRun;
import io.github.nix4j.lang.syntax.SourceFile;
import io.github.nix4j.lang.syntax.SyntaxToken;
import java.util.List;

/**
 * Parses Nix.
 *
 * <p>Nothing is thrown on bad input, whatever it is. The parser uses the caller's stack, about three frames for a level of
 * nesting: where a text may be nested deeply, call it on a thread with a large stack; a text that is nested too deeply for the
 * stack there is gives a diagnostic. There is no state: any number of threads may parse.
 */
public final class NixParser {
    private NixParser() {}

    /** Parses an expression with the default options. */
    public static ParseResult parse(SourceFile source) {
        return parse(source, ParseOptions.DEFAULT);
    }

    /** Parses an expression. */
    public static ParseResult parse(SourceFile source, ParseOptions options) {
        return parse(source, options, () -> {});
    }

    /**
     * Parses an expression.
     *
     * @param checkpoint called every few thousand tokens, in each pass over the text: what it throws ends the parse and
     *     reaches the caller. For deadlines and cancellation
     */
    public static ParseResult parse(SourceFile source, ParseOptions options, Runnable checkpoint) {
        return ParseRun.expression(source, options, checkpoint);
    }

    /**
     * Parses what a REPL takes besides expressions: attribute definitions, {@code a = 1; inherit (b) c;}. The root is an
     * {@link io.github.nix4j.lang.syntax.AttrSet}.
     */
    public static ParseResult parseDefinitions(SourceFile source, ParseOptions options) {
        return ParseRun.definitions(source, options);
    }

    /**
     * Cuts a text into tokens without losing a byte: blank and comments are tokens, and what is no token of Nix is one that says
     * so. For highlighting and for edits that leave everything else as it is.
     */
    public static List<SyntaxToken> tokens(SourceFile source) {
        return LosslessTokens.of(source.text());
    }

    /**
     * Parses an expression for tools: goes on behind errors, reports all of them, and gives the tree of what it understood. What
     * is missing in the text is in the tree as a variable or binding without length, and what did not fit is not there. There is
     * no tree only if the text is nested too deeply. A text without errors gives the same as {@link #parse}.
     */
    public static ParseResult parseTolerantly(SourceFile source, ParseOptions options) {
        return parseTolerantly(source, options, () -> {});
    }

    /**
     * Parses an expression for tools, and looks at a deadline or the like.
     *
     * @param checkpoint as for {@link #parse(SourceFile, ParseOptions, Runnable)}
     */
    public static ParseResult parseTolerantly(SourceFile source, ParseOptions options, Runnable checkpoint) {
        return ParseRun.tolerant(source, options, checkpoint);
    }
}
