package io.github.nix4j.store.fetch;

import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.FreshName;
import io.github.nix4j.store.HangingText;
import io.github.nix4j.store.Secrets;
import io.github.nix4j.store.StoreException;
import io.github.nix4j.store.activity.Activity;
import io.github.nix4j.store.activity.ActivityKind;
import io.github.nix4j.store.activity.ActivityListener;
import io.github.nix4j.store.hash.Hash;
import io.github.nix4j.store.internal.json.Json;
import io.github.nix4j.store.internal.json.JsonReader;
import io.github.nix4j.store.internal.json.JsonWriter;
import io.github.nix4j.store.nar.NarHash;
import io.github.nix4j.store.nar.PackedTree;
import io.github.nix4j.store.tree.DiskNames;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Downloads and unpacks archives: what {@code fetchTarball} and tarball inputs give. Unpacked trees are kept by the hash of
 * their archive. Thread-safe.
 */
public final class TarballFetcher {
    /**
     * An unpacked archive.
     *
     * @param tree its content, without the directory that holds it all
     * @param narHash the hash of that
     * @param lastModified the newest time in the archive, in seconds since 1970
     * @param download the archive itself
     */
    public record Tarball(PackedTree tree, NarHash narHash, long lastModified, Download download) {}

    /**
     * An archive and how it is read: of what is not called {@code .zip}, C++ Nix never sees the end before the beginning.
     *
     * @param key what its unpacked tree is called
     */
    private record Source(Download download, boolean fromEnd, String key) {
        static Source of(String url, Download download) {
            boolean fromEnd = Urls.unescape(url.replaceFirst("[?#].*", ""))
                    .toLowerCase(Locale.ROOT)
                    .endsWith(".zip");
            return new Source(download, fromEnd, download.sha256().nix32() + (fromEnd ? "-zip" : "-stream"));
        }
    }

    private record Known(Path nar, NarHash narHash, long lastModified) {}

    private final Downloader downloader;
    private final Path folder;
    private final ArchiveUnpacker unpacker;
    private final ActivityListener activities;

    /** As {@link #TarballFetcher(Downloader, Path, ArchiveUnpacker, ActivityListener)}, unwatched. */
    public TarballFetcher(Downloader downloader, Path folder, ArchiveUnpacker unpacker) {
        this(downloader, folder, unpacker, ActivityListener.NONE);
    }

    /**
     * A fetcher that keeps what it unpacks.
     *
     * @param folder where unpacked trees are kept; made when it is missing
     * @param activities watches archives that are downloaded or unpacked anew
     */
    public TarballFetcher(Downloader downloader, Path folder, ArchiveUnpacker unpacker, ActivityListener activities) {
        this.downloader = downloader;
        this.folder = folder;
        this.unpacker = unpacker;
        this.activities = activities;
    }

    /**
     * The content of the archive at {@code url} (byte text); throws {@link StoreException}.
     *
     * @param timeToLive how old a kept copy may be to be used unasked
     */
    public Tarball fetch(String url, Duration timeToLive) {
        return fetch(url, timeToLive, Map.of(), url);
    }

    /**
     * As {@link #fetch(String, Duration)}.
     *
     * @param headers more headers for the request
     * @param shown what who watches is told of the URL
     */
    public Tarball fetch(String url, Duration timeToLive, Map<String, String> headers, String shown) {
        if (url.startsWith("file:")) {
            checkFile(url);
            return unpacked(url, shown, true, download(url, timeToLive, headers));
        }
        if (downloader.hasCopy(url, timeToLive)) {
            return unpacked(url, shown, false, download(url, timeToLive, headers));
        }
        try (Activity activity = begin(shown)) {
            return unpacked(url, shown, false, download(url, timeToLive, headers));
        }
    }

