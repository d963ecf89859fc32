package io.github.nix4j.lang.io;

import java.util.List;

/** The setting {@code allowed-uris}: prefixes of what restricted evaluation may fetch. */
public final class AllowedUris {
    private AllowedUris() {}

    /** Whether {@code uri} is one of {@code prefixes}, below one, or of a scheme that is one ({@code github:}). */
    public static boolean allow(List<String> prefixes, String uri) {
        for (String prefix : prefixes) {
            if (uri.equals(prefix) || (uri.length() > prefix.length() && isBelow(prefix, uri))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isBelow(String prefix, String uri) {
        return !prefix.isEmpty()
                && uri.startsWith(prefix)
                && (prefix.endsWith("/") || uri.charAt(prefix.length()) == '/' || isScheme(prefix));
    }

    /** {@code prefix} is a scheme with its colon. */
    private static boolean isScheme(String prefix) {
        int end = prefix.length() - 1;
        if (end < 1 || prefix.charAt(end) != ':' || !isLetter(prefix.charAt(0))) {
            return false;
        }
        for (int i = 1; i < end; i++) {
            char c = prefix.charAt(i);
            if (!isLetter(c) && !(c >= '0' && c <= '9') && "+-.".indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether a scheme, which here is in lower case only, may begin so. */
    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z';
    }
}
