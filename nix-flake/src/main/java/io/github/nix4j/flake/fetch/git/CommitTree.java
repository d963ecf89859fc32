package io.github.nix4j.flake.fetch.git;

import io.github.nix4j.flake.FlakeException;
import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.tree.FileType;
import io.github.nix4j.store.tree.SourceTree;
import io.github.nix4j.store.tree.Stat;
import io.github.nix4j.store.tree.TreePath;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import org.jspecify.annotations.Nullable;

/** The files of a commit, read from the object database. Directories that were read are remembered. */
final class CommitTree implements SourceTree {
    private final Repository repository;
    private final ObjectId root;
    private final String display;
    private final Map<ObjectId, Map<String, Entry>> directories = new ConcurrentHashMap<>();

    private record Entry(FileMode mode, ObjectId id) {}

    CommitTree(Repository repository, ObjectId root, String display) {
        this.repository = repository;
        this.root = root;
        this.display = display;
    }

    private @Nullable Entry entry(TreePath path) throws IOException {
        Entry entry = new Entry(FileMode.TREE, root);
        for (String name : path.components()) {
            if (!entry.mode().equals(FileMode.TREE)) {
                return null;
            }
            Entry child = directory(entry.id()).get(name);
            if (child == null) {
                return null;
            }
            entry = child;
        }
        return entry;
    }

    /** The name of the Git tree that this is, which tells its content. */
    String name() {
        return root.name();
    }

    /** The revision of the submodule at {@code path}; null if none is there. */
    @Nullable
    String module(TreePath path) throws IOException {
        Entry entry = entry(path);
        return entry != null && entry.mode().equals(FileMode.GITLINK)
                ? entry.id().name()
                : null;
    }

    private Entry require(TreePath path) throws IOException {
        Entry entry = entry(path);
        if (entry == null) {
            // The words of Nix's own reader of commits, for who reads without looking first.
            throw new FileNotFoundException("'" + ByteText.toUnicode(display(path)) + "' does not exist");
        }
        return entry;
    }

    private Map<String, Entry> directory(ObjectId id) throws IOException {
        Map<String, Entry> known = directories.get(id);
        if (known != null) {
            return known;
        }
        Map<String, Entry> entries = new TreeMap<>();
        try (ObjectReader reader = repository.newObjectReader()) {
            CanonicalTreeParser parser = new CanonicalTreeParser(null, reader, id);
            for (; !parser.eof(); parser.next()) {
                byte[] name = new byte[parser.getNameLength()];
                parser.getName(name, 0);
                entries.put(ByteText.of(name), new Entry(parser.getEntryFileMode(), parser.getEntryObjectId()));
            }
        }
        directories.put(id, entries);
        return entries;
    }

    @Override
    public @Nullable Stat stat(TreePath path) throws IOException {
        Entry entry = entry(path);
        if (entry == null) {
            return null;
        }
        if (entry.mode().equals(FileMode.TREE) || entry.mode().equals(FileMode.GITLINK)) {
            return Stat.DIRECTORY;
        }
        if (entry.mode().equals(FileMode.SYMLINK)) {
            return Stat.SYMLINK;
        }
        try (ObjectReader reader = repository.newObjectReader()) {
            long size = reader.getObjectSize(entry.id(), Constants.OBJ_BLOB);
            return new Stat(FileType.REGULAR, entry.mode().equals(FileMode.EXECUTABLE_FILE), size, 0);
        } catch (MissingObjectException e) {
            throw missing("file", path, e);
        }
    }

    @Override
    public InputStream open(TreePath path) throws IOException {
        return new ByteArrayInputStream(readFile(path));
    }

    @Override
    public byte[] readFile(TreePath path) throws IOException {
        Entry entry = require(path);
        try (ObjectReader reader = repository.newObjectReader()) {
            return reader.open(entry.id(), Constants.OBJ_BLOB).getBytes(Integer.MAX_VALUE);
        } catch (MissingObjectException e) {
            throw missing("file", path, e);
        }
    }

    private FlakeException missing(String what, TreePath path, MissingObjectException cause) {
        return new FlakeException(
                "looking up " + what + " '" + display(path) + "': "
                        + JGitRepository.absent(cause.getObjectId().name()),
                1,
                cause);
    }

    @Override
    public List<String> list(TreePath path) throws IOException {
        Entry entry = require(path);
        if (entry.mode().equals(FileMode.GITLINK)) {
            return List.of();
        }
        try {
            return List.copyOf(directory(entry.id()).keySet());
        } catch (MissingObjectException e) {
            throw missing("directory", path, e);
        }
    }

    @Override
    public String readLink(TreePath path) throws IOException {
        return ByteText.of(readFile(path));
    }

    @Override
    public String display(TreePath path) {
        return display + path.text();
    }

    @Override
    public String fingerprint() {
        return root.name();
    }
}
