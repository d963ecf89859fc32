package io.github.nix4j.flake.fetch.git;

import io.github.nix4j.flake.FlakeException;
import org.jspecify.annotations.Nullable;

/**
 * Where a repository is.
 *
 * @param ref the full name of the branch that HEAD is on; null if it is on none
 * @param commit what it is at; null if there is no commit yet
 */
record GitHead(@Nullable String ref, @Nullable Commit commit) {
    /**
     * A commit.
     *
     * @param revision its name
     * @param tree the name of its tree
     * @param date the committer's date, in seconds since 1970
     */
    record Commit(String revision, String tree, long date) {}

    /** The commit that HEAD is at is not in the repository. */
    static final class MissingException extends FlakeException {
        private static final long serialVersionUID = 1;

        MissingException(String message, Throwable cause) {
            super(message, 1, cause);
        }
    }
}
