package io.github.nix4j.flake.analysis;

import io.github.nix4j.flake.analysis.DuplicateInput.Merge;
import io.github.nix4j.flake.ref.InputPath;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Merges that can be made together: what follows another input takes its own inputs with it, and nothing is merged below it. */
final class MergeSet {
    private final List<Merge> merges = new ArrayList<>();
    private final Set<InputPath> merged = new HashSet<>();
    private final Set<InputPath> above = new HashSet<>();

    private MergeSet() {}

    /** As many of {@code wanted} as go together, those near the flake itself first. */
    static List<Merge> of(List<Merge> wanted) {
        MergeSet set = new MergeSet();
        wanted.stream()
                .sorted(Comparator.<Merge>comparingInt(
                                merge -> merge.input().names().size())
                        .thenComparing(Merge::input))
                .forEach(set::add);
        return set.merges;
    }

    private void add(Merge merge) {
        Set<InputPath> needed = new HashSet<>();
        needed.addAll(above(merge.input()));
        needed.addAll(above(merge.target()));
        if (!above.contains(merge.input()) && needed.stream().noneMatch(merged::contains)) {
            merges.add(merge);
            merged.add(merge.input());
            above.addAll(needed);
        }
    }

    private static List<InputPath> above(InputPath path) {
        List<InputPath> all = new ArrayList<>();
        for (InputPath up = path.parent(); !up.isRoot(); up = up.parent()) {
            all.add(up);
        }
        return all;
    }
}
