package io.github.nix4j.lang.parser.internal;

import io.github.nix4j.lang.parser.Diagnostic;
import io.github.nix4j.lang.parser.ParseOptions;
import io.github.nix4j.lang.parser.ParseResult;
import io.github.nix4j.lang.syntax.Expr;
import io.github.nix4j.lang.syntax.SourceFile;
import java.util.ArrayList;
import java.util.Comparator;
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
        ParseFailure failure = null;
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
            failure = found;
        } catch (SyntaxStop stop) {
            failure = SyntaxErrors.explain(source.text(), tokens, definitions);
        } catch (StackOverflowError tooDeep) {
            failure = tooDeep();
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
        Expr root = null;
        try {
            NixSyntax parser = new NixSyntax(tokens);
            parser.setBuilder(builder);
            parser.file();
            root = builder.result();
        } catch (StackOverflowError tooDeep) {
            problems.report(tooDeep());
        }
        List<Diagnostic> diagnostics = new ArrayList<>(builder.warnings());
        for (ParseFailure failure : problems.failures()) {
            diagnostics.add(error(failure));
        }
        if (diagnostics.size() > 1) {
            diagnostics.sort(Comparator.comparingInt(Diagnostic::offset));
        }
        return new ParseResult(
                source, root, List.copyOf(diagnostics), builder.names(), Map.copyOf(tokens.docComments()));
    }

    private static ParseFailure tooDeep() {
        return new ParseFailure("stack overflow (possible infinite recursion)", Expr.NO_POS);
    }

    private static Diagnostic error(ParseFailure failure) {
        return new Diagnostic(Diagnostic.Severity.ERROR, failure.message(), failure.offset(), true);
    }

    private ParseResult result(Tokens tokens, AstBuilder builder, @Nullable Expr root, @Nullable ParseFailure failure) {
        List<Diagnostic> diagnostics = new ArrayList<>(builder.warnings());
        if (failure != null) {
            diagnostics.add(error(failure));
        }
        return new ParseResult(
                source, root, List.copyOf(diagnostics), builder.names(), Map.copyOf(tokens.docComments()));
    }
}
