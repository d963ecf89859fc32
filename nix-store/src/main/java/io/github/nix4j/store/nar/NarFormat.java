package io.github.nix4j.store.nar;

/** The constants of the archive format and Nix's bounds on it. */
public final class NarFormat {
    /** What every archive starts with. */
    public static final String MAGIC = "nix-archive-1";

    /** How many directories deep an archive may go; the root counts as one. */
    public static final int MAX_DEPTH = 64;

    /** The longest keyword that is read. */
    public static final int MAX_TAG = 32;

    /** The longest file name in bytes. */
    public static final int MAX_NAME = 255;

    /** The longest target of a symbolic link in bytes. */
    public static final int MAX_TARGET = 4095;

    /** Every string is padded with zeros to a multiple of this many bytes. */
    static final int ALIGNMENT = 8;

    private NarFormat() {}

    /** How many zeros follow a string of {@code length} bytes. */
    static int padding(long length) {
        return (int) (-length & (ALIGNMENT - 1));
    }
}
