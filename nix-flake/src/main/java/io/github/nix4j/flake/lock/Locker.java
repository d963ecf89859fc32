package io.github.nix4j.flake.lock;

import io.github.nix4j.flake.FlakeException;
import io.github.nix4j.flake.file.FlakeInput;
import io.github.nix4j.flake.hint.NameHint;
import io.github.nix4j.flake.lock.FlakeSources.Lookup;
import io.github.nix4j.flake.lock.LockReason.Kind;
import io.github.nix4j.flake.ref.FlakeRef;
import io.github.nix4j.flake.ref.InputAttributes;
import io.github.nix4j.flake.ref.InputPath;
import io.github.nix4j.flake.ref.ReferenceRules;
import io.github.nix4j.lang.ErrorAccess;
import io.github.nix4j.lang.NixException;
import io.github.nix4j.store.StoreException;
import io.github.nix4j.store.tree.TreePath;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what the lock file of a flake should hold.
 *
 * <p>The inputs are gone through depth first in order of their names. One that the old lock file has, unchanged, is kept
 * without fetching anything, and so are the inputs below it, unless something about them has to be known that only its
 * {@code flake.nix} says. All others are fetched, and what the fetched flake's own lock file says about its inputs is kept in
 * turn. A locker is for one thread and one flake.
 */
public final class Locker {
    private final FlakeSources sources;
    private final LockMode mode;
    private final Consumer<String> warnings;
    private final LockHints hints;
    private final Lookup inputLookup;

    private final SortedMap<InputPath, Override> overrides = new TreeMap<>();
    private final Set<InputPath> usedOverrides = new HashSet<>();
    private final Set<InputPath> seen = new HashSet<>();
    private final FollowsCheck followsCheck;
    private final Map<LockNode, TreePath> directories = new IdentityHashMap<>();
    private final SortedMap<InputPath, LockReason> reasons = new TreeMap<>();
    private final List<FlakeRef> importing = new ArrayList<>();
    private final NodeTrail trail = new NodeTrail();

    /**
     * What somebody above an input says about it. The first to speak is heard: the caller, then the outermost flake.
     *
     * @param directory what relative paths in it are relative to
     * @param by the flake that says it; null for the caller
     */
    private record Override(
            FlakeInput input, TreePath directory, @Nullable InputPath by) {}

    /**
     * A flake whose inputs are being locked.
     *
     * @param inputs from its {@code flake.nix}, or from the old lock file if that is all that is known
     * @param node what its inputs are entered into
     * @param path where it is
     * @param old the node of the old lock file that corresponds to it
     * @param followsFrom what {@code follows} in {@code old} are relative to
     * @param directory what relative paths in {@code inputs} are relative to
     * @param trusted whether {@code old} was made for this very flake, so that its {@code follows} need no confirmation
     */
    private record Level(
            SortedMap<String, FlakeInput> inputs,
            LockNode node,
            InputPath path,
            @Nullable LockNode old,
            InputPath followsFrom,
            TreePath directory,
            boolean trusted) {}

    /** @param hints receives what names that match nothing may stand for, beside Nix's own messages */
    public Locker(FlakeSources sources, LockMode mode, Consumer<String> warnings, Consumer<NameHint> hints) {
        this.hints = new LockHints(hints);
        this.followsCheck = new FollowsCheck(this.hints);
        this.sources = sources;
        this.mode = mode;
        this.warnings = warnings;
        this.inputLookup = mode.useRegistries() ? Lookup.LIMITED : Lookup.NONE;
    }

