package io.github.nix4j.cli.network;

import io.github.nix4j.cli.Invocation;
import io.github.nix4j.store.ByteText;
import java.io.IOException;
import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The proxies that the variables {@code https_proxy}, {@code http_proxy}, {@code all_proxy} and {@code no_proxy} name, as
 * curl reads them.
 */
final class EnvironmentProxies extends ProxySelector {
    private static final int USUAL_PORT = 1080;

    private final Map<String, URI> byScheme = new HashMap<>();
    private final List<String> exceptions;

    EnvironmentProxies(Invocation invocation) {
        // HTTP_PROXY in capitals is not read: a web server sets it from a header of its client.
        add("http", first(invocation, "http_proxy", "all_proxy", "ALL_PROXY"));
        add("https", first(invocation, "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"));
        String none = first(invocation, "no_proxy", "NO_PROXY");
        exceptions =
                none == null ? List.of() : List.of(none.toLowerCase(Locale.ROOT).split("[, ]+"));
    }

    private static @Nullable String first(Invocation invocation, String... names) {
        for (String name : names) {
            String value = invocation.variable(name);
            if (value != null) {
                return value.isEmpty() ? null : ByteText.toUnicode(value);
            }
        }
        return null;
    }

    private void add(String scheme, @Nullable String proxy) {
        if (proxy != null) {
            byScheme.put(scheme, URI.create(proxy.contains("://") ? proxy : "http://" + proxy));
        }
    }

    @Override
    public List<Proxy> select(URI uri) {
        URI proxy = byScheme.get(uri.getScheme());
        if (proxy == null || proxy.getHost() == null || isException(uri.getHost())) {
            return List.of(Proxy.NO_PROXY);
        }
        int port = proxy.getPort() >= 0 ? proxy.getPort() : USUAL_PORT;
        return List.of(new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(proxy.getHost(), port)));
    }

    private boolean isException(@Nullable String host) {
        String name = host == null ? "" : host.toLowerCase(Locale.ROOT);
        for (String exception : exceptions) {
            String domain = exception.startsWith(".") ? exception.substring(1) : exception;
            if (exception.equals("*") || name.equals(domain) || name.endsWith("." + domain)) {
                return true;
            }
        }
        return false;
    }

    /** What to tell proxies that want to know who we are; null if no proxy's URL has a user. */
    @Nullable
    Authenticator passwords() {
        if (byScheme.values().stream().allMatch(proxy -> proxy.getRawUserInfo() == null)) {
            return null;
        }
        // Otherwise the JDK does not show passwords to proxies that only tunnel, which most do.
        System.setProperty("jdk.http.auth.tunneling.disabledSchemes", "");
        return new Authenticator() {
            @Override
            protected @Nullable PasswordAuthentication getPasswordAuthentication() {
                if (getRequestorType() != RequestorType.PROXY) {
                    return null;
                }
                for (URI proxy : byScheme.values()) {
                    String user = proxy.getRawUserInfo();
                    if (user != null && getRequestingHost().equals(proxy.getHost())) {
                        String[] parts = user.split(":", 2);
                        String password = parts.length < 2 ? "" : decode(parts[1]);
                        return new PasswordAuthentication(decode(parts[0]), password.toCharArray());
                    }
                }
                return null;
            }
        };
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {
        // Who asked gets the failure.
    }
}
