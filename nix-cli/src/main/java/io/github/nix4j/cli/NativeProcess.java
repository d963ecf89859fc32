package io.github.nix4j.cli;

import io.github.nix4j.store.ByteText;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The arguments, environment and working directory of this process, byte for byte.
 *
 * <p>The JVM decodes them by the locale and loses what that cannot express ({@code LC_ALL=C} leaves ASCII only). Linux keeps
 * the bytes under {@code /proc/self}; elsewhere the JVM's decoded texts are all there is.
 */
final class NativeProcess {
    private NativeProcess() {}

    /** The arguments that the JVM decoded as {@code decoded}. */
    static List<String> arguments(String[] decoded) {
        if (isAscii(decoded)) {
            return Arrays.asList(decoded);
        }
        List<String> words = split(read("/proc/self/cmdline"));
        if (words != null && words.size() >= decoded.length) {
            return words.subList(words.size() - decoded.length, words.size());
        }
        List<String> arguments = new ArrayList<>();
        for (String argument : decoded) {
            arguments.add(ByteText.fromUnicode(argument));
        }
        return arguments;
    }

    // A question mark may stand for a byte that the locale could not decode.
    private static boolean isAscii(String[] decoded) {
        for (String argument : decoded) {
            for (int i = 0; i < argument.length(); i++) {
                char c = argument.charAt(i);
                if (c >= 0x7f || c == '?') {
                    return false;
                }
            }
        }
        return true;
    }

    static Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        List<String> entries = split(read("/proc/self/environ"));
        if (entries == null) {
            System.getenv()
                    .forEach((name, value) -> environment.put(ByteText.fromUnicode(name), ByteText.fromUnicode(value)));
            return environment;
        }
        for (String entry : entries) {
            int equals = entry.indexOf('=');
            if (equals > 0) {
                environment.put(entry.substring(0, equals), entry.substring(equals + 1));
            }
        }
        LauncherLocale.undo(environment);
        return environment;
    }

    static String workingDirectory() {
        Path directory;
        try {
            directory = Files.readSymbolicLink(Path.of("/proc/self/cwd"));
        } catch (IOException e) {
            // No /proc: the decoded name is all there is, and on such systems no name is undecodable.
            directory = Path.of(System.getProperty("user.dir"));
        }
        return rawPath(directory.toUri().getRawPath());
    }

    /** Decodes the escapes of a URI's path into byte text. */
    private static String rawPath(String escaped) {
        StringBuilder path = new StringBuilder(escaped.length());
        for (int i = 0; i < escaped.length(); i++) {
            char c = escaped.charAt(i);
            if (c == '%') {
                path.append((char) Integer.parseInt(escaped, i + 1, i + 3, 16));
                i += 2;
            } else {
                path.append(c);
            }
        }
        if (path.length() > 1 && path.charAt(path.length() - 1) == '/') {
            path.setLength(path.length() - 1);
        }
        return path.toString();
    }

    private static @Nullable String read(String file) {
        try (FileInputStream in = new FileInputStream(file)) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return null;
        }
    }

    private static @Nullable List<String> split(@Nullable String zeroTerminated) {
        if (zeroTerminated == null) {
            return null;
        }
        List<String> parts = new ArrayList<>();
        int start = 0;
        for (int end = zeroTerminated.indexOf('\0'); end >= 0; end = zeroTerminated.indexOf('\0', start)) {
            parts.add(zeroTerminated.substring(start, end));
            start = end + 1;
        }
        return parts;
    }
}
