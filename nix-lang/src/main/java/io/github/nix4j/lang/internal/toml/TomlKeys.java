package io.github.nix4j.lang.internal.toml;

import java.util.ArrayList;
import java.util.List;

/** Keys, the headers of tables and the shape of both. */
final class TomlKeys {
    private static final String HEADER_NAME = "basic key([a-zA-Z0-9_-]) or quoted key(\" or ')";

    private TomlKeys() {}

    /** One or several names with dots between them. */
    static TomlKey read(TomlCursor in) {
        int first = in.at;
        List<String> names = new ArrayList<>(2);
        do {
            names.add(name(in));
        } while (dot(in) && !in.atEnd());
        return new TomlKey(names, in.since(first));
    }

    private static String name(TomlCursor in) {
        if (in.current() == '"') {
            return TomlStrings.basic(in);
        } else if (in.current() == '\'') {
            return TomlStrings.literal(in);
        }
        int first = in.at;
        bare(in);
        if (in.at == first) {
            throw TomlProblem.of(
                            "toml::parse_simple_key: invalid key: key must be \"quoted\", 'quoted-literal', or bare key.",
                            in.here(),
                            "expected alpha [a-zA-Z], digit [0-9], -, or _",
                            "Hint: non-ASCII scripts are allowed in toml v1.1.0, but not in v1.0.0.\n")
                    .failure();
        }
        return in.textSince(first);
    }

    private static void bare(TomlCursor in) {
        while (true) {
            char c = in.current();
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
            if (!letter && !(c >= '0' && c <= '9') && c != '-' && c != '_') {
                return;
            }
            in.at++;
        }
    }

    /** Passes over a dot and the white space around it, or over nothing. */
    private static boolean dot(TomlCursor in) {
        int first = in.at;
        in.whitespace();
        if (!in.take(".")) {
            in.at = first;
            return false;
        }
        in.whitespace();
        return true;
    }

    /**
     * The name in a header that {@link #headerShape} has passed over. The cursor is left behind the header, or, when a name in it
     * cannot be read, behind that name.
     */
    static TomlKey header(TomlCursor in, String open) {
        int first = in.at;
        in.at += open.length();
        in.whitespace();
        TomlKey key = read(in);
        in.whitespace();
        in.at += open.length();
        return key.in(in.since(first));
    }

    /** What is missing in the header at the cursor, which is moved there, or nothing: then the cursor is behind it. */
    static String headerShape(TomlCursor in, String open) {
        if (!in.take(open)) {
            return open;
        }
        in.whitespace();
        if (!nameShape(in)) {
            return HEADER_NAME;
        }
        int end;
        do {
            end = in.at;
        } while (dot(in) && nameShape(in));
        in.at = end;
        in.whitespace();
        String close = open.replace('[', ']');
        return in.take(close) ? "" : close;
    }

    /** Whether a header stands at the cursor, which is not moved. */
    static boolean isHeader(TomlCursor in, String open) {
        int first = in.at;
        boolean header = headerShape(in, open).isEmpty();
        in.at = first;
        return header;
    }

    private static boolean nameShape(TomlCursor in) {
        int first = in.at;
        if (in.current() == '"' || in.current() == '\'') {
            return TomlStrings.shape(in);
        }
        bare(in);
        return in.at > first;
    }
}