    /** Plans the lock file of {@code flake}, of which {@code before} is the present one. */
    public LockPlan plan(FlakeSource flake, LockFile before) {
        mode.overrides()
                .forEach((path, ref) ->
                        overrides.put(path, new Override(FlakeInput.of(ref, true), flake.directory(), null)));
        LockNode root = new LockNode();
        directories.put(root, flake.directory());
        lockInputs(new Level(
                flake.file().inputs(),
                root,
                InputPath.ROOT,
                mode.recreate() ? null : before.root(),
                InputPath.ROOT,
                flake.directory(),
                false));
        LockFile after = new LockFile(root);
        List<UnmatchedInput> unmatched = new ArrayList<>();
        mode.overrides().forEach((path, ref) -> {
            if (!usedOverrides.contains(path)) {
                warnings.accept("the flag '--override-input " + path + " " + ref + "' does not match any input");
                unmatched.add(new UnmatchedInput(path, true, hints.missing(path, seen)));
            }
        });
        for (InputPath path : mode.updates()) {
            if (!seen.contains(path)) {
                warnings.accept("'" + path + "' does not match any input of this flake");
                unmatched.add(new UnmatchedInput(path, false, hints.unlocked(path, seen, after)));
            }
        }
        followsCheck.check(after);
        return new LockPlan(flake, before, after, directories, reasons, unmatched, null);
    }

    private void lockInputs(Level level) {
        NodeTrail.checkDepth(level.path());
        level.inputs()
                .forEach((name, input) -> collectOverrides(input, level.path().child(name), level));
        overrides.forEach((path, override) -> {
            if (path.parent().equals(level.path()) && !level.inputs().containsKey(path.last())) {
                warnings.accept(
                        "input '" + level.path() + "' has an override for a non-existent input '" + path.last() + "'");
                hints.missing(
                        path,
                        level.inputs().keySet().stream()
                                .map(level.path()::child)
                                .toList());
            }
        });
        expectInputs(level);
        level.inputs().forEach((name, input) -> {
            InputPath path = level.path().child(name);
            try {
                FlakeException.during("while updating the flake input '" + path + "'", () -> {
                    lockInput(level, name, path, input);
                    return true;
                });
            } catch (NixException e) {
                // An argument of the outputs that is declared nowhere is looked up in the registries.
                if (path.names().size() == 1
                        && input.ref() != null
                        && !input.ref().input().isDirect()) {
                    NameHint hint = hints.missing(
                            path,
                            level.inputs().keySet().stream()
                                    .map(level.path()::child)
                                    .toList());
                    ErrorAccess.likely(e, hint == null ? List.of() : hint.likely());
                }
                throw e;
            }
        });
    }

    private void collectOverrides(FlakeInput input, InputPath path, Level level) {
        input.overrides().forEach((name, override) -> {
            InputPath below = path.child(name);
            if (override.ref() != null || override.follows() != null) {
                overrides.putIfAbsent(below, new Override(override, level.directory(), level.path()));
            }
            collectOverrides(override, below, level);
        });
    }

    private void lockInput(Level level, String name, InputPath path, FlakeInput declared) {
        Override override = overrides.get(path);
        if (override != null) {
            usedOverrides.add(path);
        }
        FlakeInput input = effective(declared, override);
        InputPath follows = input.follows();
        if (follows != null) {
            level.node().put(name, new LockEdge.Follows(follows));
            followsCheck.note(path, input.followsAt());
            if (level.old() == null
                    || !new LockEdge.Follows(follows).equals(level.old().input(name))) {
                boolean byTop = override != null
                        && override.by() != null
                        && override.by().isRoot();
                reasons.put(path, byTop ? LockReason.of(Kind.FOLLOWS_CHANGED) : withFlake(level, Kind.FOLLOWS_CHANGED));
            }
            return;
        }
        Wanted wanted = wanted(level, name, path, input, override);
        seen.add(path);
        LockedNode old = oldNode(level, name, path);
        if (old != null && isKept(old, wanted)) {
            if (!level.followsFrom().isRoot()) {
                reasons.put(path, withFlake(level, Kind.NEW));
            }
            trail.enter(old, path, isSaidBelow(path));
            keep(level, name, path, old, wanted);
            trail.leave(old, path);
        } else {
            reasons.put(path, reason(level, name, path, wanted, old));
            create(level, name, path, declared, wanted);
        }
    }

