package io.github.nix4j.store.build;

import io.github.nix4j.store.StoreException;
import io.github.nix4j.store.derivation.DerivationOutput;
import io.github.nix4j.store.derivation.DerivationType;
import io.github.nix4j.store.fetch.Compression;
import io.github.nix4j.store.fetch.Downloader;
import io.github.nix4j.store.fetch.TemporaryDownload;
import io.github.nix4j.store.hash.ContentAddressMethod;
import io.github.nix4j.store.hash.Hash;
import io.github.nix4j.store.nar.DirectorySink;
import io.github.nix4j.store.nar.NarReader;
import io.github.nix4j.store.tree.DiskNames;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** {@code builtin:fetchurl}: a downloaded file, or what a downloaded Nix archive holds. */
final class FetchurlBuilder implements BuiltinBuilder {
    @Override
    public void build(Task task) throws IOException {
        Path out = task.out();
        DerivationType type = task.derivation().type();
        if (type != DerivationType.FIXED && type != DerivationType.IMPURE) {
            throw new StoreException("'builtin:fetchurl' must be a fixed-output or impure derivation");
        }
        String url = task.attribute("url");
        Downloader downloader = task.downloads().downloader().apply(task.folder());
        if (!fromMirrors(task, downloader, out)) {
            fetch(task, downloader, url, out);
        }
    }

    /** Whether a mirror had the file; why one has not is of no interest while there are others to ask. */
    private static boolean fromMirrors(Task task, Downloader downloader, Path out) throws IOException {
        if (!(task.derivation().outputs().get("out") instanceof DerivationOutput.CAFixed fixed)
                || fixed.address().method() != ContentAddressMethod.FLAT) {
            return false;
        }
        Hash hash = fixed.address().hash();
        for (String mirror : task.downloads().hashedMirrors()) {
            String base = mirror.endsWith("/") ? mirror : mirror + "/";
            try {
                fetch(task, downloader, base + hash.algorithm().nixName() + "/" + hash.base16(), out);
                return true;
            } catch (StoreException e) {
                if (e.isInterruption()) {
                    throw e;
                }
                Files.deleteIfExists(out);
            }
        }
        return false;
    }

    private static void fetch(Task task, Downloader downloader, String url, Path out) throws IOException {
        boolean unpack = task.flag("unpack");
        try (TemporaryDownload download = downloader.copyOnce(url)) {
            if (unpack) {
                unpack(download.file(), task.attribute("url").endsWith(".xz"), out);
            } else {
                Files.move(download.file(), out);
            }
        } catch (StoreException e) {
            throw unpack ? e : e.during("writing file \"" + DiskNames.textOf(out) + "\"");
        }
        if (task.flag("executable")) {
            Files.setPosixFilePermissions(out, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    private static void unpack(Path archive, boolean compressed, Path out) throws IOException {
        try (BufferedInputStream file = new BufferedInputStream(Files.newInputStream(archive));
                InputStream nar = compressed ? Compression.Kind.XZ.undo(file) : file) {
            NarReader.read(nar, new DirectorySink(out));
        }
    }
}
