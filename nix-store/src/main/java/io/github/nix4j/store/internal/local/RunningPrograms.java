package io.github.nix4j.store.internal.local;

import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.path.BadStorePathException;
import io.github.nix4j.store.path.StoreDir;
import io.github.nix4j.store.path.StorePath;
import io.github.nix4j.store.tree.DiskNames;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds what running programs use of a store: what they are, where they are, what they have open, what they have mapped and what their
 * environment names, as far as the system lets this one see it. Elsewhere than on Linux, nothing. Used by one thread.
 */
final class RunningPrograms {
    private static final Pattern MAPPED = Pattern.compile("\\s*\\S+\\s+\\S+\\s+\\S+\\s+\\S+\\s+\\S+\\s+(/\\S+)\\s*");

    private final StoreDir dir;
    private final Path proc;
    private final Pattern named;
    private final SortedMap<StorePath, SortedSet<String>> found = new TreeMap<>();

    /** @param proc the folder of all processes; {@code /proc} */
    RunningPrograms(StoreDir dir, Path proc) {
        this.dir = dir;
        this.proc = proc;
        this.named = Pattern.compile(Pattern.quote(dir.path()) + "/[0-9a-z]+[0-9a-zA-Z+\\-._?=]*");
    }

    /** The objects, valid or not, and where they were found. */
    SortedMap<StorePath, SortedSet<String>> find() throws IOException {
        if (!Files.isDirectory(proc)) {
            return found;
        }
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[0-9]*")) {
            for (Path process : processes) {
                look(process);
            }
        }
        for (String setting : new String[] {"modprobe", "fbsplash", "poweroff_cmd"}) {
            Path file = proc.resolve("sys/kernel").resolve(setting);
            add(read(file), file);
        }
        return found;
    }

    private void look(Path process) {
        link(process.resolve("exe"));
        link(process.resolve("cwd"));
        try (DirectoryStream<Path> open = Files.newDirectoryStream(process.resolve("fd"))) {
            open.forEach(this::link);
        } catch (IOException | DirectoryIteratorException e) {
            // It has ended or is another user's.
            return;
        }
        Path maps = process.resolve("maps");
        read(maps).lines().forEach(line -> {
            Matcher mapped = MAPPED.matcher(line);
            if (mapped.matches()) {
                add(mapped.group(1), maps);
            }
        });
        Path environment = process.resolve("environ");
        Matcher names = named.matcher(read(environment));
        while (names.find()) {
            add(names.group(), environment);
        }
    }

    private void link(Path file) {
        try {
            add(DiskNames.targetOf(file), file);
        } catch (IOException e) {
            // It was closed since, or may not be seen.
            return;
        }
    }

    private static String read(Path file) {
        try {
            return ByteText.of(Files.readAllBytes(file));
        } catch (IOException e) {
            // The process has ended or is another user's; a setting need not exist.
            return "";
        }
    }

    private void add(String target, Path where) {
        if (dir.contains(target)) {
            try {
                found.computeIfAbsent(dir.locate(target).storePath(), key -> new TreeSet<>())
                        .add(DiskNames.textOf(where));
            } catch (BadStorePathException e) {
                // Something in the store's folder that is no object.
                return;
            }
        }
    }
}
