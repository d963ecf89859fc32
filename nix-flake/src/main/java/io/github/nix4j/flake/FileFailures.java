package io.github.nix4j.flake;

import io.github.nix4j.store.SystemReason;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

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

    /** The {@code directory} that messages call {@code name} could not be made, or one of those above it. */
    public static FlakeException creatingDirectory(String name, Path directory, IOException e) {
        String reason = e instanceof FileAlreadyExistsException ? inTheWay(directory) : SystemReason.of(e);
        return new FlakeException("creating directory \"" + name + "\": " + reason, 1, e);
    }

    /** What is wrong with the nearest thing on the way to {@code directory}: it is none, or a link that leads to none. */
    private static String inTheWay(Path directory) {
        Path place = directory;
        for (Path above = place; above != null && !Files.exists(place, LinkOption.NOFOLLOW_LINKS); ) {
            place = above;
            above = above.getParent();
        }
        try {
            Files.readAttributes(place, BasicFileAttributes.class);
            return "Not a directory";
        } catch (NoSuchFileException leadsNowhere) {
            return "File exists";
        } catch (IOException circle) {
            return SystemReason.of(circle);
        }
    }

    /** A file that could not be opened, be it for reading or for writing. */
    public static FlakeException opening(String name, IOException e) {
        return new FlakeException("opening file \"" + name + "\": " + SystemReason.of(e), 1, e);
    }
}
