package io.github.nix4j.lang.internal.eval;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** Names that may have been meant by a mistyped one. */
public final class Suggestions {
    private static final int MAX_DISTANCE = 2;

    /** So many are shown at most. */
    private static final int MAX_SUGGESTIONS = 5;

    private Suggestions() {}

    /** A name that may have been meant; the nearest come first, and of these the first by name. */
    public record Candidate(int distance, String name) implements Comparable<Candidate> {
        @Override
        public int compareTo(Candidate other) {
            return distance == other.distance ? name.compareTo(other.name) : Integer.compare(distance, other.distance);
        }
    }

    /** The nearest of {@code names} in order; none further than two edits. */
    public static List<String> best(Collection<String> names, String query) {
        return best(candidates(names, query));
    }

    /** The nearest of {@code candidates} in order. A name comes twice if it is as many edits from one word as from another. */
    public static List<String> best(Collection<Candidate> candidates) {
        List<String> names = new ArrayList<>();
        for (Candidate candidate : new TreeSet<>(candidates)) {
            if (names.size() < MAX_SUGGESTIONS) {
                names.add(candidate.name);
            }
        }
        return names;
    }

    /** Those of {@code names} that {@code query} may have meant, in no order. */
    public static List<Candidate> candidates(Collection<String> names, String query) {
        List<Candidate> near = new ArrayList<>();
        for (String name : names) {
            int distance = distance(name, query);
            if (distance <= MAX_DISTANCE) {
                near.add(new Candidate(distance, name));
            }
        }
        return near;
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