    /** @param watched whether unpacking is an activity of its own */
    private Tarball unpacked(String url, String shown, boolean watched, Download download) {
        try {
            Source source = Source.of(url, download);
            Known known = find(source);
            if (known == null) {
                try (Activity activity = watched ? begin(shown) : Activity.UNWATCHED) {
                    known = unpackAlone(source);
                }
            }
            PackedTree tree = PackedTree.ofNar(
                    known.nar(),
                    ByteText.fromUnicode("\u00ab") + Secrets.hideInUrl(url) + ByteText.fromUnicode("\u00bb"));
            return new Tarball(tree, known.narHash(), known.lastModified(), download);
        } catch (IOException e) {
            throw new StoreException("cannot unpack '" + url + "': " + ByteText.fromUnicode(e.toString()), e);
        }
    }

    private Activity begin(String shown) {
        return activities.begin(ActivityKind.UNPACK, Secrets.hideInUrl(shown));
    }

    private Download download(String url, Duration timeToLive, Map<String, String> headers) {
        try {
            // As in C++ Nix, an archive that is too old does not stand in for one that cannot be had, but a file does.
            return downloader.downloadCurrent(url, timeToLive, headers);
        } catch (DownloadException e) {
            // C++ Nix unpacks while it downloads, so that to its users it is the archive that cannot be opened.
            String message = HangingText.behindError(e.byteMessage());
            throw new StoreException("Failed to open archive (Source threw exception: error: " + message + ")", e);
        }
    }

    private static void checkFile(String url) {
        String path = Urls.filePath(url);
        if (!path.startsWith("/")) {
            throw new StoreException("tarball '" + url
                    + "' must use an absolute path. The 'file' scheme does not support relative paths.");
        }
        Path file = DiskNames.pathOf(path);
        if (Files.isDirectory(file)) {
            throw new StoreException(
                    Files.exists(file.resolve(".git"))
                            ? "tarball \"" + path
                                    + "\" is a git repository, not a tarball. Please use `git+file` as the scheme."
                            : "tarball \"" + path + "\" is a directory, not a file.");
        }
        if (!Files.exists(file)) {
            throw new StoreException("tarball \"" + path + "\" does not exist.");
        }
    }

    private Path nar(Source archive) {
        return folder.resolve(archive.key() + ".nar");
    }

    private Path note(Source archive) {
        return folder.resolve(archive.key() + ".json");
    }

    private @Nullable Known find(Source archive) throws IOException {
        try {
            Json.Obj note = JsonReader.read(ByteText.of(Files.readAllBytes(note(archive))))
                    .object();
            Hash hash = Hash.parseSri(note.at("narHash").string());
            long size = note.at("narSize").unsigned();
            Path nar = nar(archive);
            if (Files.size(nar) != size) {
                return null;
            }
            return new Known(
                    nar, new NarHash(hash, size), note.at("lastModified").unsigned());
        } catch (NoSuchFileException | StoreException e) {
            // Never unpacked, or by another version: unpack (again).
            return null;
        }
    }

    private Known unpackAlone(Source source) throws IOException {
        try (FetchLock lock = FetchLock.take(folder.resolve("locks"), source.key())) {
            Known known = find(source);
            return known != null ? known : unpack(source);
        }
    }

    private Known unpack(Source source) throws IOException {
        Leftovers.remove(folder, "tmp-*");
        Path temporary = folder.resolve("tmp-" + FreshName.next());
        try {
            Path archive = source.download().file();
            ArchiveUnpacker.Unpacked unpacked =
                    source.fromEnd() ? unpacker.unpack(archive, temporary) : unpacker.unpackStream(archive, temporary);
            NarHash narHash = unpacked.narHash();
            try (FileChannel written = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                // What is looked at later is the size only.
                written.force(true);
            }
            Files.move(temporary, nar(source), StandardCopyOption.ATOMIC_MOVE);
            Json.Obj note = Json.Obj.of(
                    "narHash", new Json.Str(narHash.hash().sri()),
                    "narSize", new Json.Int(narHash.size()),
                    "lastModified", new Json.Int(unpacked.lastModified()));
            Files.write(temporary, ByteText.bytes(JsonWriter.compact(note)));
            Files.move(temporary, note(source), StandardCopyOption.ATOMIC_MOVE);
            return new Known(nar(source), narHash, unpacked.lastModified());
        } finally {
            Files.deleteIfExists(temporary);
        }
    }
}
