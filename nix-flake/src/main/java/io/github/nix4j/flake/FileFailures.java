package io.github.nix4j.flake;

import io.github.nix4j.store.SystemReason;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;

/** What Nix says of files that cannot be written. Names and texts are byte text. */
public final class FileFailures {
    private FileFailures() {}

    /** The error of {@link WholeFile#write}, for the file that messages call {@code name}. */
    public static FlakeException writing(String name, IOException e) {
        if (e instanceof WholeFile.ContentException content) {
            return FlakeException.during("writing file \"" + name + "\"", () -> {
                throw new FlakeException(
                        "write of " + content.bytes() + " bytes: " + SystemReason.of(content.reason()), 1, e);
            });
        }
        return opening(name, e);
    }

    /** A directory that could not be made, with those above it. */
    public static FlakeException creatingDirectory(String name, IOException e) {
        // What is there under the name of a directory is none.
        String reason = e instanceof FileAlreadyExistsException ? "Not a directory" : SystemReason.of(e);
        return new FlakeException("creating directory \"" + name + "\": " + reason, 1, e);
    }

    /** A file that could not be opened, be it for reading or for writing. */
    public static FlakeException opening(String name, IOException e) {
        return new FlakeException("opening file \"" + name + "\": " + SystemReason.of(e), 1, e);
    }
}
