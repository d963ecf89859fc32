package io.github.nix4j.flake.analysis;

import io.github.nix4j.flake.analysis.DuplicateInput.Merge;
import io.github.nix4j.flake.edit.EditableFlake;
import io.github.nix4j.flake.lock.LockEdge;
import io.github.nix4j.flake.lock.LockFile;
import io.github.nix4j.flake.lock.LockNode;
import io.github.nix4j.flake.lock.LockedNode;
import io.github.nix4j.flake.ref.FlakeJson;
import io.github.nix4j.flake.ref.FlakeRef;
import io.github.nix4j.flake.ref.InputAttributes;
import io.github.nix4j.flake.ref.InputPath;
import io.github.nix4j.flake.ref.ReferenceRules;
import io.github.nix4j.store.ByteText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Looks for what could be better about a lock file: inputs that occur more than once, are old, or are not needed. Needs nothing but
 * the file, and knows better what may be merged {@linkplain #knowing with the flake.nix}. Immutable, thread-safe; one that is made
 * serves for many files.
 *
 * <pre>{@code
 * LockAnalysis analysis = new LockAnalysis(Instant.now(), Duration.ofDays(90))
 *         .knowing(EditableFlake.of(SourceFile.of("flake.nix", Files.readAllBytes(flakeNix))));
 * LockReport now = analysis.of(Files.readAllBytes(lockFile));
 * LockReport planned = analysis.of(loader.plan(ref, LockMode.DEFAULT).after());
 * }</pre>
 */
public final class LockAnalysis {
    private static final Set<String> CHANGING = Set.of(
            "ref", "rev", "narHash", "lastModified", "revCount", "shallow", "dirtyRev", "dirtyShortRev", "__final");

    private final Instant now;
    private final Duration patience;
    private final @Nullable EditableFlake flake;

    /**
     * Analyses files against these limits.
     *
     * @param now what ages are counted from
     * @param patience how old an input may be
     */
    public LockAnalysis(Instant now, Duration patience) {
        this(now, patience, null);
    }

    private LockAnalysis(Instant now, Duration patience, @Nullable EditableFlake flake) {
        this.now = Objects.requireNonNull(now, "now");
        this.patience = Objects.requireNonNull(patience, "patience");
        this.flake = flake;
    }

    /**
     * The same limits for the lock file of {@code editable}: inputs to which that gives a reference of their own are not merged. Without
     * it merges are found, too, that {@link EditableFlake#setFollows} refuses.
     */
    public LockAnalysis knowing(EditableFlake editable) {
        return new LockAnalysis(now, patience, Objects.requireNonNull(editable, "editable"));
    }

    /**
     * Analyses a lock file that was read or planned. It has no nodes that nothing uses, as readers pass over them: to find these, give
     * the {@linkplain #of(byte[]) content}.
     */
    public LockReport of(LockFile file) {
        return report(file, List.of());
    }

    /**
     * Analyses the content of a lock file.
     *
     * @throws io.github.nix4j.flake.FlakeException if it is none
     */
    public LockReport of(byte[] content) {
        LockFile file = LockFile.read(content, "flake.lock", ReferenceRules.quiet());
        return report(file, unreachable(ByteText.of(content)));
    }

    private LockReport report(LockFile file, List<String> unreachable) {
        List<Occurrence> inputs = occurrences(file);
        return new LockReport(duplicates(inputs), stale(inputs), unreachable, now);
    }

    /** Each node once, at the shortest of its paths. */
    private static List<Occurrence> occurrences(LockFile file) {
        List<Occurrence> found = new ArrayList<>();
        Set<LockNode> done = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Map.Entry<InputPath, LockNode>> open = new ArrayDeque<>();
        open.add(Map.entry(InputPath.ROOT, file.root()));
        while (!open.isEmpty()) {
            Map.Entry<InputPath, LockNode> next = open.remove();
            if (!done.add(next.getValue())) {
                continue;
            }
            if (next.getValue() instanceof LockedNode node) {
                found.add(Occurrence.of(next.getKey(), node));
            }
            next.getValue().inputs().forEach((name, edge) -> {
                if (edge instanceof LockEdge.To to) {
                    open.add(Map.entry(next.getKey().child(name), to.node()));
                }
            });
        }
        return found;
    }

    private List<DuplicateInput> duplicates(List<Occurrence> inputs) {
        SortedMap<String, List<Occurrence>> groups = new TreeMap<>();
        for (Occurrence input : inputs) {
            // What lies in another input's tree is that input's own affair.
            if (input.locked().input().relativePath() == null) {
                groups.computeIfAbsent(source(input), key -> new ArrayList<>()).add(input);
            }
        }
        List<DuplicateInput> duplicates = new ArrayList<>();
        groups.forEach((source, group) -> {
            if (group.size() > 1) {
                duplicates.add(new DuplicateInput(source, sorted(group), merges(group)));
            }
        });
        return together(duplicates);
    }

    /** What is merged by default is thought of without the rest, below which there may be something to merge. */
    private static List<DuplicateInput> together(List<DuplicateInput> duplicates) {
        List<Merge> all =
                duplicates.stream().flatMap(each -> each.merges().stream()).toList();
        Set<Merge> possible = new HashSet<>(MergeSet.of(all));
        possible.removeIf(Merge::sameReference);
        possible.addAll(MergeSet.of(all.stream().filter(Merge::sameReference).toList()));
        return duplicates.stream()
                .map(each -> new DuplicateInput(
                        each.source(),
                        each.occurrences(),
                        each.merges().stream().filter(possible::contains).toList()))
                .toList();
    }

    private static List<Occurrence> sorted(List<Occurrence> group) {
        return group.stream().sorted(Comparator.comparing(Occurrence::path)).toList();
    }

    /** All follow the one that is nearest to the flake itself, where its user can see it, and that is used as they are. */
    private List<Merge> merges(List<Occurrence> group) {
        List<Merge> merges = new ArrayList<>();
        for (Occurrence input : sorted(group)) {
            Occurrence stays = staying(group, input.isFlake());
            if (stays != null && input != stays && !isWanted(input.path())) {
                merges.add(
                        new Merge(input.path(), stays.path(), input.original().equals(stays.original())));
            }
        }
        return merges;
    }

    /** Whether the author of the flake asked for this input: one of the flake itself, or one with a reference there. */
    private boolean isWanted(InputPath input) {
        return input.names().size() == 1 || (flake != null && flake.hasReference(input));
    }

    /** What others can follow: a tree of files has no outputs, and not every name of an input can be in a target. */
    private static @Nullable Occurrence staying(List<Occurrence> group, boolean isFlake) {
        return group.stream()
                .filter(input -> input.isFlake() == isFlake && input.path().canBeFollowed())
                .min(Comparator.<Occurrence>comparingInt(
                                input -> input.path().names().size())
                        .thenComparing(Occurrence::path))
                .orElse(null);
    }

    /** What an input is, whatever its state. */
    private static String source(Occurrence input) {
        FlakeRef ref = input.original().input().isDirect() ? input.original() : input.locked();
        InputAttributes attributes = ref.toAttributes();
        StringBuilder source = new StringBuilder(String.valueOf(attributes.text("type")));
        String owner = attributes.text("owner");
        String repo = attributes.text("repo");
        if (owner != null && repo != null) {
            source.append(':').append(owner).append('/').append(repo);
        }
        for (var attribute : attributes.asMap().entrySet()) {
            String name = attribute.getKey();
            if (!CHANGING.contains(name) && !Set.of("type", "owner", "repo").contains(name)) {
                source.append(name.equals("url") || name.equals("path") || name.equals("id") ? ":" : "?" + name + "=");
                source.append(attributes.text(name) == null ? attribute.getValue() : attributes.text(name));
            }
        }
        return source.toString();
    }

    private List<Occurrence> stale(List<Occurrence> inputs) {
        record Dated(Occurrence input, Instant modified) {}
        List<Dated> old = new ArrayList<>();
        for (Occurrence input : inputs) {
            Instant modified = input.lastModified();
            if (modified != null && Duration.between(modified, now).compareTo(patience) > 0) {
                old.add(new Dated(input, modified));
            }
        }
        old.sort(Comparator.comparing(Dated::modified)
                .thenComparing(dated -> dated.input().path()));
        return old.stream().map(Dated::input).toList();
    }

    /** Readers of lock files pass over such nodes, so that the text is looked at. */
    private static List<String> unreachable(String content) {
        if (!(FlakeJson.read(content) instanceof Map<?, ?> json) || !(json.get("nodes") instanceof Map<?, ?> nodes)) {
            return List.of();
        }
        Set<String> unseen = new TreeSet<>();
        nodes.keySet().forEach(key -> unseen.add(String.valueOf(key)));
        Deque<String> open = new ArrayDeque<>(List.of(String.valueOf(json.get("root"))));
        while (!open.isEmpty()) {
            String key = open.remove();
            if (unseen.remove(key)
                    && nodes.get(key) instanceof Map<?, ?> node
                    && node.get("inputs") instanceof Map<?, ?> inputs) {
                inputs.values().forEach(input -> {
                    if (input instanceof String target) {
                        open.add(target);
                    }
                });
            }
        }
        return new ArrayList<>(unseen);
    }
}
