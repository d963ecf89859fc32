package io.github.nix4j.cli.network;

import io.github.nix4j.cli.Invocation;
import io.github.nix4j.cli.Session;
import io.github.nix4j.cli.settings.Settings;
import io.github.nix4j.lang.io.UrlFetcher;
import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.build.BuildDownloads;
import io.github.nix4j.store.fetch.Downloader;
import io.github.nix4j.store.fetch.Netrc;
import io.github.nix4j.store.fetch.RetryPolicy;
import io.github.nix4j.store.tree.DiskNames;
import java.io.IOException;
import java.net.Authenticator;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Makes the means to download that a run's settings and environment ask for. */
public final class Downloads {
    /** How long downloads are used unasked, in seconds, unless a setting says otherwise. */
    private static final int TARBALL_TTL = 3600;

    private static final int CONNECT_TIMEOUT = 15;
    private static final int STALLED_TIMEOUT = 300;
    private static final int ATTEMPTS = 5;

    private final Session session;
    private final Invocation invocation;
    private final Settings settings;

    private Downloads(Session session) {
        this.session = session;
        this.invocation = session.invocation();
        this.settings = session.settings();
    }

    /** How long a run uses downloads unasked. */
    public static Duration lifetime(Settings settings) {
        return settings.seconds("tarball-ttl", TARBALL_TTL);
    }

    /** Downloads that are kept below {@code folder}. Nothing is read or made before the first. */
    public static UrlFetcher in(Path folder, Session session) {
        Downloads downloads = new Downloads(session);
        return UrlFetcher.lazily(() -> UrlFetcher.cachedIn(
                folder,
                lifetime(session.settings()),
                downloads.downloader(folder.resolve("downloads")),
                session.fetchNews()::begin));
    }

    /** The means of builders. Nothing is made before one downloads. */
    public static BuildDownloads ofBuilders(Session session) {
        Downloads downloads = new Downloads(session);
        return new BuildDownloads(downloads::downloader, session.settings().words("hashed-mirrors"));
    }

    /** Gets files and keeps them in {@code folder}. */
    static Downloader downloader(Path folder, Session session) {
        return new Downloads(session).downloader(folder);
    }

    private Downloader downloader(Path folder) {
        String suffix = settings.text("user-agent-suffix", "");
        RetryPolicy patience = RetryPolicy.NIX;
        int attempts = Math.max(1, settings.count("download-attempts", ATTEMPTS));
        return Downloader.builder(client(), folder)
                .netrc(netrc())
                .userAgent("nix4j Nix/" + Session.NIX_VERSION + (suffix.isEmpty() ? "" : " " + suffix))
                .stallTimeout(settings.seconds("stalled-download-timeout", STALLED_TIMEOUT))
                .retries(new RetryPolicy(
                        attempts, patience.firstWait(), patience.firstWaitWhenLimited(), patience.longestWait()))
                .warnings(session.fetchNews()::warn)
                .activities(session.fetchNews()::begin)
                .build();
    }

    private HttpClient client() {
        EnvironmentProxies proxies = new EnvironmentProxies(invocation);
        HttpClient.Builder client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(settings.bool("http2", true) ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1)
                .proxy(proxies);
        Duration timeout = settings.seconds("connect-timeout", CONNECT_TIMEOUT);
        if (!timeout.isZero()) {
            client.connectTimeout(timeout);
        }
        Authenticator passwords = proxies.passwords();
        if (passwords != null) {
            client.authenticator(passwords);
        }
        Path certificates = certificates();
        if (certificates != null) {
            client.sslContext(TrustedCertificates.in(certificates));
        }
        return client.build();
    }

    /** The file of authorities that Nix would use; null where only the JDK's own are known. */
    private @org.jspecify.annotations.Nullable Path certificates() {
        String named = settings.text("ssl-cert-file", "");
        for (String variable : new String[] {"NIX_SSL_CERT_FILE", "SSL_CERT_FILE"}) {
            String value = invocation.nonEmptyVariable(variable);
            named = named.isEmpty() && value != null ? value : named;
        }
        if (!named.isEmpty()) {
            return DiskNames.pathOf(invocation.absolute(named));
        }
        for (String usual : new String[] {
            "/etc/ssl/certs/ca-certificates.crt", "/nix/var/nix/profiles/default/etc/ssl/certs/ca-bundle.crt"
        }) {
            Path file = DiskNames.pathOf(usual);
            if (Files.isReadable(file)) {
                return file;
            }
        }
        return null;
    }

    private Netrc netrc() {
        String folder = invocation.nonEmptyVariable("NIX_CONF_DIR");
        String file = settings.text("netrc-file", (folder == null ? "/etc/nix" : folder) + "/netrc");
        try {
            return Netrc.parse(ByteText.of(Files.readAllBytes(DiskNames.pathOf(invocation.absolute(file)))));
        } catch (IOException e) {
            // As in Nix: there is none, or, as often in /etc/nix, it is not for everybody to read.
            return Netrc.EMPTY;
        }
    }
}
