package io.github.nix4j.flake.fetch.hg;

import io.github.nix4j.flake.WholeFile;
import io.github.nix4j.flake.fetch.FetchSettings;
import io.github.nix4j.flake.fetch.hg.MercurialProgram.Failure;
import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.Secrets;
import io.github.nix4j.store.activity.Activity;
import io.github.nix4j.store.activity.ActivityKind;
import io.github.nix4j.store.fetch.ArchiveUnpacker;
import io.github.nix4j.store.fetch.FetchLock;
import io.github.nix4j.store.hash.HashAlgorithm;
import io.github.nix4j.store.nar.PackedTree;
import io.github.nix4j.store.tree.DiskNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import org.eclipse.jgit.util.FileUtils;
import org.jspecify.annotations.Nullable;

/**
 * A repository elsewhere with its clone, and the trees of its revisions as Nix archives, in a folder. One thread of one process
 * changes them at a time. Files appear under their names when they are whole.
 */
final class MercurialClone {
    private static final long MAX_UNPACKED = 1L << 40;

    /**
     * A revision and its files.
     *
     * @param branch the branch it is on; what was asked for, if the files were there already
     * @param count its number in the repository
     */
    record Revision(String rev, String branch, long count, PackedTree tree) {}

    private final MercurialProgram hg;
    private final String url;
    private final Path folder;
    private final Path directory;
    private final FetchSettings settings;

    /** @param folder where clones are kept */
    MercurialClone(MercurialProgram hg, String url, Path folder, FetchSettings settings) {
        this.hg = hg;
        this.url = url;
        this.folder = folder;
        this.directory = folder.resolve(HashAlgorithm.SHA256.hash(url).nix32() + ".hg");
        this.settings = settings;
    }

    private Path beside(String suffix) {
        return directory.resolveSibling(directory.getFileName() + suffix);
    }

    /** Fetches {@code rev}, or else what the branch or tag {@code ref} is. */
    Revision fetch(String ref, @Nullable String rev) throws IOException {
        Path note = beside("." + HashAlgorithm.SHA256.hash(ref).nix32());
        Instant asked = Instant.now();
        try (FetchLock lock = FetchLock.take(folder, directory.getFileName() + ".lock")) {
            Instant oldest = asked.minus(settings.timeToLive());
            String known = rev != null || !isNewer(note, oldest) ? rev : ByteText.of(Files.readAllBytes(note));
            Revision kept = known == null ? null : kept(known, ref);
            if (kept != null) {
                return kept;
            }
            if (known == null || !has(known)) {
                try (Activity activity =
                        settings.activities().begin(ActivityKind.MERCURIAL_FETCH, Secrets.hideInUrl(url))) {
                    pull();
                }
            }
            String[] words = hg.run(
                            "log",
                            "-R",
                            text(directory),
                            "-r",
                            known == null ? ref : known,
                            "--template",
                            "{node} {rev} {branch}")
                    .split(" ", 3);
            if (rev == null) {
                WholeFile.write(note, ByteText.bytes(words[0]));
            }
            Revision found = kept(words[0], words[2]);
            return found != null ? found : archive(words[0], words[2], Long.parseLong(words[1]));
        }
    }

    private static String text(Path path) {
        return DiskNames.textOf(path);
    }

    private static boolean isNewer(Path file, Instant time) throws IOException {
        return Files.exists(file) && Files.getLastModifiedTime(file).toInstant().isAfter(time);
    }

    private boolean has(String rev) throws IOException {
        try {
            return Files.exists(directory)
                    && hg.tryRun("log", "-R", text(directory), "-r", rev, "--template", "1")
                            .equals("1");
        } catch (Failure e) {
            // It may have come since the last pull.
            return false;
        }
    }

    private void pull() throws IOException {
        if (!Files.exists(directory)) {
            Path unfinished = beside(".new");
            FileUtils.delete(unfinished.toFile(), FileUtils.RECURSIVE | FileUtils.SKIP_MISSING);
            hg.run("clone", "--noupdate", "--", url, text(unfinished));
            Files.move(unfinished, directory, StandardCopyOption.ATOMIC_MOVE);
            return;
        }
        try {
            hg.tryRun("pull", "-R", text(directory), "--", url);
        } catch (Failure e) {
            if (!Files.exists(directory.resolve(".hg/store/journal"))) {
                throw e.of("'hg pull'");
            }
            // A process that pulled was killed.
            hg.run("recover", "-R", text(directory));
            hg.run("pull", "-R", text(directory), "--", url);
        }
    }

    private Path nar(String rev) {
        return beside("." + rev + ".nar");
    }

    private Path number(String rev) {
        return beside("." + rev + ".number");
    }

    private @Nullable Revision kept(String rev, String branch) throws IOException {
        // The number is written last.
        if (!Files.exists(number(rev)) || !Files.exists(nar(rev))) {
            return null;
        }
        long count = Long.parseLong(Files.readString(number(rev)));
        return new Revision(rev, branch, count, PackedTree.ofNar(nar(rev), ""));
    }

    private Revision archive(String rev, String branch, long count) throws IOException {
        Path tar = beside(".tar");
        Path nar = beside(".unfinished");
        try {
            // The file that Mercurial adds to archives is none of the repository's.
            hg.run(
                    "archive",
                    "-R",
                    text(directory),
                    "-r",
                    rev,
                    "--config",
                    "ui.archivemeta=no",
                    "-t",
                    "tar",
                    "-p",
                    "tree",
                    text(tar));
            new ArchiveUnpacker(MAX_UNPACKED).unpack(tar, nar);
            Files.move(nar, nar(rev), StandardCopyOption.ATOMIC_MOVE);
            WholeFile.write(number(rev), ByteText.bytes(String.valueOf(count)));
            return new Revision(rev, branch, count, PackedTree.ofNar(nar(rev), ""));
        } finally {
            Files.deleteIfExists(tar);
            Files.deleteIfExists(nar);
        }
    }
}
