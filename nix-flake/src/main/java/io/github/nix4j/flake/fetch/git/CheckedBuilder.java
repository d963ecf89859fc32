package io.github.nix4j.flake.fetch.git;

import java.io.IOException;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.jspecify.annotations.Nullable;

/** Finds a repository, and keeps the settings that it reads to find it, so that the check of its form need not read them again. */
final class CheckedBuilder extends FileRepositoryBuilder {
    private @Nullable Config settings;

    @Override
    protected Config loadConfig() throws IOException {
        settings = super.loadConfig();
        return settings;
    }

    /** The repository's settings; null if they were not needed so far. */
    @Nullable
    Config settings() {
        return settings;
    }
}
