package io.github.nix4j.lang.io;

import io.github.nix4j.store.cache.BinaryCaches;
import io.github.nix4j.store.tree.SourceTree;
import io.github.nix4j.store.tree.TreePath;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that an evaluation can reach outside of itself. Implementations decide what is there; nothing else is read: no file, no
 * environment variable, no clock. Thread-safe.
 */
public interface EvalIo {
    /** Nothing: an empty tree, no variables, the beginning of time and an unknown system. */
    EvalIo NOTHING = new NothingIo();

    /** This machine's disk, platform and clock, without variables and search path: to be extended as wanted. */
    static LocalIo local() {
        return LocalIo.ofDisk();
    }

    /** The tree that absolute paths are in. Behind it are the file system and the store, as far as they may be read. */
    SourceTree root();

    /** The value of an environment variable as byte text, or null. */
    @Nullable
    String environment(String name);

    /** The directory that {@code ~} stands for, as byte text, or null. */
    @Nullable
    String home();

    /** What {@code builtins.currentTime} gives. */
    Instant currentTime();

    /** What {@code builtins.currentSystem} gives, such as {@code x86_64-linux}. */
    String currentSystem();

    /** The directory that relative entries of the search path are seen from, as byte text. */
    default String currentDirectory() {
        return "/";
    }

    /** A path, as entries of the search path have it, as an absolute one. */
    default TreePath absolute(String path) {
        return TreePath.of(path.startsWith("/") ? path : currentDirectory() + "/" + path);
    }

    /** How URLs are downloaded; by default not at all. */
    default UrlFetcher fetcher() {
        return UrlFetcher.NONE;
    }

    /** The binary caches that {@code fetchClosure} may copy from; by default none. */
    default BinaryCaches binaryCaches() {
        return BinaryCaches.NONE;
    }

    /** The entries of the search path, in order. */
    List<SearchPathEntry> nixPath();

    /**
     * An entry of the search path.
     *
     * @param prefix what {@code <prefix/...>} has to begin with; empty for none
     * @param path a path, or a URL that is fetched
     */
    record SearchPathEntry(String prefix, String path) {}
}
