package io.github.nix4j.store;

import java.util.Locale;
import java.util.Set;

/** Keeps tokens and signatures in the queries of URLs out of messages. */
final class SecretQueries {
    /** In small letters, without what separates words. {@code key} is none of them: it often names what is asked for. */
    private static final Set<String> KEYS = Set.of(
            "token",
            "accesstoken",
            "apitoken",
            "authtoken",
            "bearertoken",
            "idtoken",
            "jobtoken",
            "oauthtoken",
            "personalaccesstoken",
            "privatetoken",
            "refreshtoken",
            "sastoken",
            "apikey",
            "authkey",
            "password",
            "passwd",
            "pwd",
            "secret",
            "clientsecret",
            "sig",
            "signature",
            "xamzcredential",
            "xamzsecuritytoken",
            "xamzsignature",
            "xgoogcredential",
            "xgoogsignature");

    /** The longest key with its separators, and some more. */
    private static final int KEY_LENGTH = 32;

    /** What ends a value in a text, besides blanks: messages have URLs in quotation marks, in colours and in code. */
    private static final String MARKS = "'\"`<>\\\u001b";

    private SecretQueries() {}

    /**
     * Hides values of queries.
     *
     * @param blanks what ends a URL; empty if {@code text} is nothing but a URL
     * @param hidden what is shown instead of a value
     */
    static String hide(String text, String blanks, String hidden) {
        int url = text.indexOf(Secrets.AUTHORITY);
        int question = url < 0 ? -1 : text.indexOf('?', url);
        if (question < 0 || text.indexOf('=', question) < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        int done = 0;
        boolean inQuery = false;
        for (int at = url; at < text.length(); at++) {
            char c = text.charAt(at);
            if (blanks.indexOf(c) >= 0) {
                at = text.indexOf(Secrets.AUTHORITY, at) - 1;
                inQuery = false;
                if (at < 0) {
                    break;
                }
            } else if (c == '?' || (inQuery && c == '&')) {
                inQuery = true;
                int value = value(text, at + 1);
                int end = value < 0 ? -1 : end(text, value, blanks);
                if (end > value && !text.startsWith(hidden, value)) {
                    out.append(text, done, value).append(hidden);
                    done = end;
                    at = end - 1;
                }
            }
        }
        return done == 0 ? text : out.append(text, done, text.length()).toString();
    }

    /** Where the value begins of what has a secret key at {@code start}; negative if there is none. */
    private static int value(String text, int start) {
        StringBuilder key = new StringBuilder();
        int equals = start;
        while (equals < text.length() && equals - start <= KEY_LENGTH && isInKey(text.charAt(equals))) {
            char c = text.charAt(equals++);
            if (c != '-' && c != '_' && c != '.') {
                key.append(c);
            }
        }
        boolean hasValue = equals < text.length() && text.charAt(equals) == '=';
        return hasValue && KEYS.contains(key.toString().toLowerCase(Locale.ROOT)) ? equals + 1 : -1;
    }

    private static boolean isInKey(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_' || c == '.';
    }

    private static int end(String text, int start, String blanks) {
        int end = start;
        while (end < text.length()) {
            char c = text.charAt(end);
            boolean ends = c == '&' || c == '#';
            if (!blanks.isEmpty()) {
                ends |= blanks.indexOf(c) >= 0 || MARKS.indexOf(c) >= 0 || text.startsWith("\u00c2\u00bb", end);
            }
            if (ends) {
                break;
            }
            end++;
        }
        return end;
    }
}
