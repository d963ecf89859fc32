package io.github.nix4j.flake.fetch.git;

import io.github.nix4j.flake.FlakeException;
import io.github.nix4j.store.ByteText;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * When the files of a Git index were last changed in any way, as the index has it ({@code st_ctime}). A file's size and date can
 * be made to look old, this time cannot; JGit reads the index without it.
 */
final class IndexTimes {
    private static final int SIGNATURE = 0x44495243;
    private static final int FIXED_PART = 62;
    private static final int FLAGS_AT = 60;
    private static final int EXTENDED = 0x4000;
    private static final int COMPRESSED_NAMES = 4;
    private static final int ALIGNMENT = 8;
    private static final int CHECK_SUM = 20;
    private static final long SECOND = 1_000_000_000;

    private final long[] times;

    private IndexTimes(long[] times) {
        this.times = times;
    }

    /**
     * The times in {@code index}; null if that is not of a known form. Fails if the index has parts elsewhere, or folders in place of
     * files, which libgit2 does not read either.
     */
    static @Nullable IndexTimes read(Path index) throws IOException {
        try {
            // Not mapped: that takes Java as long as reading a megabyte.
            return read(ByteBuffer.wrap(Files.readAllBytes(index)));
        } catch (BufferUnderflowException e) {
            // Written to while it was read.
            return null;
        }
    }

    private static @Nullable IndexTimes read(ByteBuffer index) {
        if (index.getInt() != SIGNATURE) {
            return null;
        }
        int version = index.getInt();
        if (version < 2 || version > COMPRESSED_NAMES) {
            return null;
        }
        int count = index.getInt();
        if (count < 0 || count > index.remaining() / FIXED_PART) {
            return null;
        }
        long[] times = new long[count];
        for (int i = 0; i < count; i++) {
            int start = index.position();
            times[i] = Integer.toUnsignedLong(index.getInt(start)) * SECOND
                    + Integer.toUnsignedLong(index.getInt(start + Integer.BYTES));
            boolean extended = (index.getShort(start + FLAGS_AT) & EXTENDED) != 0;
            index.position(start + FIXED_PART + (extended ? 2 : 0));
            if (version == COMPRESSED_NAMES) {
                while (index.get() < 0) {
                    // How much of the last name is kept: seven bits a byte, the last without the eighth.
                    continue;
                }
            }
            while (index.get() != 0) {
                continue;
            }
            if (version < COMPRESSED_NAMES) {
                int length = index.position() - start;
                index.position(start + (length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT);
            }
        }
        checkExtensions(index);
        return new IndexTimes(times);
    }

    /** Who does not know an extension whose name does not begin with a capital cannot tell what is in the index. */
    private static void checkExtensions(ByteBuffer index) {
        while (index.remaining() >= CHECK_SUM + 2 * Integer.BYTES) {
            byte[] name = new byte[Integer.BYTES];
            index.get(name);
            int length = index.getInt();
            if (length < 0 || length > index.remaining()) {
                return;
            }
            if (name[0] < 'A' || name[0] > 'Z') {
                throw new FlakeException("getting working directory status: unsupported mandatory extension: '"
                        + ByteText.of(name) + "' (libgit2 error code = 10)");
            }
            index.position(index.position() + length);
        }
    }

    int size() {
        return times.length;
    }

    /** The time of an entry, in nanoseconds since 1970; a multiple of a second if whoever wrote the index knew no more. */
    long at(int entry) {
        return times[entry];
    }
}
