package io.github.nix4j.flake.file;

import io.github.nix4j.lang.parser.NixParser;
import io.github.nix4j.lang.parser.ParseResult;
import io.github.nix4j.lang.syntax.Expr;
import io.github.nix4j.lang.syntax.SourceFile;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The files {@code flake.nix} that were parsed last, by their text: locking a flake reads each of them several times, under
 * several names. Thread-safe.
 */
public final class ParsedTexts {
    /** How many characters are kept. */
    public static final int MOST_CHARS = 1 << 18;

    private final Map<String, ParseResult> known = new LinkedHashMap<>(16, 0.75f, true);
    private int chars;
    /** What another thread parses now, so that nobody else begins with it. */
    private @Nullable String underWay;

    /** Parses {@code source} for whoever asks for the same text, now or later. Throws if variables in it are not defined. */
    public void parseAhead(SourceFile source) {
        synchronized (known) {
            underWay = source.text();
        }
        try {
            parseAnew(source);
        } finally {
            synchronized (known) {
                underWay = null;
                known.notifyAll();
            }
        }
    }

    /**
     * What {@code source} means; errors and warnings, which name the file, are never those of another one. Throws if variables
     * in it are not defined.
     */
    ParseResult parse(SourceFile source) {
        String text = source.text();
        synchronized (known) {
            awaitEnd(text);
            ParseResult same = known.get(text);
            if (same != null) {
                return same;
            }
        }
        return parseAnew(source);
    }

    private void awaitEnd(String text) {
        try {
            while (text.equals(underWay)) {
                known.wait();
            }
        } catch (InterruptedException e) {
            // It is parsed here, too, which takes no longer than to wait.
            Thread.currentThread().interrupt();
        }
    }

    private ParseResult parseAnew(SourceFile source) {
        String text = source.text();
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
