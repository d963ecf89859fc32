package io.github.nix4j.store.rewrite;

import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.PathInfo;
import io.github.nix4j.store.StoreException;
import io.github.nix4j.store.hash.ContentAddress;
import io.github.nix4j.store.hash.ContentAddressMethod;
import io.github.nix4j.store.hash.Hash;
import io.github.nix4j.store.hash.HashFormat;
import io.github.nix4j.store.hash.HashingOutputStream;
import io.github.nix4j.store.nar.NarWriter;
import io.github.nix4j.store.path.StoreDir;
import io.github.nix4j.store.tree.GitObjectHash;
import io.github.nix4j.store.tree.SourceTree;
import io.github.nix4j.store.tree.TreeFilter;
import io.github.nix4j.store.tree.TreePath;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Checks that an object has the content that its path is said to follow from. */
public final class ContentCheck {
    private ContentCheck() {}

    /** Throws {@link StoreException} if {@code content} is not what {@code info} says. Other objects are not looked at. */
    public static void check(StoreDir dir, PathInfo info, SourceTree content) {
        ContentAddress said = info.contentAddress();
        if (said == null) {
            return;
        }
        Hash found;
        try {
            found = hash(info, said, content);
        } catch (IOException e) {
            throw new StoreException(
                    "cannot read '" + dir.print(info.path()) + "': "
                            + ByteText.fromUnicode(String.valueOf(e.getMessage())),
                    e);
        }
        if (!found.equals(said.hash())) {
            throw new StoreException("ca hash mismatch importing path '" + dir.print(info.path())
                    + "';\n  specified: " + said.hash().formatPrefixed(HashFormat.NIX32)
                    + "\n  got:       " + found.formatPrefixed(HashFormat.NIX32));
        }
    }

    private static Hash hash(PathInfo info, ContentAddress said, SourceTree content) throws IOException {
        if (said.method() == ContentAddressMethod.GIT) {
            return GitObjectHash.of(
                    content, TreePath.ROOT, TreeFilter.ALL, said.hash().algorithm());
        }
        HashingOutputStream hashing = new HashingOutputStream(said.hash().algorithm());
        try (OutputStream out = new RewritingOutputStream(hashing, new PathRewriting().blank(info.path()))) {
            if (said.method() == ContentAddressMethod.NAR) {
                NarWriter.write(content, TreePath.ROOT, out);
            } else {
                try (InputStream file = content.open(TreePath.ROOT)) {
                    file.transferTo(out);
                }
            }
        }
        return hashing.finish();
    }
}
