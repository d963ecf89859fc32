package io.github.nix4j.store;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.NotLinkException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Why the system refused something, in its own words, as in {@code No such file or directory}; byte text. */
public final class SystemReason {
    /** What Java adds to the words for links that lead in a circle. */
    private static final String OF_LOOPS = " or unable to access attributes of symbolic link";

    private static final Pattern START = Pattern.compile("error(?:=|: )\\d+(?:, | \\()(.*)$");

    private SystemReason() {}

    /** Of an operation on a file; Java replaces the words of the commonest reasons by classes. */
    public static String of(IOException e) {
        String reason = e instanceof FileSystemException file ? file.getReason() : e.getMessage();
        return ByteText.fromUnicode(reason == null ? ofClass(e) : reason.replace(OF_LOOPS, ""));
    }

    private static String ofClass(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "No such file or directory";
        }
        if (e instanceof AccessDeniedException) {
            return "Permission denied";
        }
        if (e instanceof NotDirectoryException) {
            return "Not a directory";
        }
        if (e instanceof FileAlreadyExistsException) {
            return "File exists";
        }
        if (e instanceof DirectoryNotEmptyException) {
            return "Directory not empty";
        }
        return e instanceof NotLinkException
                ? "Invalid argument"
                : "refused without a reason (" + e.getClass().getSimpleName() + ")";
    }

    /** The same after the name of the file, if the failure names one, for where nobody knows what was being done with it. */
    public static String withFile(IOException e) {
        String file = e instanceof FileSystemException named ? named.getFile() : null;
        return file == null ? of(e) : "\"" + ByteText.fromUnicode(file) + "\": " + of(e);
    }

    /** Of a program that was not started: {@code error=2, REASON} from JDK 17, {@code error: 2 (REASON) } from JDK 25. */
    public static String ofStart(IOException e) {
        String text = String.valueOf(e.getMessage()).strip();
        Matcher reason = START.matcher(text);
        String words = reason.find() ? reason.group(1) : text;
        return ByteText.fromUnicode(words.endsWith(")") ? words.substring(0, words.length() - 1) : words);
    }
}
