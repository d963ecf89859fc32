package io.github.nix4j.store.fetch;

import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.StoreException;
import io.github.nix4j.store.tree.DiskNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A downloaded file that nobody keeps: closing removes it.
 *
 * @param file where its content lies
 */
public record TemporaryDownload(Path file) implements AutoCloseable {
    @Override
    public void close() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new StoreException(
                    "cannot remove '" + DiskNames.textOf(file) + "': " + ByteText.fromUnicode(e.toString()), e);
        }
    }
}
