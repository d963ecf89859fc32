package io.github.nix4j.lang.internal.eval;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Names that may have been meant by a mistyped one. */
public final class Suggestions {
    private static final int MAX_DISTANCE = 2;

    /** So many are shown at most. */
    public static final int MAX_SUGGESTIONS = 5;

    private Suggestions() {}

    /** The nearest of {@code names}, by edit distance and then by name; none further than two edits. */
    public static List<String> best(Collection<String> names, String query) {
        record Candidate(int distance, String name) {}
        List<Candidate> near = new ArrayList<>();
        for (String name : names) {
            int distance = distance(name, query);
            if (distance <= MAX_DISTANCE) {
                near.add(new Candidate(distance, name));
            }
        }
        near.sort(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::name));
        return near.stream().limit(MAX_SUGGESTIONS).map(Candidate::name).toList();
    }

    /** How many edits make one of the other; those beyond two are not counted. */
    public static int distance(String a, String b) {
        if (Math.abs(a.length() - b.length()) > MAX_DISTANCE) {
            return MAX_DISTANCE + 1;
        }
        int[] row = new int[b.length() + 1];
        for (int j = 1; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replace = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replace, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
