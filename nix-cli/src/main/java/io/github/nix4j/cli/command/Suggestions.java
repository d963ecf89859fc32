package io.github.nix4j.cli.command;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The hint {@code Did you mean ...?}: names within an edit distance of 2, at most five, nearest first. */
final class Suggestions {
    private static final int MOST = 5;
    private static final int FARTHEST = 2;

    private Suggestions() {}

    /** The hint line for {@code word}, or the empty string if nothing is near. */
    static String hint(Collection<String> names, String word) {
        Map<String, Integer> near = new TreeMap<>();
        for (String name : names) {
            int distance = distance(name, word);
            if (distance <= FARTHEST) {
                near.put(name, distance);
            }
        }
        List<String> best = new ArrayList<>(near.keySet());
        best.sort(Comparator.comparing(near::get));
        best = best.subList(0, Math.min(MOST, best.size()));
        if (best.isEmpty()) {
            return "";
        }
        if (best.size() == 1) {
            return "\nDid you mean " + best.get(0) + "?";
        }
        String last = best.get(best.size() - 1);
        return "\nDid you mean one of " + String.join(", ", best.subList(0, best.size() - 1)) + " or " + last + "?";
    }

    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substitute = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substitute, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
