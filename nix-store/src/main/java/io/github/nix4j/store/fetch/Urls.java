package io.github.nix4j.store.fetch;

import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.StoreException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;

/** URLs as people write them, for the JDK, which takes only correct ones. All texts are byte text. */
final class Urls {
    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]{0,39}:/");

    private static final String HEX = "0123456789ABCDEF";

    private Urls() {}

    /** The scheme, in small letters, as curl guesses it; throws {@link StoreException} if nothing can be one. */
    static String scheme(String url) {
        int colon = url.indexOf(':');
        if (colon < 0) {
            throw new StoreException("URL '" + url + "' doesn't have a scheme");
        }
        return hasScheme(url) ? url.substring(0, colon).toLowerCase(Locale.ROOT) : "http";
    }

    /** Whether curl, which downloads for C++ Nix, takes what is before the colon for a scheme; else it is of the host. */
    static boolean hasScheme(String url) {
        return SCHEME.matcher(url).lookingAt();
    }

    /** {@code url} for the JDK. */
    static URI toUri(String url) {
        return toReference(hasScheme(url) ? url.replaceFirst(":/{1,3}", "://") : "http://" + url);
    }

    /** What may be only a part of an URL, such as a server's answer: with everything escaped that may not stand in one. */
    static URI toReference(String url) {
        StringBuilder out = new StringBuilder(url.length());
        int hash = url.indexOf('#');
        int brackets = url.indexOf('/', url.indexOf("//") + 2);
        for (int i = 0; i < url.length(); i++) {
            char c = url.charAt(i);
            boolean fine = c > ' ' && c < 0x7f && "\"<>\\^`{|}".indexOf(c) < 0;
            if ((c == '[' || c == ']') && brackets >= 0 && i > brackets) {
                fine = false;
            }
            if (c == '%' && !isEscape(url, i)) {
                fine = false;
            }
            if (c == '#' && i != hash) {
                fine = false;
            }
            if (fine) {
                out.append(c);
            } else {
                out.append('%').append(HEX.charAt(c >> 4 & 15)).append(HEX.charAt(c & 15));
            }
        }
        try {
            return new URI(out.toString());
        } catch (URISyntaxException e) {
            // Without its cause, whose message has the URL with its password.
            throw new StoreException("'" + url + "' is not a valid URL: " + ByteText.fromUnicode(e.getReason()));
        }
    }

    private static boolean isEscape(String url, int percent) {
        return percent + 2 < url.length()
                && Character.digit(url.charAt(percent + 1), 16) >= 0
                && Character.digit(url.charAt(percent + 2), 16) >= 0;
    }

    /** {@code uri} without user and password, which are not for the request line. */
    static URI withoutUser(URI uri) {
        String user = uri.getRawUserInfo();
        return user == null ? uri : URI.create(uri.toString().replaceFirst("://[^/@]*@", "://"));
    }

    /** {@code text} with its escapes replaced by what they stand for. */
    static String unescape(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '%' && isEscape(text, i)) {
                out.append((char) Integer.parseInt(text, i + 1, i + 3, 16));
                i += 2;
            } else {
                out.append(text.charAt(i));
            }
        }
        return out.toString();
    }

    /** The path that a {@code file:} URL names, unescaped. */
    static String filePath(String url) {
        String rest = url.substring(url.indexOf(':') + 1);
        if (rest.startsWith("//")) {
            int slash = rest.indexOf('/', 2);
            rest = slash < 0 ? "" : rest.substring(slash);
        }
        int end = rest.length();
        for (char stop : new char[] {'?', '#'}) {
            int at = rest.indexOf(stop);
            end = at >= 0 ? Math.min(at, end) : end;
        }
        return unescape(rest.substring(0, end));
    }
}
