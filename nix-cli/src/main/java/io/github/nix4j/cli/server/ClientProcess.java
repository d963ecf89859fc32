package io.github.nix4j.cli.server;

import io.github.nix4j.cli.LauncherLocale;
import io.github.nix4j.store.tree.DiskNames;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A process that asks for a run, as Linux shows it: the client hands over its number only, and its words, variables, directory and
 * outputs are read where they are, byte for byte. Who may read them is the same user.
 *
 * @param pid its number
 * @param program the name it was called by
 * @param arguments the words after that
 * @param environment its variables
 * @param directory its working directory
 */
record ClientProcess(
        String pid, String program, List<String> arguments, Map<String, String> environment, String directory) {
    private static final String CALLED_AS = "NIX4J_CALLED_AS";

    /** What subprocesses and the JVM itself look at: where it differs, a run here would not be what it is there. */
    private static final List<String> SHARED = List.of(
            "HOME",
            "PATH",
            "USER",
            "LOGNAME",
            "LANG",
            "LANGUAGE",
            "LC_",
            "TMPDIR",
            "GIT_",
            "SSH_",
            "GNUPGHOME",
            "XDG_",
            "LD_",
            "JAVA_",
            "JDK_",
            "_JAVA_",
            "http",
            "HTTP",
            "ftp",
            "FTP",
            "all_proxy",
            "ALL_PROXY",
            "no_proxy",
            "NO_PROXY",
            "NIX_SSL",
            "SSL_",
            "CURL_");

    /**
     * The process {@code pid}, a shell that runs a script with {@code count} arguments.
     *
     * @throws IOException if it has gone, or is another user's
     */
    static ClientProcess of(String pid, int count) throws IOException {
        List<String> words = split(read(pid, "cmdline"));
        int first = words.size() - count;
        if (first < 1) {
            throw new IOException("process " + pid + " has fewer words than it says");
        }
        Map<String, String> environment = environment(pid);
        String calledAs = environment.remove(CALLED_AS);
        String program = calledAs == null || calledAs.isEmpty() ? words.get(first - 1) : calledAs;
        return new ClientProcess(pid, program, words.subList(first, words.size()), environment, link(pid, "cwd"));
    }

    /** Whether it is there, and not only as what its parent has not asked for. */
    static boolean isAlive(String pid) {
        return Files.isReadable(Path.of("/proc", pid, "cwd"));
    }

    /** Whether its file {@code descriptor} is a terminal. */
    boolean isTerminal(int descriptor) throws IOException {
        String file = link(pid, "fd/" + descriptor);
        return file.startsWith("/dev/pts/") || file.startsWith("/dev/tty");
    }

    /** Whether files, names and subprocesses are for it what they are for this process. */
    boolean livesAsWeDo() throws IOException {
        return link(pid, "ns/mnt").equals(link("self", "ns/mnt"))
                && link(pid, "root").equals(link("self", "root"))
                && umask(pid).equals(umask("self"))
                && shared(environment).equals(shared(environment("self")));
    }

    private static Map<String, String> shared(Map<String, String> environment) {
        Map<String, String> shared = new HashMap<>();
        environment.forEach((name, value) -> {
            if (SHARED.stream().anyMatch(name::startsWith)) {
                shared.put(name, value);
            }
        });
        return shared;
    }

    private static String umask(String pid) throws IOException {
        for (String line : read(pid, "status").split("\n")) {
            if (line.startsWith("Umask:")) {
                return line;
            }
        }
        return "";
    }

    private static Map<String, String> environment(String pid) throws IOException {
        Map<String, String> environment = new HashMap<>();
        for (String entry : split(read(pid, "environ"))) {
            int equals = entry.indexOf('=');
            if (equals > 0) {
                environment.put(entry.substring(0, equals), entry.substring(equals + 1));
            }
        }
        LauncherLocale.undo(environment);
        return environment;
    }

    private static String link(String pid, String name) throws IOException {
        return DiskNames.textOf(Files.readSymbolicLink(Path.of("/proc", pid, name)));
    }

    private static String read(String pid, String name) throws IOException {
        try (FileInputStream in = new FileInputStream("/proc/" + pid + "/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    private static List<String> split(String zeroTerminated) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        for (int end = zeroTerminated.indexOf('\0'); end >= 0; end = zeroTerminated.indexOf('\0', start)) {
            parts.add(zeroTerminated.substring(start, end));
            start = end + 1;
        }
        return parts;
    }
}
