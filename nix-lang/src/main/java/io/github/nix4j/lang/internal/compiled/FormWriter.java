package io.github.nix4j.lang.internal.compiled;

import io.github.nix4j.lang.parser.ParseResult;
import io.github.nix4j.lang.syntax.Expr;
import org.jspecify.annotations.Nullable;

/** Makes the compiled form of a parsed file; {@link CompiledForm} reads it. */
final class FormWriter {
    private FormWriter() {}

    /** The form of what was parsed; null if there are errors or warnings to be told each time, or too deep nesting. */
    static byte @Nullable [] write(ParseResult parsed) {
        Expr root = parsed.root();
        if (root == null || !parsed.diagnostics().isEmpty()) {
            return null;
        }
        NameNumbers names = new NameNumbers(parsed.names());
        ByteSink code = new ByteSink();
        ExprWriter writer = new ExprWriter(code, names, parsed.source().text());
        writer.write(root, 0);
        if (writer.isTooDeep()) {
            return null;
        }
        FreeNames free = FreeNames.of(root);
        ByteSink end = new ByteSink();
        end.add(free.needHome() ? 1 : 0);
        end.number(free.names().size());
        free.names().forEach(name -> end.number(names.of(name)));

        ByteSink form = new ByteSink();
        form.number(parsed.names().size());
        form.number(names.inOrder().size());
        names.inOrder().forEach(form::text);
        form.add(end.toBytes());
        form.add(code.toBytes());
        return form.toBytes();
    }
}
