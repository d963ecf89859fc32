package io.github.nix4j.cli;

import io.github.nix4j.store.ByteText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The user whose process this is, as the system knows them. */
final class SystemUser {
    private SystemUser() {}

    /** The user's number; 0 where it cannot be told. */
    static Integer number() {
        try {
            return (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        } catch (IOException | UnsupportedOperationException e) {
            return 0;
        }
    }

    /**
     * The home directory in the list of users, or null if there is none. The file is asked first: the JVM, which can ask more than
     * that, gives the variable of that name for users whom it does not find.
     *
     * @param variable the variable {@code HOME}
     */
    static @Nullable String home(@Nullable String variable) {
        String number = number().toString();
        for (String line : users().split("\n")) {
            String[] fields = line.split(":", -1);
            if (fields.length > 5 && fields[2].equals(number)) {
                return fields[5].isEmpty() ? null : fields[5];
            }
        }
        String known = ByteText.fromUnicode(System.getProperty("user.home", "?"));
        return known.equals("?") || known.equals(variable) ? null : known;
    }

    private static String users() {
        try {
            return ByteText.of(Files.readAllBytes(Path.of("/etc/passwd")));
        } catch (IOException e) {
            return "";
        }
    }
}
