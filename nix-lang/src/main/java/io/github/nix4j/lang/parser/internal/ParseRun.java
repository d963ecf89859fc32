package io.github.nix4j.lang.parser.internal;

import io.github.nix4j.lang.ErrorKind;
import io.github.nix4j.lang.Message;
import io.github.nix4j.lang.parser.Diagnostic;
import io.github.nix4j.lang.parser.ParseOptions;
import io.github.nix4j.lang.parser.ParseResult;
import io.github.nix4j.lang.syntax.Expr;
import io.github.nix4j.lang.syntax.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One text on its way through the lexer, the parser and the builder. */
public final class ParseRun {
    private final SourceFile source;
    private final ParseOptions options;
    private final boolean definitions;
    private final Runnable checkpoint;

    private ParseRun(SourceFile source, ParseOptions options, boolean definitions, Runnable checkpoint) {
        this.source = source;
        this.options = options;
        this.definitions = definitions;
        this.checkpoint = checkpoint;
    }

    /** Parses an expression. */
    public static ParseResult expression(SourceFile source, ParseOptions options, Runnable checkpoint) {
        return new ParseRun(source, options, false, checkpoint).parse();
    }

    /** Parses attribute definitions. */
    public static ParseResult definitions(SourceFile source, ParseOptions options) {
        return new ParseRun(source, options, true, () -> {}).parse();
    }

    private ParseResult parse() {
        Tokens tokens = ByteLexer.lex(source.text(), options, Problems.STOP, checkpoint);
        AstBuilder builder = new AstBuilder(source, tokens, options, Problems.STOP);
        Expr root = null;
        Diagnostic failure = null;
        try {
            NixSyntax parser = new NixSyntax(tokens);
            parser.setBuilder(builder);
            if (definitions) {
                parser.definitions();
            } else {
                parser.file();
            }
            root = builder.result();
        } catch (ParseFailure found) {
            failure = found.diagnostic();
        } catch (SyntaxStop stop) {
            failure = SyntaxErrors.explain(source.text(), tokens, definitions).diagnostic();
        } catch (StackOverflowError tooDeep) {
            failure = tooDeep(tokens);
        }
        return result(tokens, builder, root, failure);
    }

    /**
     * Parses an expression as far as it can be understood: mends what is wrong, and reports all of it.
     */
    public static ParseResult tolerant(SourceFile source, ParseOptions options, Runnable checkpoint) {
        return new ParseRun(source, options, false, checkpoint).parseAndRepair();
    }

    private ParseResult parseAndRepair() {
        Problems.Collected problems = new Problems.Collected();
        Tokens found = ByteLexer.lex(source.text(), options, problems, checkpoint);
        Tokens tokens = new Repair(source.text(), found, problems).repaired();
        AstBuilder builder = new AstBuilder(source, tokens, options, problems);
        List<Diagnostic> diagnostics = new ArrayList<>();
        Expr root = null;
        try {
            NixSyntax parser = new NixSyntax(tokens);
            parser.setBuilder(builder);
            parser.file();
            root = builder.result();
        } catch (StackOverflowError tooDeep) {
            diagnostics.add(tooDeep(tokens));
        }
        diagnostics.addAll(builder.warnings());
        for (ParseFailure failure : problems.failures()) {
            diagnostics.add(failure.diagnostic());
        }
        if (diagnostics.size() > 1) {
            diagnostics.sort((a, b) -> Integer.compare(a.offset(), b.offset()));
        }
        return new ParseResult(
                source, root, List.copyOf(diagnostics), builder.names(), Map.copyOf(tokens.docComments()));
    }

    /** The stack is full; the place is the token that the parser had come to, which Nix does not show. */
    private static Diagnostic tooDeep(Tokens tokens) {
        return ParseFailure.unplaced(
                        ErrorKind.STACK_OVERFLOW,
                        Message.plain("stack overflow (possible infinite recursion)"),
                        tokens.start(tokens.index()))
                .diagnostic();
    }

    private ParseResult result(Tokens tokens, AstBuilder builder, @Nullable Expr root, @Nullable Diagnostic failure) {
        List<Diagnostic> diagnostics = new ArrayList<>(builder.warnings());
        if (failure != null) {
            diagnostics.add(failure);
        }
        return new ParseResult(
                source, root, List.copyOf(diagnostics), builder.names(), Map.copyOf(tokens.docComments()));
    }
}
