package io.github.nix4j.flake.lock;

import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is done with a lock file that should change. Immutable; start from {@link #WRITE}.
 *
 * @param update whether changing it is allowed at all
 * @param write whether it is written
 * @param failOnUnlocked whether an input that is not pinned is an error; else the file is just not written
 * @param commit whether it is committed to the flake's repository
 * @param summary the first line of the commit message; empty for the usual one
 * @param file where it is written instead of beside {@code flake.nix}
 * @param fileName how messages call that file, as byte text; empty for its path
 */
public record LockOutput(
        boolean update,
        boolean write,
        boolean failOnUnlocked,
        boolean commit,
        String summary,
        @Nullable Path file,
        String fileName) {
    public LockOutput {
        Objects.requireNonNull(summary, "summary");
        Objects.requireNonNull(fileName, "fileName");
    }

    /** Writes it, or warns about what keeps it from being written. */
    public static final LockOutput WRITE = new LockOutput(true, true, false, false, "", null, "");

    public LockOutput withUpdate(boolean on) {
        return new LockOutput(on, write, failOnUnlocked, commit, summary, file, fileName);
    }

    public LockOutput withWrite(boolean on) {
        return new LockOutput(update, on, failOnUnlocked, commit, summary, file, fileName);
    }

    public LockOutput withFailOnUnlocked(boolean on) {
        return new LockOutput(update, write, on, commit, summary, file, fileName);
    }

    /**
     * Commits the lock file when it is written, under a message that begins with {@code firstLine} (byte text; empty for Nix's own). As
     * in Nix, it stays written where the commit fails.
     */
    public LockOutput withCommit(boolean on, String firstLine) {
        return new LockOutput(update, write, failOnUnlocked, on, firstLine, file, fileName);
    }

    public LockOutput withFile(Path other) {
        return withFile(other, "");
    }

    /** As {@link #withFile(Path)}, with what messages call the file. */
    public LockOutput withFile(Path other, String otherName) {
        return new LockOutput(
                update, write, failOnUnlocked, commit, summary, Objects.requireNonNull(other, "other"), otherName);
    }
}
