package io.github.nix4j.store.fetch;

import java.util.regex.Pattern;

/** Why curl, which downloads for C++ Nix, refuses a URL unasked; in its words. All texts are byte text. */
final class UrlRejection {
    private static final String MALFORMED = "Malformed input to a URL function";
    private static final String PORT = "Port number was not a decimal number between 0 and 65535";
    private static final int MAX_PORT = 65535;
    private static final int MAX_SLASHES = 3;
    private static final Pattern LOCAL =
            Pattern.compile("file:(?:/(?!/)|//(?:localhost|127\\.0\\.0\\.1)?/)", Pattern.CASE_INSENSITIVE);

    private UrlRejection() {}

    /** The reason, or an empty text if the URL is well formed. */
    static String of(String url) {
        if (url.chars().anyMatch(c -> c <= ' ' || c == 0x7f)) {
            return MALFORMED;
        }
        // Without a scheme it is HTTP, and what is before the colon is a host.
        boolean hasScheme = Urls.hasScheme(url);
        int start = hasScheme ? url.indexOf(':') + 1 : 0;
        if (hasScheme) {
            if (Urls.scheme(url).equals("file")) {
                return LOCAL.matcher(url).lookingAt() ? "" : "Bad file:// URL";
            }
            int slashes = start;
            while (url.startsWith("/", start)) {
                start++;
            }
            if (start - slashes > MAX_SLASHES) {
                return "Unsupported number of slashes following scheme";
            }
        }
        int end = start;
        while (end < url.length() && "/?#".indexOf(url.charAt(end)) < 0) {
            end++;
        }
        String authority = url.substring(start, end);
        String hostAndPort = authority.substring(authority.lastIndexOf('@') + 1);
        int close = hostAndPort.startsWith("[") ? hostAndPort.indexOf(']') : 0;
        if (close < 0) {
            return "Bad IPv6 address";
        }
        int hostEnd = close > 0 ? close + 1 : hostAndPort.indexOf(':');
        hostEnd = hostEnd < 0 ? hostAndPort.length() : hostEnd;
        String rest = hostAndPort.substring(hostEnd);
        String host = hostAndPort.substring(0, hostEnd);
        boolean isPort = rest.isEmpty() || (rest.equals(":") ? hasScheme || host.isEmpty() : isPort(rest));
        return isPort ? host(host) : PORT;
    }

    private static boolean isPort(String rest) {
        if (!rest.matches(":0*[0-9]{0,5}")) {
            return false;
        }
        String digits = rest.substring(1);
        return digits.isEmpty() || Long.parseLong("0" + digits.replaceFirst("^0+", "")) <= MAX_PORT;
    }

    private static String host(String host) {
        if (host.isEmpty()) {
            return "No host present";
        } else if (host.startsWith("[")) {
            return host.matches("\\[[0-9a-fA-F:.]+(%[^\\]]+)?\\]") && host.contains(":") ? "" : "Bad IPv6 address";
        }
        String name = Urls.unescape(host);
        return name.chars().anyMatch(c -> c <= ' ' || "/:#?!@{}[]\\$'\"^`*<>=;,+&()%".indexOf(c) >= 0)
                ? "Bad hostname"
                : "";
    }
}
