package io.github.nix4j.store.fetch;

import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.FreshName;
import io.github.nix4j.store.Secrets;
import io.github.nix4j.store.StoreException;
import io.github.nix4j.store.hash.Hash;
import io.github.nix4j.store.hash.HashAlgorithm;
import io.github.nix4j.store.internal.json.Json;
import io.github.nix4j.store.internal.json.JsonReader;
import io.github.nix4j.store.internal.json.JsonWriter;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Downloads kept on disk: contents by their hash, and for each URL a note on what it gave last. Every file appears under its
 * name at once, and contents only when they are on the disk, so processes may share the folder and be killed; a note that
 * cannot be read counts as absent.
 */
final class DownloadCache {
    /**
     * What an URL gave.
     *
     * @param time when it was asked for, in seconds since 1970
     * @param noted when that was written down, by the file system's clock
     */
    record Entry(Download download, long time, Instant noted) {}

    private final Path folder;

    DownloadCache(Path folder) {
        this.folder = folder;
    }

    /** A new name for a file that is being written. */
    Path temporary() throws IOException {
        Files.createDirectories(folder.resolve("content"));
        Files.createDirectories(folder.resolve("url"));
        Leftovers.remove(folder, "tmp-*");
        return folder.resolve("tmp-" + FreshName.next());
    }

    private Path note(String url) {
        return folder.resolve("url").resolve(HashAlgorithm.SHA256.hash(url).nix32());
    }

    /** Held by whoever asks for {@code url}. */
    FetchLock lock(String url) throws IOException {
        return FetchLock.take(
                folder.resolve("locks"), HashAlgorithm.SHA256.hash(url).nix32());
    }

    private Path content(Hash sha256) {
        return folder.resolve("content").resolve(sha256.nix32());
    }

    /** The file with this content; null if there is none. */
    @Nullable
    Path kept(Hash sha256, long size) throws IOException {
        Path file = content(sha256);
        return Files.exists(file) && Files.size(file) == size ? file : null;
    }

    @Nullable
    Entry find(String url) throws IOException {
        String text;
        Instant noted;
        try {
            noted = Files.getLastModifiedTime(note(url)).toInstant();
            text = ByteText.of(Files.readAllBytes(note(url)));
        } catch (NoSuchFileException e) {
            return null;
        }
        try {
            Json.Obj note = JsonReader.read(text).object();
            Hash sha256 = Hash.parseSri(note.at("sha256").string());
            Path file = content(sha256);
            long size = note.at("size").unsigned();
            if (!note.at("url").string().equals(Secrets.hideInUrl(url))
                    || !Files.exists(file)
                    || Files.size(file) != size) {
                return null;
            }
            Json immutable = note.get("immutableUrl");
            Download download = new Download(
                    file,
                    size,
                    sha256,
                    note.at("etag").string(),
                    note.at("effectiveUrl").string(),
                    immutable == null ? null : immutable.string());
            return new Entry(download, note.at("time").unsigned(), noted);
        } catch (StoreException e) {
            // Written by another version or cut short by a crash: as if it were not there.
            return null;
        }
    }

    /** Moves a finished file to its place. */
    Path keep(Path temporary, Hash sha256) throws IOException {
        Path file = content(sha256);
        try (FileChannel written = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
            // What is looked at later is the size only.
            written.force(true);
        }
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        return file;
    }

    /** Notes what {@code url} gave. */
    void note(String url, Download download, long time) throws IOException {
        Json.Obj note = Json.Obj.of(
                "url", new Json.Str(Secrets.hideInUrl(url)),
                "effectiveUrl", new Json.Str(Secrets.hideInUrl(download.effectiveUrl())),
                "etag", new Json.Str(download.etag()),
                "size", new Json.Int(download.size()),
                "sha256", new Json.Str(download.sha256().sri()),
                "time", new Json.Int(time));
        String immutable = download.immutableUrl();
        if (immutable != null) {
            note.entries().put("immutableUrl", new Json.Str(immutable));
        }
        Path temporary = temporary();
        try {
            Files.write(temporary, ByteText.bytes(JsonWriter.compact(note)));
            Files.move(temporary, note(url), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }
}
