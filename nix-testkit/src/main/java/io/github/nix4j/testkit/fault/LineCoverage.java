package io.github.nix4j.testkit.fault;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Which programs reach which lines, at their second run: what runs once and for all, at the first one, has none. A line without
 * code of its own belongs to the one before.
 */
final class LineCoverage {
    private final Map<String, NavigableMap<Integer, BitSet>> files = new HashMap<>();

    /** Notes that a program reaches a line, {@code File.java:LINE}. */
    void add(String line, int program) {
        int colon = line.lastIndexOf(':');
        programs(line.substring(0, colon), Integer.parseInt(line.substring(colon + 1)))
                .set(program);
    }

    private BitSet programs(String file, int line) {
        return files.computeIfAbsent(file, key -> new TreeMap<>()).computeIfAbsent(line, key -> new BitSet());
    }

    /** Notes lines that are there, whether or not a program reaches them. */
    void addLines(List<String> lines) {
        for (String line : lines) {
            int colon = line.lastIndexOf(':');
            BitSet unused = programs(line.substring(0, colon), Integer.parseInt(line.substring(colon + 1)));
        }
    }

    /** The programs that reach the line of a fault. */
    BitSet of(Fault fault) {
        NavigableMap<Integer, BitSet> lines =
                files.getOrDefault(fault.file().getFileName().toString(), new TreeMap<>());
        Map.Entry<Integer, BitSet> line = lines.floorEntry(fault.line());
        return line == null ? new BitSet() : line.getValue();
    }

    void write(Path file) throws IOException {
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            out.writeInt(files.values().stream().mapToInt(Map::size).sum());
            for (var entry : files.entrySet()) {
                for (var line : entry.getValue().entrySet()) {
                    out.writeUTF(entry.getKey());
                    out.writeInt(line.getKey());
                    long[] words = line.getValue().toLongArray();
                    out.writeInt(words.length);
                    for (long word : words) {
                        out.writeLong(word);
                    }
                }
            }
        }
    }

    static LineCoverage read(Path file) throws IOException {
        LineCoverage coverage = new LineCoverage();
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            for (int rest = in.readInt(); rest > 0; rest--) {
                BitSet programs = coverage.programs(in.readUTF(), in.readInt());
                long[] words = new long[in.readInt()];
                for (int i = 0; i < words.length; i++) {
                    words[i] = in.readLong();
                }
                programs.or(BitSet.valueOf(words));
            }
        }
        return coverage;
    }
}
