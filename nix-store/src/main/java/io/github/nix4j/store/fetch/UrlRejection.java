package io.github.nix4j.store.fetch;

/** Why curl, which downloads for C++ Nix, refuses a URL of HTTP unasked; in its words. All texts are byte text. */
final class UrlRejection {
    private static final String MALFORMED = "Malformed input to a URL function";
    private static final String PORT = "Port number was not a decimal number between 0 and 65535";
    private static final int MAX_PORT = 65535;

    private UrlRejection() {}

    /** The reason, or an empty text if the URL is well formed. */
    static String of(String url) {
        if (url.chars().anyMatch(c -> c <= ' ' || c == 0x7f)) {
            return MALFORMED;
        }
        int start = url.indexOf(':') + 1;
        if (!url.startsWith("//", start)) {
            // Without slashes the scheme is taken for a host, and this for its port.
            return PORT;
        }
        start += 2;
        // A third slash is passed over.
        start += url.startsWith("/", start) ? 1 : 0;
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
        if (!rest.isEmpty() && !isPort(rest)) {
            return PORT;
        }
        return host(hostAndPort.substring(0, hostEnd));
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
