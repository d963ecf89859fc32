package io.github.nix4j.cli;

import io.github.nix4j.store.ByteText;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Why the system refused something, in its own words, as in {@code No such file or directory}; byte text. */
public final class SystemReason {
    /** What Java adds to the words for links that lead in a circle. */
    private static final String OF_LOOPS = " or unable to access attributes of symbolic link";

    private SystemReason() {}

    /** Of an operation on a file; Java replaces the words of the commonest reasons by classes. */
    public static String of(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "No such file or directory";
        }
        if (e instanceof AccessDeniedException) {
            return "Permission denied";
        }
        String reason = String.valueOf(e instanceof FileSystemException file ? file.getReason() : e.getMessage());
        return ByteText.fromUnicode(reason.replace(OF_LOOPS, ""));
    }

    /** Of a program that was not started: what follows {@code error=2, }. */
    public static String ofStart(IOException e) {
        String text = String.valueOf(e.getMessage());
        int comma = text.lastIndexOf(", ");
        return ByteText.fromUnicode(comma < 0 ? text : text.substring(comma + 2));
    }
}
