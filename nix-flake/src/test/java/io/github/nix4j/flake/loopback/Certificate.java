package io.github.nix4j.flake.loopback;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate, signed by itself, for some hosts; made by the JDK's keytool. */
public final class Certificate {
    private static final char[] PASSWORD = "changeit".toCharArray();

    private final KeyStore keys;
    private final Path pem;

    private Certificate(KeyStore keys, Path pem) {
        this.keys = keys;
        this.pem = pem;
    }

    /** Makes one with its files in {@code directory}. */
    public static Certificate make(Path directory, List<String> hosts)
            throws IOException, InterruptedException, GeneralSecurityException {
        Path store = directory.resolve("keys.p12");
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        Process process = new ProcessBuilder(
                        keytool.toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=loopback",
                        "-ext",
                        "bc:c",
                        "-ext",
                        "san=" + hosts.stream().map(host -> "dns:" + host).collect(Collectors.joining(",")),
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(PASSWORD),
                        "-keystore",
                        store.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("keytool: " + said);
        }
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        Base64.Encoder encoder = Base64.getMimeEncoder(64, new byte[] {'\n'});
        String body = encoder.encodeToString(keys.getCertificate("server").getEncoded());
        Path pem = Files.writeString(
                directory.resolve("certificate.pem"),
                "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n");
        return new Certificate(keys, pem);
    }

    /** The certificate as a file of authorities. */
    public Path pem() {
        return pem;
    }

    /** For a server with this certificate, or a client that trusts it and no other. */
    public SSLContext context() throws GeneralSecurityException {
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD);
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        try {
            trusted.load(null, null);
        } catch (IOException e) {
            throw new GeneralSecurityException(e);
        }
        trusted.setCertificateEntry("server", keys.getCertificate("server"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }
}
