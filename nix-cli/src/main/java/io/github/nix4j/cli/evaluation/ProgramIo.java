package io.github.nix4j.cli.evaluation;

import io.github.nix4j.cli.Invocation;
import io.github.nix4j.cli.UserFolders;
import io.github.nix4j.lang.io.EvalIo;
import io.github.nix4j.lang.io.UrlFetcher;
import io.github.nix4j.store.cache.BinaryCaches;
import io.github.nix4j.store.tree.SourceTree;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The machine that the program runs on.
 *
 * @param invocation whose environment is read
 * @param folders which know the home directory
 * @param root the tree of absolute paths
 * @param currentSystem the platform that derivations are for
 * @param nixPath the search path
 * @param fetcher how URLs are downloaded
 * @param binaryCaches what may be copied from
 */
record ProgramIo(
        Invocation invocation,
        UserFolders folders,
        SourceTree root,
        String currentSystem,
        List<SearchPathEntry> nixPath,
        UrlFetcher fetcher,
        BinaryCaches binaryCaches)
        implements EvalIo {
    @Override
    public @Nullable String environment(String name) {
        return invocation.variable(name);
    }

    @Override
    public @Nullable String home() {
        return folders.homeIfAny();
    }

    @Override
    public Instant currentTime() {
        return Instant.now();
    }

    @Override
    public String currentDirectory() {
        return invocation.workingDirectory();
    }
}
