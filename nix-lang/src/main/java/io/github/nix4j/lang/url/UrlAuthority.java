package io.github.nix4j.lang.url;

import com.google.common.net.InetAddresses;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The part of a URL between {@code //} and its path.
 *
 * @param user the decoded user, or null if there is no {@code @}
 * @param password the decoded password, or null if there is none
 * @param host the decoded host; empty where it is left out; without brackets
 * @param bracketed whether the host is an address in brackets
 * @param port the port, or null if it is left out or empty
 */
public record UrlAuthority(
        @Nullable String user,
        @Nullable String password,
        String host,
        boolean bracketed,
        @Nullable Integer port) {
    /** The authority of {@code file:///x}: there, and empty. */
    public static final UrlAuthority EMPTY = new UrlAuthority(null, null, "", false, null);

    private static final Pattern SHAPE = Pattern.compile(
            "(?:([^@:\\[\\]]*)(?::([^@\\[\\]]*))?@)?(?:\\[([^\\[\\]]*)\\]|([^@:\\[\\]]*))(?::([0-9]*))?");
    private static final Pattern ADDRESS = Pattern.compile("(?:[^@\\[\\]]*@)?\\[([^\\[\\]]*)(\\]?)");
    private static final Pattern FUTURE = Pattern.compile("v[0-9a-fA-F]+\\..+");
    private static final String ZONE = "%25";

    /** Whether {@code encoded} can be taken apart; throws {@link BadUrlException} with the words for {@code url} if not. */
    static void check(String encoded, String url) {
        Matcher address = ADDRESS.matcher(encoded);
        if (address.lookingAt() && (address.group(2).isEmpty() || !isAddress(address.group(1)))) {
            throw new BadUrlException("'" + url + "' is not a valid URL: mismatch");
        }
        if (!SHAPE.matcher(encoded).matches()) {
            throw new BadUrlException("'" + url + "' is not a valid URL: leftover");
        }
    }

    private static boolean isAddress(String text) {
        int zone = text.indexOf(ZONE);
        String address = zone < 0 ? text : text.substring(0, zone);
        return FUTURE.matcher(text).matches()
                || (address.indexOf(':') >= 0 && address.indexOf('%') < 0 && InetAddresses.isInetAddress(address));
    }

    /** Reads an encoded authority that {@link #check} has let pass. */
    static UrlAuthority parse(String encoded) {
        Matcher matcher = SHAPE.matcher(encoded);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(encoded);
        }
        String address = matcher.group(3);
        String user = matcher.group(1);
        String password = matcher.group(2);
        String host = address != null ? address : matcher.group(4);
        return new UrlAuthority(
                user == null ? null : PercentEncoding.decode(user),
                password == null ? null : PercentEncoding.decode(password),
                PercentEncoding.decode(host),
                address != null,
                port(matcher.group(5)));
    }

    private static @Nullable Integer port(@Nullable String digits) {
        if (digits == null || digits.isEmpty()) {
            return null;
        }
        String significant = digits.replaceFirst("^0+", "");
        int port = significant.isEmpty() || significant.length() > 5 ? 0 : Integer.parseInt(significant);
        if (port == 0 || port > 65535) {
            throw new BadUrlException("port '" + digits + "' is invalid");
        }
        return port;
    }

    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        if (user != null) {
            out.append(PercentEncoding.encode(user, ""));
            if (password != null) {
                out.append(':').append(PercentEncoding.encode(password, ""));
            }
            out.append('@');
        }
        out.append(bracketed ? "[" + PercentEncoding.encode(host, ":") + "]" : PercentEncoding.encode(host, ""));
        if (port != null) {
            out.append(':').append(port);
        }
        return out.toString();
    }
}
