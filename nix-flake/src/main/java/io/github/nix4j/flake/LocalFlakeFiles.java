package io.github.nix4j.flake;

import io.github.nix4j.flake.ref.FlakeRef;
import io.github.nix4j.flake.ref.Input;
import io.github.nix4j.flake.ref.LocalPaths;
import io.github.nix4j.flake.unsaved.UnsavedFiles;
import io.github.nix4j.lang.syntax.SourceFile;
import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.path.StoreDir;
import io.github.nix4j.store.tree.SourceTree;
import io.github.nix4j.store.tree.TreePath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Where the files of local flakes are that messages name in the store. */
final class LocalFlakeFiles {
    private final LockFileStorage storage;
    private final UnsavedFiles unsaved;
    private final StoreDir storeDir;
    private final Set<FlakeRef> asked = ConcurrentHashMap.newKeySet();
    /** What the trees were fetched for that messages show at a place. */
    private final Map<String, Set<Input>> shown = new ConcurrentHashMap<>();

    LocalFlakeFiles(LockFileStorage storage, UnsavedFiles unsaved, StoreDir storeDir) {
        this.storage = storage;
        this.unsaved = unsaved;
        this.storeDir = storeDir;
    }

    /** Notes that texts may come from this flake. */
    void asked(FlakeRef ref) {
        asked.add(ref);
    }

    /** Notes that messages show the files of {@code tree}, which {@code input} leads to, at its places. */
    void shown(SourceTree tree, Input input) {
        shown.computeIfAbsent(tree.display(TreePath.ROOT), root -> ConcurrentHashMap.newKeySet())
                .add(input);
    }

    void forget() {
        asked.clear();
        shown.clear();
    }

    /**
     * The file on disk of a text that was fetched from one local directory, or is of one of the flakes that were {@link #asked} for,
     * wherever messages see it; null for others.
     */
    @Nullable
    Path of(SourceFile text) {
        Path fetched = fetched(text);
        if (fetched != null) {
            return fetched;
        }
        for (FlakeRef ref : asked) {
            Path found = of(ref, text);
            Path file = found != null ? found : inPlace(ref, text);
            if (file != null) {
                return file;
            }
        }
        return null;
    }

    /** The only file that has the text of a fetched tree, at its place in there; null if none has, or several. */
    private @Nullable Path fetched(SourceFile text) {
        if (!(text.origin() instanceof SourceFile.FileOrigin file)) {
            return null;
        }
        String name = file.display();
        Set<Path> found = new HashSet<>();
        shown.forEach((root, inputs) -> {
            String above = root.endsWith("/") ? root : root + "/";
            if (name.startsWith(above)) {
                TreePath inside = TreePath.of("/" + name.substring(above.length()));
                inputs.forEach(input -> {
                    Path directory = storage.directory(input);
                    if (directory != null && hasText(directory, inside, text)) {
                        found.add(place(directory, inside));
                    }
                });
            }
        });
        return found.size() == 1 ? found.iterator().next() : null;
    }

    /** Repositories are read, and named in messages, where they are. */
    private @Nullable Path inPlace(FlakeRef ref, SourceFile text) {
        Path directory = storage.directory(ref.input());
        if (directory == null || !(text.origin() instanceof SourceFile.FileOrigin file)) {
            return null;
        }
        if (!file.path().startsWith("/")) {
            // What was committed is shown by its reference.
            return null;
        }
        Path place = LocalPaths.toPath(directory.getFileSystem(), file.path());
        return place.startsWith(directory) ? place : null;
    }

    @Nullable
    Path flakeNix(FlakeRef ref) {
        Path directory = storage.directory(ref.input());
        if (directory == null) {
            return null;
        }
        String dir = ref.dir().isEmpty() ? "" : ref.dir() + "/";
        return LocalPaths.toPath(directory.getFileSystem(), LocalPaths.toText(directory) + "/" + dir + "flake.nix");
    }

    @Nullable
    Path of(Flake flake, SourceFile text) {
        Input input = flake.resolved().input();
        if (directory(input) == null || !(text.origin() instanceof SourceFile.FileOrigin file)) {
            return null;
        }
        TreePath root = TreePath.of(storeDir.print(flake.storePath()));
        TreePath place = TreePath.of(file.path());
        return place.startsWith(root) && !place.equals(root) ? of(input, place.relativeTo(root)) : null;
    }

    /** The place on the disk of {@code path} in the tree that {@code input} asks for. */
    @Nullable
    Path of(Input input, TreePath path) {
        Path directory = directory(input);
        return directory == null || path.isRoot() ? directory : place(directory, path);
    }

    /** The local directory whose present files {@code input} asks for. */
    private @Nullable Path directory(Input input) {
        boolean committed = !input.type().equals("path") && (input.rev() != null || input.ref() != null);
        return committed ? null : storage.directory(input);
    }

    @Nullable
    Path of(FlakeRef ref, SourceFile text) {
        Path directory = storage.directory(ref.input());
        if (directory == null || !(text.origin() instanceof SourceFile.FileOrigin file)) {
            return null;
        }
        if (!storeDir.contains(file.path())) {
            return null;
        }
        TreePath inside = storeDir.locate(file.path()).inside();
        return hasText(directory, inside, text) ? place(directory, inside) : null;
    }

    private boolean hasText(Path directory, TreePath inside, SourceFile text) {
        try {
            return ByteText.of(unsaved.over(directory).readFile(inside)).equals(text.text());
        } catch (IOException e) {
            // What cannot be read now is not what was read: the text is another tree's, or the file has gone.
            return false;
        }
    }

    private static Path place(Path directory, TreePath inside) {
        return LocalPaths.toPath(directory.getFileSystem(), LocalPaths.toText(directory) + inside.text());
    }
}
