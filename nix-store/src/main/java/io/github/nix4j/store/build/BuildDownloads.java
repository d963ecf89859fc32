package io.github.nix4j.store.build;

import io.github.nix4j.store.StoreException;
import io.github.nix4j.store.fetch.Downloader;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/**
 * How {@code builtin:fetchurl} downloads, which is what {@code <nix/fetchurl.nix>} asks for.
 *
 * @param downloader makes what downloads; it is given a folder for its files, which goes when the build ends
 * @param hashedMirrors URLs (byte text) of servers that are asked for {@code ALGORITHM/BASE16-HASH} first
 */
public record BuildDownloads(Function<Path, Downloader> downloader, List<String> hashedMirrors) {
    /** Refuses to download anything. */
    public static final BuildDownloads NONE = new BuildDownloads(
            folder -> {
                throw new StoreException(
                        "this builder may not download; 'LocalBuilder.withDownloads' gives it the means to");
            },
            List.of());

    public BuildDownloads {
        hashedMirrors = List.copyOf(hashedMirrors);
    }
}
