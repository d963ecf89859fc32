package io.github.nix4j.flake.file;

import io.github.nix4j.lang.parser.NixParser;
import io.github.nix4j.lang.parser.ParseResult;
import io.github.nix4j.lang.syntax.Expr;
import io.github.nix4j.lang.syntax.SourceFile;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The files {@code flake.nix} that were parsed last, by their text: locking a flake reads each of them several times, under
 * several names. Thread-safe.
 */
public final class ParsedTexts {
    private static final int MOST_CHARS = 1 << 18;

    private final Map<String, ParseResult> known = new LinkedHashMap<>(16, 0.75f, true);
    private int chars;

    /**
     * What {@code source} means; errors and warnings, which name the file, are never those of another one. Throws if variables
     * in it are not defined.
     */
    ParseResult parse(SourceFile source) {
        String text = source.text();
        synchronized (known) {
            ParseResult same = known.get(text);
            if (same != null) {
                return same;
            }
        }
        ParseResult result = NixParser.parse(source);
        Expr root = result.root();
        if (root != null && result.error().isEmpty()) {
            VariableCheck.check(source, root);
        }
        if (result.diagnostics().isEmpty() && text.length() <= MOST_CHARS) {
            keep(text, result);
        }
        return result;
    }

    private void keep(String text, ParseResult result) {
        synchronized (known) {
            if (known.put(text, result) != null) {
                return;
            }
            chars += text.length();
            for (Iterator<String> oldest = known.keySet().iterator(); chars > MOST_CHARS; ) {
                chars -= oldest.next().length();
                oldest.remove();
            }
        }
    }
}
