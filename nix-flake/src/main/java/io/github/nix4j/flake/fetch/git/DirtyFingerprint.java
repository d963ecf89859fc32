package io.github.nix4j.flake.fetch.git;

import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.hash.HashAlgorithm;
import io.github.nix4j.store.hash.HashingOutputStream;
import io.github.nix4j.store.nar.NarWriter;
import io.github.nix4j.store.tree.SourceTree;
import io.github.nix4j.store.tree.TreePath;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** What identifies a working directory with uncommitted changes: the revision and a hash of what differs from it. */
final class DirtyFingerprint {
    private static final int WORD = 8;

    private DirtyFingerprint() {}

    static String of(SourceTree files, WorkTree workTree, String revision, String suffix) throws IOException {
        HashingOutputStream hash = new HashingOutputStream(HashAlgorithm.SHA512);
        for (TreePath file : workTree.changed()) {
            word(hash, "modified:");
            word(hash, file.text());
            NarWriter.write(files, file, hash);
        }
        for (TreePath file : workTree.deleted()) {
            word(hash, "deleted:");
            word(hash, file.text());
        }
        return revision + suffix + ";d=" + hash.finish().base16();
    }

    /** Writes text as Nix archives do: its length in eight bytes, little end first, its bytes, and zeros to a full word. */
    private static void word(OutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; i < WORD; i++) {
            out.write((int) ((long) bytes.length >>> (8 * i)));
        }
        out.write(ByteText.bytes(text));
        out.write(new byte[(WORD - bytes.length % WORD) % WORD]);
    }
}
