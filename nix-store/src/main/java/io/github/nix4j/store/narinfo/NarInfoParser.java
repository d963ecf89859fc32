package io.github.nix4j.store.narinfo;

import io.github.nix4j.store.PathInfo;
import io.github.nix4j.store.StoreException;
import io.github.nix4j.store.hash.BadHashException;
import io.github.nix4j.store.hash.ContentAddress;
import io.github.nix4j.store.hash.Hash;
import io.github.nix4j.store.path.StoreDir;
import io.github.nix4j.store.path.StorePath;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads one {@code .narinfo} file line by line; unknown keys are passed over. */
final class NarInfoParser {
    private static final String DEFAULT_COMPRESSION = "bzip2";

    private final StoreDir dir;
    private final String text;
    private final String whence;
    private int line = 1;

    private @Nullable StorePath path;
    private String url = "";
    private String compression = "";
    private @Nullable Hash fileHash;
    private long fileSize;
    private @Nullable Hash narHash;
    private long narSize;
    private final TreeSet<StorePath> references = new TreeSet<>();
    private @Nullable StorePath deriver;
    private final TreeSet<String> signatures = new TreeSet<>();
    private @Nullable ContentAddress contentAddress;

    NarInfoParser(StoreDir dir, String text, String whence) {
        this.dir = dir;
        this.text = text;
        this.whence = whence;
    }

    NarInfo parse() {
        for (int at = 0; at < text.length(); line++) {
            int colon = text.indexOf(':', at);
            if (colon < 0) {
                throw corrupt("expecting ':'");
            }
            int end = text.indexOf('\n', colon + 2);
            if (end < 0) {
                throw corrupt("expecting '\\n'");
            }
            field(text.substring(at, colon), text.substring(colon + 2, end));
            at = end + 1;
        }
        line = 0;
        if (path == null) {
            throw corrupt("StorePath missing");
        }
        if (narHash == null) {
            throw corrupt("NarHash missing");
        }
        if (url.isEmpty()) {
            throw corrupt("URL missing");
        }
        if (narSize == 0) {
            throw corrupt("NarSize missing or zero");
        }
        PathInfo info = new PathInfo(path, narHash, narSize, references, deriver, contentAddress, 0, false, signatures);
        return new NarInfo(info, url, compression.isEmpty() ? DEFAULT_COMPRESSION : compression, fileHash, fileSize);
    }

    private void field(String key, String value) {
        switch (key) {
            case "StorePath" -> path = dir.parse(value);
            case "URL" -> url = value;
            case "Compression" -> compression = value;
            case "FileHash" -> fileHash = hash(value);
            case "FileSize" -> fileSize = size(key, value);
            case "NarHash" -> narHash = hash(value);
            case "NarSize" -> narSize = size(key, value);
            case "References" -> references(value);
            case "Deriver" -> deriver = value.equals("unknown-deriver") ? deriver : StorePath.of(value);
            case "Sig" -> signatures.add(Signing.checkSignature(value));
            case "CA" -> {
                if (contentAddress != null) {
                    throw corrupt("extra CA");
                }
                contentAddress = value.isEmpty() ? null : ContentAddress.parse(value);
            }
            default -> {
                // Fields of later versions.
            }
        }
    }

    private void references(String value) {
        if (!references.isEmpty()) {
            throw corrupt("extra References");
        }
        for (String reference : value.split(" ")) {
            if (!reference.isEmpty()) {
                references.add(StorePath.of(reference));
            }
        }
    }

    private Hash hash(String value) {
        try {
            return Hash.parse(value);
        } catch (BadHashException e) {
            throw corrupt("bad hash");
        }
    }

    private long size(String key, String value) {
        try {
            // Nix takes no sign.
            if (!value.startsWith("+")) {
                return Long.parseUnsignedLong(value);
            }
        } catch (NumberFormatException e) {
            throw corrupt("invalid " + key);
        }
        throw corrupt("invalid " + key);
    }

    private StoreException corrupt(String reason) {
        return new StoreException(
                "NAR info file '" + whence + "' is corrupt: " + reason + (line > 0 ? " at line " + line : ""));
    }
}
