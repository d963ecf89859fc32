package io.github.nix4j.flake.fetch.git;

import io.github.nix4j.flake.FlakeException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a repository has in the place of a large file that is elsewhere (Git LFS).
 *
 * @param oid the SHA-256 of its content, in hexadecimal digits
 * @param size how many bytes it has, unsigned
 */
record LfsPointer(String oid, long size) {
    /** What is as long as this is no pointer. */
    static final int LIMIT = 1024;

    private static final String VERSION = "version https://git-lfs.github.com/spec/v1";
    private static final String OID = "oid sha256:";
    private static final String SIZE = "size ";
    private static final Pattern SHA256 = Pattern.compile("[0-9A-Fa-f]{64}");
    private static final Pattern DIGITS = Pattern.compile("[0-9]+");

    /** The pointer that {@code content} (byte text) is; null if it is none. Of lines of one kind the last counts. */
    static @Nullable LfsPointer parse(String content) {
        if (!content.startsWith(VERSION)) {
            return null;
        }
        String oid = "";
        String size = "";
        for (String line : content.split("\n")) {
            if (line.startsWith(OID)) {
                oid = line.substring(OID.length());
            } else if (line.startsWith(SIZE)) {
                size = line.substring(SIZE.length());
            }
        }
        if (!SHA256.matcher(oid).matches() || !DIGITS.matcher(size).matches()) {
            return null;
        }
        try {
            return new LfsPointer(oid, Long.parseUnsignedLong(size));
        } catch (NumberFormatException e) {
            // All that C++ Nix says of a number beyond 64 bits.
            throw new FlakeException("stoul", 1, e);
        }
    }

    /** The size for people. */
    String sizeText() {
        return Long.toUnsignedString(size);
    }
}
