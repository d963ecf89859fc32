package io.github.nix4j.store.fetch;

import com.github.luben.zstd.util.Native;
import io.github.nix4j.store.StoreException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The native library of the optional artifact zstd-jni. Left to itself it unpacks a copy into the temporary folder and deletes that
 * when the JVM ends in order: one that is halted or killed would leave a megabyte behind each time.
 */
final class ZstdLibrary {
    private ZstdLibrary() {}

    /** Loads it, unless that has been done. On JDK 24 and later the JVM wants {@code --enable-native-access} for it, or warns. */
    static void load() throws IOException {
        try {
            if (!Native.isLoaded()) {
                unpackAndLoad();
            }
        } catch (NoClassDefFoundError e) {
            throw new StoreException(
                    "cannot read zstd compression without the artifact com.github.luben:zstd-jni; please add it", e);
        } catch (LinkageError e) {
            throw new StoreException("cannot load the library that reads zstd compression: " + e.getMessage(), e);
        }
    }

    private static void unpackAndLoad() throws IOException {
        Path room = Files.createTempDirectory("nix4j-zstd");
        // Before the copy in it is named for the same, as what is named first goes last.
        room.toFile().deleteOnExit();
        try {
            Native.load(room.toFile());
        } finally {
            removeNow(room);
        }
    }

    private static void removeNow(Path room) {
        try (DirectoryStream<Path> copies = Files.newDirectoryStream(room)) {
            for (Path copy : copies) {
                Files.delete(copy);
            }
            Files.delete(room);
        } catch (IOException e) {
            // Windows keeps a library that is in use: it goes when the JVM ends.
        }
    }
}
