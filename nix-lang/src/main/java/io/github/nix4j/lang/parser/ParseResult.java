package io.github.nix4j.lang.parser;

import io.github.nix4j.lang.syntax.DocComment;
import io.github.nix4j.lang.syntax.Expr;
import io.github.nix4j.lang.syntax.SourceFile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What parsing a text gave.
 *
 * @param root the expression; null if there is an error
 * @param diagnostics warnings in the order in which they came up, and at most one error, which is the last;
 *     from tolerant parsing, all errors and warnings in the order of the text
 * @param names the names (byte text) in the order in which Nix enters them into its symbol table while it parses this text;
 *     as sets are sorted by symbol, this order decides which of several failing attributes is reported
 * @param docComments documentation comments by the offset of the attribute or function that follows
 */
public record ParseResult(
        SourceFile source,
        @Nullable Expr root,
        List<Diagnostic> diagnostics,
        List<String> names,
        Map<Integer, DocComment> docComments) {

    /** The error, if there is one. */
    public Optional<Diagnostic> error() {
        // No stream: to set up streams takes a fresh process a millisecond.
        for (Diagnostic diagnostic : diagnostics) {
            if (diagnostic.severity() == Diagnostic.Severity.ERROR) {
                return Optional.of(diagnostic);
            }
        }
        return Optional.empty();
    }
}