    /** What is asked for. Whether it is a flake is for those to say who use it. */
    private static FlakeInput effective(FlakeInput declared, @Nullable Override override) {
        return override == null ? declared : override.input().withFlake(declared.flake());
    }

    private Wanted wanted(Level level, String name, InputPath path, FlakeInput input, @Nullable Override override) {
        FlakeRef ref = input.ref();
        if (ref == null) {
            ref = FlakeRef.fromAttributes(
                    InputAttributes.EMPTY.with("type", "indirect").with("id", name), ReferenceRules.quiet());
        }
        String relative = ref.input().relativePath();
        TreePath base = override != null ? override.directory() : level.directory();
        return new Wanted(
                ref,
                input.flake(),
                relative == null ? null : override != null ? override.by() : level.path(),
                relative == null ? null : base.resolve(relative),
                mode.overrides().containsKey(path));
    }

    private boolean isSaidBelow(InputPath path) {
        return overrides.keySet().stream().anyMatch(each -> each.startsWith(path))
                || mode.updates().stream().anyMatch(each -> each.startsWith(path));
    }

    private static boolean isKept(LockedNode old, Wanted wanted) {
        return !wanted.forced()
                && old.original().canonical().equals(wanted.ref().canonical())
                && Objects.equals(old.parent(), wanted.parent());
    }

    /** Names the inputs that will be fetched, if there are several. What is wrong with one is told in its turn. */
    private void expectInputs(Level level) {
        List<FlakeRef> fetched = new ArrayList<>();
        level.inputs().forEach((name, declared) -> {
            try {
                InputPath path = level.path().child(name);
                Override override = overrides.get(path);
                FlakeInput input = effective(declared, override);
                FlakeRef ref = input.ref();
                if (input.follows() == null && ref != null && ref.input().relativePath() == null) {
                    Wanted wanted = wanted(level, name, path, input, override);
                    LockedNode old = oldNode(level, name, path);
                    if (isAllowed(wanted) && (old == null || !isKept(old, wanted))) {
                        fetched.add(ref);
                    }
                }
            } catch (NixException | StoreException e) {
                // It stays for its turn, which says the same with its place.
                return;
            }
        });
        if (fetched.size() > 1) {
            fetched.forEach(sources::expect);
        }
    }

    private boolean isAllowed(Wanted wanted) {
        return mode.allowUnlocked() || wanted.ref().input().isLocked() || wanted.place() != null;
    }

    /** Why the input is not kept as it was. */
    private LockReason reason(Level level, String name, InputPath path, Wanted wanted, @Nullable LockedNode old) {
        if (wanted.forced()) {
            return LockReason.of(Kind.OVERRIDE);
        }
        if (mode.updates().contains(path)) {
            return LockReason.of(Kind.UPDATE);
        }
        if (old == null) {
            boolean followed = level.old() != null && level.old().input(name) instanceof LockEdge.Follows;
            return followed
                    ? withFlake(level, Kind.FOLLOWS_CHANGED)
                    : mode.recreate() && level.path().isRoot()
                            ? LockReason.of(Kind.UPDATE_OF_ALL)
                            : withFlake(level, Kind.NEW);
        }
        return withFlake(
                level,
                old.original().canonical().equals(wanted.ref().canonical())
                        ? Kind.PARENT_CHANGED
                        : Kind.REFERENCE_CHANGED);
    }

    /** That {@code kind}, unless the flake of {@code level}, or one above it, was locked anew: then that is why. */
    private static LockReason withFlake(Level level, Kind kind) {
        return level.followsFrom().isRoot()
                ? LockReason.of(kind)
                : new LockReason(Kind.CAME_WITH_ITS_FLAKE, level.followsFrom());
    }

