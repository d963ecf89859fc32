package io.github.nix4j.flake.cache;

import io.github.nix4j.flake.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what pure evaluation made of the outputs of locked flakes: names of attributes, strings, Booleans, failures; never
 * more than is needed to list and search them. A folder with a file for each flake, by its fingerprint, and for each version: they
 * share the folder and its bound, and no files. Thread-safe, and several processes may use one folder: files are replaced whole. A file that is damaged counts as absent, and one that cannot be written
 * is not.
 */
public final class EvaluationCache {
    private static final int MAX_FILE = 16 << 20;
    private static final long MAX_FOLDER = 128L << 20;
    private static final String SUFFIX = ".outputs";

    private final Path folder;
    private final RememberedForm form;
    private final boolean complete;
    private final long maxFolder;
    private final Map<String, RememberedOutput> entries = new ConcurrentHashMap<>();

    /** @param version of whoever evaluates; what another version has remembered is not used */
    public EvaluationCache(Path folder, String version) {
        this(folder, version, false);
    }

    /** @param complete whether what is not remembered is an error instead of being evaluated: to see what is */
    public EvaluationCache(Path folder, String version, boolean complete) {
        this(folder, version, complete, MAX_FOLDER);
    }

    /** @param maxFolder how many bytes the files may have together; those that were not written for longest go first */
    EvaluationCache(Path folder, String version, boolean complete, long maxFolder) {
        this.folder = folder;
        this.form = new RememberedForm(version);
        this.complete = complete;
        this.maxFolder = maxFolder;
    }

    /** Whether nothing may be evaluated that is not remembered. */
    public boolean isComplete() {
        return complete;
    }

    /** What is remembered of the flake with this fingerprint; to be added to. */
    public RememberedOutput open(String fingerprint) {
        return entries.computeIfAbsent(fingerprint, key -> {
            RememberedOutput known = load(key);
            return known == null ? new RememberedOutput() : known;
        });
    }

    private @Nullable RememberedOutput load(String fingerprint) {
        byte[] stored = stored(fingerprint);
        return stored == null ? null : form.read(stored);
    }

    private Path file(String fingerprint) {
        return folder.resolve(fingerprint + "-" + form.name() + SUFFIX);
    }

    private byte @Nullable [] stored(String fingerprint) {
        try {
            Path file = file(fingerprint);
            return Files.isRegularFile(file) && Files.size(file) <= MAX_FILE ? Files.readAllBytes(file) : null;
        } catch (IOException e) {
            // As good as absent.
            return null;
        }
    }

    /** Forgets what was opened, without writing it. */
    public void forget() {
        entries.clear();
    }

    /** Writes what is known now and was not before. */
    public void save() {
        entries.forEach((fingerprint, outputs) -> {
            if (!outputs.takeChange()) {
                return;
            }
            // What others have found out in the meantime is kept.
            RememberedOutput known = load(fingerprint);
            if (known != null) {
                outputs.addAll(known);
                outputs.takeChange();
            }
            byte[] bytes = form.write(outputs);
            if (bytes.length <= MAX_FILE) {
                write(fingerprint, bytes);
            }
        });
    }

    private void write(String fingerprint, byte[] bytes) {
        try {
            Files.createDirectories(folder);
            WholeFile.write(file(fingerprint), bytes);
            removeOldest();
        } catch (IOException e) {
            // The next run evaluates again; this one has what it wanted.
            return;
        }
    }

    private void removeOldest() throws IOException {
        record Aged(Path file, FileTime modified, long size) {}
        List<Aged> files = new ArrayList<>();
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file : (Iterable<Path>) all::iterator) {
                if (file.getFileName().toString().endsWith(SUFFIX)) {
                    files.add(new Aged(file, Files.getLastModifiedTime(file), Files.size(file)));
                }
            }
        }
        // Not by Comparator's own methods: what they return is in no class cache.
        files.sort((a, b) -> b.modified().compareTo(a.modified()));
        long kept = 0;
        for (Aged aged : files) {
            kept += aged.size();
            if (kept > maxFolder) {
                Files.deleteIfExists(aged.file());
            }
        }
    }
}
