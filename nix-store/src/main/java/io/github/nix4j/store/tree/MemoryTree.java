package io.github.nix4j.store.tree;

import io.github.nix4j.store.ByteText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A tree that is held in memory. Immutable; made by {@link #builder()}. */
public final class MemoryTree implements SourceTree {
    private sealed interface Node permits Regular, Symlink, Directory {}

    private record Regular(byte[] content, boolean executable) implements Node {}

    private record Symlink(String target) implements Node {}

    private record Directory(SortedMap<String, Node> entries) implements Node {}

    private final Node root;
    private final String prefix;

    private MemoryTree(Node root, String prefix) {
        this.root = root;
        this.prefix = prefix;
    }

    /** A builder for a tree whose root is a directory, unless something else is put at the root. */
    public static Builder builder() {
        return new Builder();
    }

    /** A tree that is nothing but one regular file. */
    public static MemoryTree ofFile(byte[] content) {
        return builder().file(TreePath.ROOT, content, false).build();
    }

    private @Nullable Node find(TreePath path) {
        Node node = root;
        String text = path.text();
        for (int start = 1; start < text.length(); ) {
            if (!(node instanceof Directory directory)) {
                return null;
            }
            int slash = text.indexOf('/', start);
            int end = slash < 0 ? text.length() : slash;
            node = directory.entries.get(text.substring(start, end));
            if (node == null) {
                return null;
            }
            start = end + 1;
        }
        return node;
    }

    @Override
    public @Nullable Stat stat(TreePath path) {
        Node node = find(path);
        if (node instanceof Regular file) {
            return new Stat(FileType.REGULAR, file.executable, file.content.length, 0);
        }
        return node == null ? null : node instanceof Symlink ? Stat.SYMLINK : Stat.DIRECTORY;
    }

    @Override
    public InputStream open(TreePath path) throws IOException {
        return new ByteArrayInputStream(regular(path).content);
    }

    @Override
    public byte[] readFile(TreePath path) throws IOException {
        return regular(path).content.clone();
    }

    private Regular regular(TreePath path) throws IOException {
        if (present(path) instanceof Regular file) {
            return file;
        }
        throw new IOException("'" + display(path) + "' is not a regular file");
    }

    private Node present(TreePath path) throws IOException {
        Node node = find(path);
        if (node == null) {
            throw new NoSuchFileException(display(path));
        }
        return node;
    }

    @Override
    public List<String> list(TreePath path) throws IOException {
        if (present(path) instanceof Directory directory) {
            return new ArrayList<>(directory.entries.keySet());
        }
        throw new IOException("'" + display(path) + "' is not a directory");
    }

    @Override
    public String readLink(TreePath path) throws IOException {
        if (present(path) instanceof Symlink link) {
            return link.target;
        }
        throw new IOException("'" + display(path) + "' is not a symbolic link");
    }

    @Override
    public String display(TreePath path) {
        return prefix.isEmpty() ? path.text() : path.isRoot() ? prefix : prefix + path.text();
    }

    /** Collects the entries of a {@link MemoryTree}. Missing parent directories are made. Not thread-safe. */
    public static final class Builder {
        private Node root = new Directory(new TreeMap<>());
        private String prefix = "";

        private Builder() {}

        /** What messages put before paths of this tree (byte text without trailing slash). */
        public Builder displayPrefix(String prefix) {
            this.prefix = prefix;
            return this;
        }

        /** Puts a regular file whose content is the UTF-8 of {@code content}; {@code path} is byte text. */
        public Builder file(String path, String content) {
            return file(TreePath.of(path), ByteText.bytes(ByteText.fromUnicode(content)), false);
        }

        /** Puts a regular file; the bytes are copied. */
        public Builder file(TreePath path, byte[] content, boolean executable) {
            return put(path, new Regular(content.clone(), executable));
        }

        /** Puts a symbolic link; {@code path} and {@code target} are byte text. */
        public Builder symlink(String path, String target) {
            return put(TreePath.of(path), new Symlink(target));
        }

        /** Makes a directory and those above it; what is there already stays. */
        public Builder directory(String path) {
            makeDirectory(TreePath.of(path));
            return this;
        }

        private Builder put(TreePath path, Node node) {
            TreePath parent = path.parent();
            if (parent == null) {
                root = node;
            } else {
                makeDirectory(parent).entries.put(path.name(), node);
            }
            return this;
        }

        private Directory makeDirectory(TreePath path) {
            if (!(root instanceof Directory here)) {
                throw new IllegalStateException("the root is not a directory");
            }
            for (String name : path.components()) {
                if (!(here.entries.computeIfAbsent(name, n -> new Directory(new TreeMap<>()))
                        instanceof Directory next)) {
                    throw new IllegalStateException("'" + name + "' in '" + path + "' is not a directory");
                }
                here = next;
            }
            return here;
        }

        /** The tree; later changes to the builder do not show in it. */
        public MemoryTree build() {
            return new MemoryTree(copy(root), prefix);
        }

        private static Node copy(Node node) {
            if (!(node instanceof Directory directory)) {
                return node;
            }
            TreeMap<String, Node> entries = new TreeMap<>();
            directory.entries.forEach((name, entry) -> entries.put(name, copy(entry)));
            return new Directory(entries);
        }
    }
}