    /**
     * An input as it is to be locked.
     *
     * @param parent for a relative path: whose tree it is in
     * @param place for a relative path: where that is
     * @param forced whether the caller chose the reference
     */
    private record Wanted(
            FlakeRef ref,
            boolean flake,
            @Nullable InputPath parent,
            @Nullable TreePath place,
            boolean forced) {}

    private @Nullable LockedNode oldNode(Level level, String name, InputPath path) {
        LockNode old = level.old();
        return old != null && !mode.updates().contains(path) && old.input(name) instanceof LockEdge.To to
                ? to.node()
                : null;
    }

    private void keep(Level level, String name, InputPath path, LockedNode old, Wanted wanted) {
        LockedNode node = LockedNode.copyOf(old);
        level.node().put(name, new LockEdge.To(node));
        boolean updateBelow = mode.updates().stream().anyMatch(update -> update.startsWith(path));
        SortedMap<String, FlakeInput> known = updateBelow ? null : knownInputs(level, path, old);
        if (known != null) {
            lockInputs(new Level(known, node, path, old, level.followsFrom(), level.directory(), true));
            return;
        }
        FlakeSource flake = open(wanted, old.locked(), inputLookup, path);
        directories.put(node, flake.directory());
        lockInputs(new Level(flake.file().inputs(), node, path, old, level.followsFrom(), flake.directory(), false));
    }

    /** The inputs of {@code old} as far as the old lock file tells; null if its {@code flake.nix} must be asked. */
    private @Nullable SortedMap<String, FlakeInput> knownInputs(Level level, InputPath path, LockedNode old) {
        SortedMap<String, FlakeInput> known = new TreeMap<>();
        for (var entry : old.inputs().entrySet()) {
            if (entry.getValue() instanceof LockEdge.To to) {
                known.put(
                        entry.getKey(),
                        FlakeInput.of(to.node().original(), to.node().isFlake()));
                continue;
            }
            if (!level.trusted() && !overrides.containsKey(path.child(entry.getKey()))) {
                // Either the flake itself says so, or an override did that is gone.
                return null;
            }
            InputPath target = ((LockEdge.Follows) entry.getValue()).path();
            known.put(entry.getKey(), FlakeInput.following(level.followsFrom().resolve(target)));
        }
        return known;
    }

    private void create(Level level, String name, InputPath path, FlakeInput declared, Wanted wanted) {
        FlakeRef ref = wanted.ref();
        if (!isAllowed(wanted)) {
            throw new FlakeException("cannot update unlocked flake input '" + path + "' in pure mode");
        }
        // The file's own reference is kept, so that the override stays until something else changes.
        FlakeRef original = declared.ref() != null && wanted.forced() ? declared.ref() : ref;
        if (!wanted.flake()) {
            TreePath place = wanted.place();
            FlakeSources.LockedTree tree =
                    place != null ? new FlakeSources.LockedTree(ref, place) : sources.tree(ref, inputLookup);
            LockedNode node = new LockedNode(tree.locked(), original, false, wanted.parent());
            directories.put(node, tree.root());
            level.node().put(name, new LockEdge.To(node));
            return;
        }
        FlakeSource flake = open(wanted, ref, wanted.forced() ? Lookup.ALL : inputLookup, path);
        LockedNode node = new LockedNode(flake.locked(), original, true, wanted.parent());
        level.node().put(name, new LockEdge.To(node));
        if (importing.contains(ref)) {
            throw new FlakeException("found circular import of flake '" + ref + "'");
        }
        importing.add(ref);
        try {
            directories.put(node, flake.directory());
            lockInputs(new Level(
                    flake.file().inputs(), node, path, sources.lockFile(flake).root(), path, flake.directory(), false));
        } finally {
            importing.remove(importing.size() - 1);
        }
    }

    private FlakeSource open(Wanted wanted, FlakeRef ref, Lookup lookup, InputPath path) {
        TreePath place = wanted.place();
        return place != null ? sources.flakeIn(place, ref, path) : sources.flake(ref, lookup, path);
    }
}
