package io.github.nix4j.store.narinfo;

import io.github.nix4j.store.PathInfo;
import io.github.nix4j.store.StoreException;
import io.github.nix4j.store.hash.Hash;
import io.github.nix4j.store.hash.HashFormat;
import io.github.nix4j.store.path.StoreDir;
import io.github.nix4j.store.path.StorePath;
import org.jspecify.annotations.Nullable;

/**
 * What a binary cache knows of an object: the content of its {@code .narinfo} file.
 *
 * @param info the object
 * @param url where its archive is, relative to the cache
 * @param compression how the archive is compressed
 * @param fileHash the hash of the compressed archive, where the cache tells
 * @param fileSize the size of the compressed archive; 0 when unknown
 */
public record NarInfo(
        PathInfo info,
        String url,
        String compression,
        @Nullable Hash fileHash,
        long fileSize) {
    /**
     * Parses a {@code .narinfo} file (byte text); throws {@link StoreException}.
     *
     * @param whence what messages call the file
     */
    public static NarInfo parse(StoreDir dir, String text, String whence) {
        return new NarInfoParser(dir, text, whence).parse();
    }

    /** The content of the file. */
    public String render(StoreDir dir) {
        StringBuilder out = new StringBuilder();
        line(out, "StorePath", dir.print(info.path()));
        line(out, "URL", url);
        line(out, "Compression", compression);
        if (fileHash != null) {
            line(out, "FileHash", fileHash.formatPrefixed(HashFormat.NIX32));
        }
        line(out, "FileSize", Long.toUnsignedString(fileSize));
        line(out, "NarHash", info.narHash().formatPrefixed(HashFormat.NIX32));
        line(out, "NarSize", Long.toUnsignedString(info.narSize()));
        line(
                out,
                "References",
                String.join(
                        " ", info.references().stream().map(StorePath::baseName).toList()));
        StorePath deriver = info.deriver();
        if (deriver != null) {
            line(out, "Deriver", deriver.baseName());
        }
        info.signatures().forEach(signature -> line(out, "Sig", signature));
        if (info.contentAddress() != null) {
            line(out, "CA", info.contentAddress().render());
        }
        return out.toString();
    }

    private static void line(StringBuilder out, String key, String value) {
        out.append(key).append(": ").append(value).append('\n');
    }
}
