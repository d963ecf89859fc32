package io.github.nix4j.store.fetch;

import io.github.nix4j.store.ByteText;
import java.net.URI;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is sent to which server. Headers that the caller gives are for the server that he names: where that one redirects to
 * another, only {@code netrc} says what the other may know.
 */
final class RequestHeaders {
    private final Netrc netrc;
    private final URI first;
    private final Map<String, String> own;

    /** @param own what the caller wants to be sent */
    RequestHeaders(Netrc netrc, String url, Map<String, String> own) {
        this.netrc = netrc;
        this.first = Urls.toUri(url);
        this.own = own;
    }

    /** The headers for a request to {@code target}. */
    Map<String, String> to(URI target) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.put("Accept", "*/*");
        if (sameServer(first, target)) {
            headers.putAll(own);
        }
        Netrc.@Nullable Login login = login(target);
        if (login != null) {
            headers.putIfAbsent("Authorization", basic(login.user() + ":" + login.password()));
        }
        // As curl does it: an empty one is not sent, nor is what it stands for.
        headers.values().removeIf(String::isEmpty);
        return headers;
    }

    private Netrc.@Nullable Login login(URI target) {
        String user = target.getRawUserInfo();
        if (user == null && first.getRawUserInfo() != null && sameServer(first, target)) {
            user = first.getRawUserInfo();
        }
        if (user != null) {
            int colon = user.indexOf(':');
            String name = Urls.unescape(colon < 0 ? user : user.substring(0, colon));
            String password = colon < 0
                    ? netrc.password(String.valueOf(target.getHost()), name)
                    : Urls.unescape(user.substring(colon + 1));
            return new Netrc.Login(name, password);
        }
        // Who was asked in secret must not have the password sent for everybody to read.
        boolean open = "https".equalsIgnoreCase(first.getScheme()) && !"https".equalsIgnoreCase(target.getScheme());
        return target.getHost() == null || open ? null : netrc.find(target.getHost());
    }

    private static String basic(String login) {
        return "Basic " + Base64.getEncoder().encodeToString(ByteText.bytes(login));
    }

    private static boolean sameServer(URI a, URI b) {
        return server(a).equals(server(b));
    }

    private static String server(URI uri) {
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        int port = uri.getPort() >= 0 ? uri.getPort() : scheme.equals("https") ? 443 : 80;
        return scheme + "://" + String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT) + ":" + port;
    }
}
