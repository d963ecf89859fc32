package io.github.nix4j.lang.parser;

import io.github.nix4j.lang.syntax.AstPrinter;
import java.nio.file.Path;

/** A parse result as one text: the canonical form of the expression, or {@code error: message @ line:column}. Byte text. */
final class Rendering {
    private Rendering() {}

    static String of(ParseResult result, String directory, Path home) {
        if (result.root() != null) {
            return AstPrinter.print(result.root(), path -> path.resolve(directory, home.toString()));
        }
        Diagnostic error = result.error().orElseThrow();
        if (error.offset() < 0) {
            return "error: " + error.message();
        }
        int line = result.source().line(error.offset());
        return "error: " + error.message() + " @ " + line + ":"
                + result.source().column(error.offset());
    }
}
