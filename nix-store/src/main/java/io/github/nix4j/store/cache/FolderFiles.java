package io.github.nix4j.store.cache;

import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.StoreException;
import io.github.nix4j.store.tree.DiskNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A cache that is a folder of this machine. */
final class FolderFiles implements CacheFiles {
    private final String folder;

    /** @param folder absolute byte text */
    FolderFiles(String folder) {
        this.folder = folder;
    }

    @Override
    public String uri() {
        return "file://" + folder;
    }

    @Override
    public boolean mayBeNew() {
        return true;
    }

    @Override
    public byte @Nullable [] find(String name) {
        try {
            return Files.readAllBytes(path(name));
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    @Override
    public CacheFile fetch(String name) {
        Path path = path(name);
        if (!Files.exists(path)) {
            throw new StoreException("file '" + name + "' does not exist in binary cache");
        }
        return new CacheFile() {
            @Override
            public Path path() {
                return path;
            }

            @Override
            public void close() {}
        };
    }

    /** What a cache says must not lead out of it. */
    private Path path(String name) {
        if (name.startsWith("/")) {
            throw new StoreException("local binary cache path '" + name + "' must not be absolute");
        }
        for (String part : name.split("/")) {
            if (part.equals("..") || part.equals(".")) {
                throw new StoreException(
                        "local binary cache path '" + name + "' must not contain '..' or '.' segments");
            }
        }
        return DiskNames.pathOf(folder + "/" + name);
    }

    private StoreException unreadable(String name, IOException e) {
        return new StoreException(
                "reading file \"" + folder + "/" + name + "\": " + ByteText.fromUnicode(String.valueOf(e.getMessage())),
                e);
    }
}
