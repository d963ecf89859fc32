package io.github.nix4j.cli.network;

import com.google.common.base.Suppliers;
import io.github.nix4j.cli.Session;
import io.github.nix4j.cli.settings.Settings;
import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.StoreException;
import io.github.nix4j.store.cache.BinaryCaches;
import io.github.nix4j.store.cache.CopyListener;
import io.github.nix4j.store.cache.TrustedKeys;
import io.github.nix4j.store.narinfo.PublicKey;
import io.github.nix4j.store.narinfo.SecretKey;
import io.github.nix4j.store.tree.DiskNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The binary caches that a run may copy from, as its settings and environment say. */
public final class BinaryCacheSettings {
    private static final String USUAL_KEY = "cache.nixos.org-1:6NCHdD59X431o0gWypbMrAURkbJ16ZPMQFGspcDShjY=";
    private static final long LIFETIME = Duration.ofDays(30).toSeconds();

    /** The level at which it is told what a cache is asked. */
    private static final int TALKATIVE = 4;

    private BinaryCacheSettings() {}

    /** The caches; nothing is read or made before the first is opened. */
    public static BinaryCaches caches(Path folder, Session session) {
        Settings settings = session.settings();
        BinaryCaches caches = BinaryCaches.NONE
                .withServers(
                        Suppliers.memoize(() -> Downloads.downloader(folder.resolve("downloads"), session)),
                        settings.seconds("narinfo-cache-positive-ttl", LIFETIME))
                .withTrusted(Suppliers.memoize(() -> trusted(settings)))
                .withListener(new Said(session));
        return session.invocation().variable("_NIX_IN_TEST") == null ? caches : caches.withFolders();
    }

    private static TrustedKeys trusted(Settings settings) {
        List<PublicKey> keys = new ArrayList<>();
        settings.words("trusted-public-keys", USUAL_KEY).forEach(word -> keys.add(PublicKey.parse(word)));
        for (String file : settings.words("secret-key-files")) {
            try {
                keys.add(SecretKey.parse(ByteText.of(Files.readAllBytes(DiskNames.pathOf(file))))
                        .publicKey());
            } catch (NoSuchFileException e) {
                // The machine that signs has it; whoever only copies need not.
                continue;
            } catch (IOException e) {
                throw new StoreException("reading file \"" + file + "\": " + ByteText.fromUnicode(e.toString()), e);
            }
        }
        return new TrustedKeys(settings.bool("require-sigs", true), PublicKey.byName(keys));
    }

    /** Tells on standard error what is done. */
    private record Said(Session session) implements CopyListener {
        @Override
        public void progress(String line) {
            session.progress(line);
        }

        @Override
        public void detail(String line) {
            if (session.level() >= TALKATIVE) {
                session.err(line);
            }
        }

        @Override
        public void warning(String message) {
            session.warn(message);
        }
    }
}
