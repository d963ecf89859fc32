package io.github.nix4j.flake.fetch.git;

import io.github.nix4j.flake.FlakeException;
import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.tree.FileType;
import io.github.nix4j.store.tree.SourceTree;
import io.github.nix4j.store.tree.Stat;
import io.github.nix4j.store.tree.TreePath;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.eclipse.jgit.attributes.Attribute;
import org.jspecify.annotations.Nullable;

/** A commit's files with the large ones, in whose places the commit has pointers, as their server gives them. */
final class LfsTree implements SourceTree {
    private final SourceTree commit;
    private final GitAttributes attributes;
    private final LfsServer server;
    private final Consumer<String> warnings;
    private final Set<TreePath> warned = ConcurrentHashMap.newKeySet();

    LfsTree(SourceTree commit, GitAttributes attributes, LfsServer server, Consumer<String> warnings) {
        this.commit = commit;
        this.attributes = attributes;
        this.server = server;
        this.warnings = warnings;
    }

    private boolean isLarge(TreePath path) throws IOException {
        Attribute filter = attributes.find(path, false, "filter");
        return filter != null && "lfs".equals(filter.getValue());
    }

    @Override
    public @Nullable Stat stat(TreePath path) throws IOException {
        Stat stat = commit.stat(path);
        if (stat == null || stat.type() != FileType.REGULAR || stat.size() >= LfsPointer.LIMIT || !isLarge(path)) {
            return stat;
        }
        LfsPointer pointer = parse(ByteText.of(commit.readFile(path)));
        return pointer == null ? stat : new Stat(stat.type(), stat.executable(), pointer.size(), stat.mtime());
    }

    private static @Nullable LfsPointer parse(String content) throws IOException {
        try {
            return LfsPointer.parse(content);
        } catch (FlakeException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public InputStream open(TreePath path) throws IOException {
        if (!isLarge(path)) {
            return commit.open(path);
        }
        byte[] content = commit.readFile(path);
        Path file = large(path, content);
        return file == null ? new ByteArrayInputStream(content) : Files.newInputStream(file);
    }

    @Override
    public String readLink(TreePath path) throws IOException {
        String target = commit.readLink(path);
        Path file = isLarge(path) ? large(path, ByteText.bytes(target)) : null;
        return file == null ? target : ByteText.of(Files.readAllBytes(file));
    }

    /** The file that {@code content} stands for; null, with a warning, if it stands for none. */
    private @Nullable Path large(TreePath path, byte[] content) throws IOException {
        LfsPointer pointer = content.length < LfsPointer.LIMIT ? parse(ByteText.of(content)) : null;
        if (pointer == null) {
            if (warned.add(path)) {
                warnings.accept("encountered file '" + path.text()
                        + "' that should have been a git-lfs pointer, but is "
                        + (content.length < LfsPointer.LIMIT ? "invalid" : "too large"));
            }
            return null;
        }
        try {
            return FlakeException.during(
                    "while smudging git-lfs file '" + path.text() + "'", () -> server.get(pointer, path));
        } catch (FlakeException e) {
            throw new IOException(e.getMessage(), e);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @Override
    public List<String> list(TreePath path) throws IOException {
        return commit.list(path);
    }

    @Override
    public String display(TreePath path) {
        return commit.display(path);
    }
}
