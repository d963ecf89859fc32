package io.github.nix4j.lang.internal.eval;

import io.github.nix4j.lang.Message;
import io.github.nix4j.lang.NixLimitException;
import io.github.nix4j.lang.SourcePosition;
import io.github.nix4j.lang.syntax.SourceFile;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * All positions of an engine as one number each: every source file gets a range, a position is its start plus the byte
 * offset; 0 is "none". Thread-safe.
 */
public final class PositionTable {
    private int[] starts = new int[64];
    private SourceFile[] files = new SourceFile[64];
    private int count;
    private int next = 1;

    /** Gives {@code file} a range and returns its start. */
    public synchronized int add(SourceFile file) {
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, count * 2);
            files = Arrays.copyOf(files, count * 2);
        }
        int start = next;
        starts[count] = start;
        files[count++] = file;
        if (file.text().length() >= Integer.MAX_VALUE - start) {
            throw new NixLimitException(Message.plain("more than 2 GiB of source text in one evaluator; use several"));
        }
        next = start + file.text().length() + 1;
        return start;
    }

    /** The place that {@code pos} stands for; null for 0. */
    public synchronized @Nullable SourcePosition resolve(int pos) {
        if (pos == 0) {
            return null;
        }
        int at = Arrays.binarySearch(starts, 0, count, pos);
        int index = at >= 0 ? at : -at - 2;
        return new SourcePosition(files[index], pos - starts[index]);
    }
}
