package io.github.nix4j.store;

/**
 * Keeps passwords and tokens out of messages, where they would end in logs. C++ Nix shows them.
 *
 * <p>Every exception of the store and of flakes, every warning and every name of a tree goes through here: who makes a message
 * does not have to think of it.
 */
public final class Secrets {
    static final String AUTHORITY = "://";

    private static final String BLANKS = " \t\r\n";

    private static final String HIDDEN = "***";

    /** The shortest of the forges' tokens have this length. */
    private static final int TOKEN_LENGTH = 20;

    private Secrets() {}

    /**
     * {@code url} without password, without a user that is as long as a token that stands alone, and without values of the query
     * that are tokens, passwords or signatures by their names.
     */
    public static String hideInUrl(String url) {
        return hideAll(url, "");
    }

    /** {@code text} with all URLs in it as {@link #hideInUrl} shows them, if they have no blanks. */
    public static String hide(String text) {
        return hideAll(text, BLANKS);
    }

    /** @param blanks what ends a URL */
    private static String hideAll(String text, String blanks) {
        String shown = hideUsers(text, blanks);
        // Most texts have no query, and need no class that reads one.
        return shown.indexOf('=') < 0 || shown.indexOf('?') < 0 ? shown : SecretQueries.hide(shown, blanks, HIDDEN);
    }

    private static String hideUsers(String text, String blanks) {
        int slashes = text.indexOf(AUTHORITY);
        if (slashes < 0 || text.indexOf('@', slashes) < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        int done = 0;
        while (slashes >= 0) {
            int start = slashes + AUTHORITY.length();
            int end = end(text, start, "/?#" + blanks);
            if (text.lastIndexOf('@', end - 1) < start) {
                // A password may have been written with signs that are not for passwords.
                end = end(text, start, "/" + blanks);
            }
            out.append(text, done, start).append(hideInAuthority(text.substring(start, end)));
            done = end;
            // The colon of the next one may be the last of this one.
            slashes = text.indexOf(AUTHORITY, Math.max(start, end - 1));
        }
        return out.append(text, done, text.length()).toString();
    }

    private static int end(String text, int start, String ends) {
        int end = start;
        while (end < text.length() && ends.indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return end;
    }

    private static String hideInAuthority(String authority) {
        int at = authority.lastIndexOf('@');
        int colon = authority.indexOf(':');
        if (at < 0) {
            return authority;
        }
        if (colon < 0 || colon > at) {
            return at < TOKEN_LENGTH ? authority : HIDDEN + authority.substring(at);
        }
        return authority.substring(0, colon + 1) + HIDDEN + authority.substring(at);
    }
}
