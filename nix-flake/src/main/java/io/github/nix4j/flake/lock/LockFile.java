package io.github.nix4j.flake.lock;

import io.github.nix4j.flake.FlakeException;
import io.github.nix4j.flake.WholeFile;
import io.github.nix4j.flake.ref.FlakeJson;
import io.github.nix4j.flake.ref.FlakeRef;
import io.github.nix4j.flake.ref.InputPath;
import io.github.nix4j.flake.ref.LocalPaths;
import io.github.nix4j.flake.ref.ReferenceRules;
import io.github.nix4j.store.ByteText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A lock file: for every input of a flake, and of these, the tree to use. Immutable; two are equal when they would be written
 * the same.
 */
public final class LockFile {
    /** The version that is written. */
    public static final int VERSION = 7;

    /** A lock file without inputs. */
    public static final LockFile EMPTY = new LockFile(new LockNode());

    private final LockNode root;

    LockFile(LockNode root) {
        this.root = root;
    }

    /**
     * Reads the content of a lock file of version 5, 6 or 7.
     *
     * @param name how messages call the file (byte text)
     * @throws FlakeException if it is none
     */
    public static LockFile read(byte[] content, String name, ReferenceRules rules) {
        return new LockFileReader(name, rules).read(ByteText.of(content));
    }

    /**
     * Reads a lock file of version 5, 6 or 7.
     *
     * @throws FlakeException if the content is none
     * @throws IOException if the file cannot be read
     */
    public static LockFile read(Path file) throws IOException {
        return read(Files.readAllBytes(file), LocalPaths.toText(file), ReferenceRules.quiet());
    }

    /** The flake that the file belongs to. */
    public LockNode root() {
        return root;
    }

    /** The content of the file: UTF-8 text with sorted keys, two spaces an indent, a newline at the end. */
    public byte[] bytes() {
        return ByteText.bytes(FlakeJson.pretty(toJson()) + "\n");
    }

    /** Replaces {@code file} by this one, whole or not at all. */
    public void writeTo(Path file) throws IOException {
        WholeFile.write(file, bytes());
    }

    /** The content as JSON, as {@link FlakeJson} represents it. */
    public SortedMap<String, Object> toJson() {
        return new LockFileWriter().json(root);
    }

    /** The keys by which {@link #toJson} names the nodes. */
    public IdentityHashMap<LockNode, String> keys() {
        LockFileWriter writer = new LockFileWriter();
        writer.json(root);
        return writer.keys();
    }

    /**
     * The node at {@code path}, through all {@code follows}; null if there is none. A cycle of {@code follows} is an error.
     */
    public @Nullable LockNode find(InputPath path) {
        return find(path, new ArrayList<>());
    }

    /** Whether there is an input at {@code path}, through all {@code follows}; not where they lead in a circle. */
    boolean has(InputPath path) {
        try {
            return find(path) != null;
        } catch (FlakeException e) {
            return true;
        }
    }

    private @Nullable LockNode find(InputPath path, List<InputPath> visited) {
        int seen = visited.indexOf(path);
        if (seen >= 0) {
            List<String> cycle = new ArrayList<>();
            visited.subList(seen, visited.size()).forEach(step -> cycle.add(step.toString()));
            cycle.add(path.toString());
            throw new FlakeException("follow cycle detected: [" + String.join(" -> ", cycle) + "]");
        }
        visited.add(path);
        LockNode node = root;
        for (String name : path.names()) {
            LockEdge edge = node.input(name);
            if (edge instanceof LockEdge.To to) {
                node = to.node();
            } else if (edge instanceof LockEdge.Follows follows) {
                node = find(follows.path(), visited);
            } else {
                return null;
            }
            if (node == null) {
                return null;
            }
        }
        return node;
    }

    /** Every input by path. Of a node that is reached several times, the inputs are given at its first path only. */
    public SortedMap<InputPath, LockEdge> allInputs() {
        SortedMap<InputPath, LockEdge> result = new TreeMap<>();
        collect(root, InputPath.ROOT, result, Collections.newSetFromMap(new IdentityHashMap<>()));
        return result;
    }

    private static void collect(
            LockNode node, InputPath at, SortedMap<InputPath, LockEdge> result, Set<LockNode> done) {
        if (!done.add(node)) {
            return;
        }
        node.inputs().forEach((name, edge) -> {
            InputPath path = at.child(name);
            result.put(path, edge);
            if (edge instanceof LockEdge.To to) {
                collect(to.node(), path, result, done);
            }
        });
    }

    /** Fails if a {@code follows} leads nowhere or in a circle. */
    public void check() {
        allInputs().forEach((path, edge) -> {
            if (edge instanceof LockEdge.Follows follows && !follows.path().isRoot() && find(follows.path()) == null) {
                throw new LostFollowsException(path, follows.path(), null, null);
            }
        });
    }

    /**
     * An input that does not say what its content is, or null. Such a file should not be kept.
     *
     * @param allowDirty whether a NAR hash is enough, although the tree may be impossible to fetch again
     */
    public @Nullable FlakeRef unlockedInput(boolean allowDirty) {
        return unlockedInput(root, allowDirty, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    private static @Nullable FlakeRef unlockedInput(LockNode node, boolean allowDirty, Set<LockNode> done) {
        if (!done.add(node)) {
            return null;
        }
        if (node instanceof LockedNode locked && locked.locked().input().relativePath() == null) {
            var input = locked.locked().input();
            boolean sure = input.isLocked() || (allowDirty && input.narHash() != null);
            if (!sure || !input.isFinal()) {
                return locked.locked();
            }
        }
        for (LockEdge edge : node.inputs().values()) {
            FlakeRef found = edge instanceof LockEdge.To to ? unlockedInput(to.node(), allowDirty, done) : null;
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** This lock file with the node at {@code path} (not itself a {@code follows}) locked to {@code locked}. */
    public LockFile withLocked(InputPath path, FlakeRef locked) {
        return new LockFileEditor(this)
                .replace(
                        path,
                        node -> new LockedNode(
                                locked.withInput(locked.input().asFinal()),
                                node.original(),
                                node.isFlake(),
                                node.parent()));
    }

    /** This lock file with the node at {@code path} replaced by the input at {@code target}. */
    public LockFile withFollows(InputPath path, InputPath target) {
        return new LockFileEditor(this).setEdge(path, new LockEdge.Follows(target));
    }

    /** This lock file without the input at {@code path}. */
    public LockFile without(InputPath path) {
        return new LockFileEditor(this).setEdge(path, null);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LockFile file
                && (file.root == root || file.toJson().equals(toJson()));
    }

    @Override
    public int hashCode() {
        return toJson().hashCode();
    }

    /** The content of the file (Unicode). */
    @Override
    public String toString() {
        return ByteText.toUnicode(ByteText.of(bytes()));
    }
}
