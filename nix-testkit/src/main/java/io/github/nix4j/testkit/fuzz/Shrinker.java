package io.github.nix4j.testkit.fuzz;

import io.github.nix4j.testkit.program.Mutations;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Makes a program that shows a difference as small as it gets, by cutting out and simplifying bracketed parts and tokens. */
final class Shrinker {
    private static final Set<String> OPENING = Set.of("(", "{", "[", "${");
    private static final Set<String> CLOSING = Set.of(")", "}", "]");
    private static final List<String> ATOMS = List.of("", "1", "{}", "[]", "\"\"", "null");

    private final Comparison comparison;
    private int left;

    /** @param attempts how many programs to try at most */
    Shrinker(Comparison comparison, int attempts) {
        this.comparison = comparison;
        this.left = attempts;
    }

    Difference shrink(Difference difference) {
        Difference best = difference;
        boolean smaller = true;
        while (smaller && left > 0) {
            smaller = false;
            for (String candidate : candidates(best.text())) {
                if (!fails(candidate, difference)) {
                    continue;
                }
                if (left-- <= 0) {
                    break;
                }
                Difference found = comparison.of("shrink", best.mode(), candidate);
                if (found != null && sameSort(found, difference)) {
                    best = new Difference(difference.name(), found.mode(), candidate, found.reference(), found.nix4j());
                    smaller = true;
                    break;
                }
            }
        }
        return best;
    }

    // nix4j is asked first: it is quick, and most candidates give something else there.
    private boolean fails(String candidate, Difference difference) {
        List<String> files = List.of(comparison.write("shrink", candidate));
        Outcome found = comparison.run(comparison.nix4j(), difference.mode(), files);
        return found.status() == difference.nix4j().status()
                && (found.status() == 0
                        || Difference.masked(Difference.last(found.err()))
                                .equals(Difference.masked(
                                        Difference.last(difference.nix4j().err()))));
    }

    // A value against an error must not turn into two errors, or another fault is found.
    private static boolean sameSort(Difference a, Difference b) {
        return a.reference().status() == b.reference().status()
                && a.nix4j().status() == b.nix4j().status()
                && a.reference().err().equals(a.nix4j().err())
                        == b.reference().err().equals(b.nix4j().err());
    }

    /** Smaller texts, the smallest first. */
    private static List<String> candidates(String text) {
        List<String> tokens = Mutations.tokens(text);
        Set<String> found = new TreeSet<>((a, b) -> {
            int length = Integer.compare(a.length(), b.length());
            return length != 0 ? length : a.compareTo(b);
        });
        List<Integer> open = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            if (OPENING.contains(tokens.get(i))) {
                open.add(i);
            } else if (CLOSING.contains(tokens.get(i)) && !open.isEmpty()) {
                int start = open.remove(open.size() - 1);
                found.add(join(tokens, start + 1, i));
                for (String atom : ATOMS) {
                    found.add(join(tokens, 0, start) + atom + join(tokens, i + 1, tokens.size()));
                }
                found.add(join(tokens, 0, start) + join(tokens, start + 1, i) + join(tokens, i + 1, tokens.size()));
            }
        }
        for (int size = Math.max(1, tokens.size() / 2); size >= 1; size = size == 1 ? 0 : size / 2) {
            for (int start = 0; start < tokens.size(); start += Math.max(1, size / 2)) {
                found.add(join(tokens, 0, start) + join(tokens, Math.min(tokens.size(), start + size), tokens.size()));
            }
        }
        for (int size = 2; size <= 6; size++) {
            for (int start = 0; start + size <= tokens.size(); start++) {
                found.add(join(tokens, 0, start) + join(tokens, start + size, tokens.size()));
            }
        }
        found.removeIf(candidate -> candidate.length() >= text.length());
        return List.copyOf(found);
    }

    private static String join(List<String> tokens, int from, int to) {
        return String.join("", tokens.subList(from, to));
    }
}
