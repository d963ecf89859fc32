package io.github.nix4j.flake.fetch;

import io.github.nix4j.flake.FlakeException;
import io.github.nix4j.flake.ref.Input;
import io.github.nix4j.flake.ref.LocalPaths;
import io.github.nix4j.lang.internal.engine.PathAccess;
import io.github.nix4j.lang.io.MemoTree;
import io.github.nix4j.store.nar.ArchiveHashes;
import io.github.nix4j.store.nar.NarWriter;
import io.github.nix4j.store.tree.SourceTree;
import io.github.nix4j.store.tree.TreePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes a local directory or file as it is. Its date is that of its newest entry, unless the input gives one. */
final class PathFetcher implements Fetcher {
    private final FetchSettings settings;

    PathFetcher(FetchSettings settings) {
        this.settings = settings;
    }

    /** What a lock file tells of a directory identifies no content for Nix, not even its hash. */
    @Override
    public @Nullable String fingerprint(Input locked) {
        return null;
    }

    @Override
    public FetchedTree fetch(Input input) {
        String text = input.attributes().requireText("path");
        if (!text.startsWith("/")) {
            throw new FlakeException("cannot fetch input '" + input + "' because it uses a relative path");
        }
        String absolute = TreePath.of(text).text();
        Path path = LocalPaths.toPath(settings.directory().getFileSystem(), absolute);
        SourceTree files = settings.unsaved().over(path);
        // Its entries are looked at once for their dates and once to be hashed.
        SourceTree tree = new MemoTree(files);
        try {
            refuseLinks(absolute, path);
            if (tree.stat(TreePath.ROOT) == null) {
                throw new FlakeException("path '/" + absolute + "' does not exist");
            }
            TreeSurvey survey = TreeSurvey.of(tree);
            Input locked = input.lastModified() != null
                    ? input
                    : input.withAttributes(input.attributes().with("lastModified", survey.newest()));
            // Nix copies directories when it fetches them: what cannot be copied fails here, not later.
            if (survey.isLarge()) {
                TreeSurvey.checkCopy(tree);
                return new FetchedTree(files, locked, null).identified(() -> identity(files));
            }
            return FetchedTree.hashed(files, locked, null, NarWriter.hash(tree, TreePath.ROOT));
        } catch (IOException e) {
            throw PathAccess.failed(e);
        }
    }

    /** Where the files lie on the disk as they are, what the file system says of them identifies them. */
    private Optional<FetchedTree.Identity> identity(SourceTree files) {
        ArchiveHashes hashes = settings.archives();
        return Optional.ofNullable(files.physical(TreePath.ROOT))
                .map(hashes::stateOf)
                .map(state -> new FetchedTree.Identity(state.name(), state::holds, hashes));
    }

    /** Nix goes through no link on its way to the path; what the path itself leads to is its own matter. */
    private static void refuseLinks(String absolute, Path path) {
        Deque<TreePath> ways = new ArrayDeque<>();
        for (TreePath up = TreePath.of(absolute).parent(); up != null && !up.isRoot(); up = up.parent()) {
            ways.push(up);
        }
        for (TreePath way : ways) {
            if (Files.isSymbolicLink(LocalPaths.toPath(path.getFileSystem(), way.text()))) {
                throw new FlakeException("path '/" + way.text() + "' is a symlink");
            }
        }
    }
}
