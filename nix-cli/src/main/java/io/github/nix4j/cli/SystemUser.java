package io.github.nix4j.cli;

import io.github.nix4j.store.ByteText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The user whose process this is, as the system knows them. */
final class SystemUser {
    private static final int PATIENCE_SECONDS = 10;

    private SystemUser() {}

    /** The user's number; null where it cannot be told, as on systems without {@code /proc}. */
    static @Nullable Integer number() {
        try {
            return (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        } catch (IOException | UnsupportedOperationException e) {
            return null;
        }
    }

    /**
     * The home directory in the list of users, or null if there is none. The file is asked first, then the system, which knows
     * users from elsewhere too. What the JVM has is the last choice: for a user whom nobody knows that is the variable.
     */
    static @Nullable String home() {
        Integer number = number();
        if (number != null) {
            String entry = entry(users(), number);
            if (entry == null) {
                entry = entry(elsewhere(number), number);
            }
            return entry == null || entry.isEmpty() ? null : entry;
        }
        String known = ByteText.fromUnicode(System.getProperty("user.home", "?"));
        return known.equals("?") ? null : known;
    }

    private static @Nullable String entry(String users, Integer number) {
        for (String line : users.split("\n")) {
            String[] fields = line.split(":", -1);
            if (fields.length > 5 && fields[2].equals(number.toString())) {
                return fields[5];
            }
        }
        return null;
    }

    private static String users() {
        try {
            return ByteText.of(Files.readAllBytes(Path.of("/etc/passwd")));
        } catch (IOException e) {
            // A system without the file may know its users all the same.
            return "";
        }
    }

    /** What the system's own program tells of a user who is not in the file; a line that fits into a pipe. */
    private static String elsewhere(Integer number) {
        Process program;
        try {
            program = new ProcessBuilder("getent", "passwd", number.toString())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            // There is no such program: the file was all that the system knows.
            return "";
        }
        try {
            // Where it asks servers, these may be silent.
            boolean ended = program.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return ended && program.exitValue() == 0
                    ? ByteText.of(program.getInputStream().readAllBytes())
                    : "";
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read what getent says", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        } finally {
            program.destroy();
        }
    }
}
