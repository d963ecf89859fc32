package io.github.nix4j.flake.analysis;

import io.github.nix4j.flake.analysis.DuplicateInput.Merge;
import io.github.nix4j.flake.ref.FlakeJson;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What was found in a lock file.
 *
 * @param duplicates what is pinned more than once
 * @param stale inputs that have not changed for long, the oldest first
 * @param unreachable the keys of nodes that nothing refers to, in byte order
 * @param at when it was looked at
 */
public record LockReport(
        List<DuplicateInput> duplicates, List<Occurrence> stale, List<String> unreachable, Instant at) {
    public LockReport {
        duplicates = List.copyOf(duplicates);
        stale = List.copyOf(stale);
        unreachable = List.copyOf(unreachable);
    }

    public boolean isEmpty() {
        return duplicates.isEmpty() && stale.isEmpty() && unreachable.isEmpty();
    }

    /** What can be merged without asking for another state of anything, all of it together. */
    public List<Merge> merges() {
        return every().filter(Merge::sameReference).toList();
    }

    /**
     * What can be merged together where different states of the same need not stay: not all of {@link #merges}, as what follows another
     * input takes its own inputs with it.
     */
    public List<Merge> allMerges() {
        return MergeSet.of(every().toList());
    }

    private Stream<Merge> every() {
        return duplicates.stream().flatMap(duplicate -> duplicate.merges().stream());
    }

    /** How many days an input has not changed for. */
    public long days(Occurrence input) {
        Instant modified = input.lastModified();
        return modified == null ? 0 : Duration.between(modified, at).toDays();
    }

    /** The report as JSON, in the representation of {@link FlakeJson}. */
    public SortedMap<String, Object> toJson() {
        List<Object> groups = new ArrayList<>();
        for (DuplicateInput duplicate : duplicates) {
            SortedMap<String, Object> group = new TreeMap<>();
            group.put("source", duplicate.source());
            group.put("occurrences", list(duplicate.occurrences()));
            List<Object> merges = new ArrayList<>();
            for (Merge merge : duplicate.merges()) {
                SortedMap<String, Object> object = new TreeMap<>();
                object.put("input", merge.input().toString());
                object.put("follows", merge.target().toString());
                object.put("sameReference", merge.sameReference());
                merges.add(object);
            }
            group.put("merges", merges);
            groups.add(group);
        }
        SortedMap<String, Object> json = new TreeMap<>();
        json.put("duplicates", groups);
        json.put("stale", list(stale));
        json.put("unreachable", new ArrayList<Object>(unreachable));
        return json;
    }

    private List<Object> list(List<Occurrence> inputs) {
        List<Object> list = new ArrayList<>();
        for (Occurrence input : inputs) {
            SortedMap<String, Object> object = new TreeMap<>();
            object.put("input", input.path().toString());
            object.put("original", input.original().toString());
            object.put("locked", input.locked().toString());
            Instant modified = input.lastModified();
            if (modified != null) {
                object.put("lastModified", modified.getEpochSecond());
                object.put("days", days(input));
            }
            list.add(object);
        }
        return list;
    }
}
