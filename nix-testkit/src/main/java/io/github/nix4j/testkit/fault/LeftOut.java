package io.github.nix4j.testkit.fault;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The faults that no program can show, each with the reason: the resource {@code left-out}. An entry is the name of a file, or a
 * file and the text of a line in it, or a file, a line and the text that the fault changes there (perhaps with the number of the
 * place where it stands in the line), or a star and a part of any line; the reason follows indented, with the word for its {@link Kind} in front.
 */
final class LeftOut {
    /** Why nothing shows a fault. */
    enum Kind {
        /** It changes nothing that anybody sees. */
        NOTHING(""),
        /** Hosts in Java, editors, the interactive evaluator or a statistic show it: their tests are others. */
        ELSEWHERE("Elsewhere: "),
        /** A program of Nix shows it where no mode of the fuzzer runs any: a gap. */
        NO_MODE("No mode: ");

        private final String mark;

        Kind(String mark) {
            this.mark = mark;
        }

        private static Kind of(String reason) {
            return reason.startsWith(NO_MODE.mark) ? NO_MODE : reason.startsWith(ELSEWHERE.mark) ? ELSEWHERE : NOTHING;
        }
    }

    private final Map<String, Kind> kinds = new HashMap<>();
    private final Set<String> used = new HashSet<>();
    private final Map<Kind, Integer> counts = new EnumMap<>(Kind.class);

    static LeftOut read() throws IOException {
        try (InputStream in = LeftOut.class.getResourceAsStream("left-out")) {
            if (in == null) {
                throw new IOException("the resource 'left-out' is missing");
            }
            return of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /** @param text as the resource */
    static LeftOut of(String text) {
        LeftOut all = new LeftOut();
        String entry = "";
        for (String line : text.split("\n")) {
            if (line.startsWith("    ")) {
                if (all.kinds.put(entry, Kind.of(line.strip())) != null) {
                    throw new IllegalArgumentException("an entry of 'left-out' is there twice: " + entry);
                }
            } else if (!line.startsWith("##")) {
                entry = line.strip();
            }
        }
        return all;
    }

    boolean contains(Fault fault) {
        String file = fault.file().getFileName().toString().replace(".java", "");
        String line = file + ": " + fault.text();
        Kind found = null;
        for (var entry : kinds.entrySet()) {
            String name = entry.getKey();
            if (name.startsWith("*") && fault.text().contains(name.substring(1))) {
                used.add(name);
                found = entry.getValue();
            }
        }
        String changed = line + " [" + fault.from().strip();
        for (String name : List.of(file, line, changed + "]", changed + " #" + fault.nth() + "]")) {
            Kind kind = kinds.get(name);
            if (kind != null) {
                used.add(name);
                found = kind;
            }
        }
        if (found != null) {
            counts.merge(found, 1, Integer::sum);
        }
        return found != null;
    }

    /** How many faults were found here so far, by the reason. */
    Map<Kind, Integer> counts() {
        return counts;
    }

    /** The entries that no fault has been, so far: they speak of code that is no longer there. */
    Set<String> unused() {
        Set<String> unused = new TreeSet<>(kinds.keySet());
        unused.removeAll(used);
        return unused;
    }
}
