package io.github.nix4j.flake;

import io.github.nix4j.flake.ref.FlakeRef;
import io.github.nix4j.flake.ref.Input;
import io.github.nix4j.flake.ref.LocalPaths;
import io.github.nix4j.lang.internal.engine.PathAccess;
import io.github.nix4j.lang.io.AccessControlled;
import io.github.nix4j.lang.io.SourcePath;
import io.github.nix4j.lang.url.NixUrl;
import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.SystemReason;
import io.github.nix4j.store.path.StoreDir;
import io.github.nix4j.store.tree.FileType;
import io.github.nix4j.store.tree.SourceTree;
import io.github.nix4j.store.tree.Stat;
import io.github.nix4j.store.tree.TreePath;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Refuses, as Nix does, symbolic links in place of local flakes. */
final class LocalLinks {
    private final TreeMounts mounts;
    private final StoreDir storeDir;

    LocalLinks(TreeMounts mounts, StoreDir storeDir) {
        this.mounts = mounts;
        this.storeDir = storeDir;
    }

    /**
     * Nix takes a link to a local flake for the link that it is, in the store; who may not read what that leads to has to name the
     * flake itself.
     */
    void check(FlakeRef ref) {
        Path place = local(ref.input());
        if (place == null || !Files.isSymbolicLink(place) || !(mounts.root() instanceof AccessControlled root)) {
            return;
        }
        try {
            Path target = Files.readSymbolicLink(place);
            if (target.isAbsolute()) {
                root.checkAccess(FlakeTrees.directory(TreePath.of(LocalPaths.toText(target)), ref)
                        .child("flake.nix"));
            } else if (ref.input().type().equals("git")) {
                String inStore = storeDir.path() + "/" + ByteText.fromUnicode(target.toString());
                root.checkAccess(FlakeTrees.directory(TreePath.of(inStore), ref).child("flake.nix"));
            }
        } catch (IOException e) {
            throw new FlakeException("reading link \"" + LocalPaths.toText(place) + "\": " + SystemReason.of(e), 1, e);
        }
    }

    /** The folder on this disk that an input names; null if it names none. */
    private static @Nullable Path local(Input input) {
        String place = null;
        if (input.type().equals("path")) {
            place = input.attributes().requireText("path");
        } else if (input.type().equals("git") && input.ref() == null && input.rev() == null) {
            NixUrl url = NixUrl.parse(input.attributes().requireText("url"), false, warning -> {});
            place = url.scheme().equals("file") ? String.join("/", url.path()) : null;
        }
        return place == null || !place.startsWith("/") ? null : LocalPaths.toPath(FileSystems.getDefault(), place);
    }

    /** Git is asked whether it tracks {@code file} before it matters that the tree is a link. */
    static void checkTracked(SourceTree tree, TreePath file) {
        PathAccess access = new PathAccess(tree);
        if (isLink(tree) && access.maybeStat(new SourcePath(tree, file)) == null) {
            try {
                String reason = tree.whyAbsent(file);
                if (reason != null) {
                    throw new FlakeException(reason);
                }
            } catch (IOException e) {
                throw PathAccess.failed(e);
            }
        }
    }

    private static boolean isLink(SourceTree tree) {
        Stat stat = new PathAccess(tree).maybeStat(new SourcePath(tree, TreePath.ROOT));
        return stat != null && stat.type() == FileType.SYMLINK;
    }

    /** Nix makes a store object of a link as it does of a directory, and then finds nothing below it. */
    static void checkRoot(SourceTree tree) {
        if (isLink(tree)) {
            throw new FlakeException("path '" + tree.display(TreePath.of("/flake.nix")) + "' does not exist");
        }
    }
}
