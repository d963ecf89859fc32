package io.github.nix4j.testkit.fault;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The faults that no program can show, each with the reason: the resource {@code left-out}. An entry is the name of a file, or a
 * file and the text of a line in it, or a file, a line and the text that the fault changes there, or a star and a part of any
 * line; the reason follows indented.
 */
final class LeftOut {
    private final Map<String, String> reasons = new HashMap<>();
    private final Set<String> used = new HashSet<>();

    static LeftOut read() throws IOException {
        try (InputStream in = LeftOut.class.getResourceAsStream("left-out")) {
            if (in == null) {
                throw new IOException("the resource 'left-out' is missing");
            }
            LeftOut all = new LeftOut();
            String entry = "";
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                if (line.startsWith("    ")) {
                    all.reasons.put(entry, line.strip());
                } else if (!line.startsWith("##")) {
                    entry = line.strip();
                }
            }
            return all;
        }
    }

    boolean contains(Fault fault) {
        String file = fault.file().getFileName().toString().replace(".java", "");
        String line = file + ": " + fault.text();
        boolean found = false;
        for (String entry : reasons.keySet()) {
            if (entry.startsWith("*") && fault.text().contains(entry.substring(1))) {
                used.add(entry);
                found = true;
            }
        }
        for (String entry : List.of(file, line, line + " [" + fault.from().strip() + "]")) {
            if (reasons.containsKey(entry)) {
                used.add(entry);
                found = true;
            }
        }
        return found;
    }

    /** The entries that no fault has been, so far: they speak of code that is no longer there. */
    Set<String> unused() {
        Set<String> unused = new TreeSet<>(reasons.keySet());
        unused.removeAll(used);
        return unused;
    }
}
