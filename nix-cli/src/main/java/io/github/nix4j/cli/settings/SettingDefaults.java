package io.github.nix4j.cli.settings;

import io.github.nix4j.cli.Invocation;
import io.github.nix4j.store.ByteText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** What settings are where nothing sets them. */
public final class SettingDefaults {
    private SettingDefaults() {}

    /**
     * All defaults by name, as byte text, but those of what this program has not: a build hook, a sandbox with paths of its own,
     * other platforms.
     */
    public static Map<String, String> of(Invocation invocation) {
        Map<String, String> defaults = new TreeMap<>();
        try (InputStream in =
                Objects.requireNonNull(SettingDefaults.class.getResourceAsStream("defaults"), "defaults")) {
            for (String line : ByteText.of(in.readAllBytes()).split("\n")) {
                int equals = line.indexOf(" =");
                if (!line.startsWith("#") && equals > 0) {
                    defaults.put(line.substring(0, equals), line.substring(Math.min(line.length(), equals + 3)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String named = invocation.nonEmptyVariable("NIX_CONF_DIR");
        String folder = named == null ? "/etc/nix" : named;
        defaults.put("netrc-file", folder + "/netrc");
        defaults.put("builders", "@" + folder + "/machines");
        String remote = invocation.nonEmptyVariable("NIX_REMOTE");
        defaults.put("store", remote == null ? "auto" : remote);
        boolean root = "root".equals(System.getProperty("user.name"));
        defaults.put("build-users-group", root ? "nixbld" : "");
        String path = invocation.nonEmptyVariable("NIX_PATH");
        defaults.put("nix-path", path == null ? "" : path.replaceAll(":(?!//)", " "));
        defaults.put("ssl-cert-file", certificates(invocation));
        boolean machines = Files.isReadable(Path.of("/dev/kvm")) && Files.isWritable(Path.of("/dev/kvm"));
        defaults.put("system-features", "benchmark big-parallel " + (machines ? "kvm " : "") + "nixos-test uid-range");
        return defaults;
    }

    private static String certificates(Invocation invocation) {
        for (String variable : new String[] {"NIX_SSL_CERT_FILE", "SSL_CERT_FILE"}) {
            String file = invocation.nonEmptyVariable(variable);
            if (file != null) {
                return file;
            }
        }
        return usualCertificates();
    }

    /** The file of authorities where no variable names one; empty if there is none. */
    public static String usualCertificates() {
        for (String file : new String[] {
            "/etc/ssl/certs/ca-certificates.crt", "/nix/var/nix/profiles/default/etc/ssl/certs/ca-bundle.crt"
        }) {
            if (Files.exists(Path.of(file))) {
                return file;
            }
        }
        return "";
    }
}
