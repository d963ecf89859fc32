package io.github.nix4j.lang.internal.eval;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The operator {@code //}. */
public final class AttrsUpdate {
    /** As Nix: at most so many layers. */
    private static final int MAX_LAYERS = 8;

    /** As Nix: right sides up to this size are layered. */
    private static final int MAX_LAYER_SIZE = 16;

    /**
     * Sets that have so many attributes together are layered however many are the right side's: package sets are looked up in far
     * oftener than they are gone through. All of nixpkgs 14.04 merged 3,600 times 3,900 attributes and 1,300, which were 18.8
     * million of the 21.7 million attributes that it copied.
     */
    private static final int LARGE = 256;

    /** A right side so many times smaller than the left one is searched for there. */
    private static final int FEW = 16;

    private AttrsUpdate() {}

    /** {@code left // right}. An empty side gives the other one unchanged. */
    public static AttrsValue update(Evaluation ev, AttrsValue left, AttrsValue right) {
        ev.updates++;
        if (left.isEmpty()) {
            return right;
        }
        if (right.isEmpty()) {
            return left;
        }
        FlatAttrs top = right.flat();
        if (left.layers() < MAX_LAYERS && isLayered(left, top)) {
            ev.updateValuesCopied += top.size();
            return new LayeredAttrs(top, left);
        }
        FlatAttrs merged = merge(left.flat(), top);
        ev.updateValuesCopied += merged.size();
        return merged;
    }

    private static boolean isLayered(AttrsValue left, FlatAttrs right) {
        if (!isSmall(right)) {
            return left.sizeAtLeast() + right.size() >= LARGE;
        }
        // A left side no larger than the right one is cheaper to copy than to search twice.
        return left.layers() > 1 || left.size() > 2 * right.size();
    }

    /** Whether a right side is layered for being small. */
    static boolean isSmall(FlatAttrs right) {
        return right.size() <= MAX_LAYER_SIZE;
    }

    static FlatAttrs merge(FlatAttrs left, FlatAttrs right) {
        if (left.shape == right.shape) {
            // Not the right side itself: printers go by identity, and a merged set is a new one to them.
            return new FlatAttrs(right.shape, right.values, right.positions);
        }
        return right.size() < left.size() / FEW ? insert(left, right) : interleave(left, right);
    }

    /** A few attributes into many, whose stretches between them are copied as they are. */
    private static FlatAttrs insert(FlatAttrs left, FlatAttrs right) {
        int[] a = left.shape.symbols;
        int[] b = right.shape.symbols;
        int[] symbols = new int[a.length + b.length];
        Value[] values = new Value[symbols.length];
        int @Nullable [] positions = left.positions == null && right.positions == null ? null : new int[symbols.length];
        int from = 0;
        int n = 0;
        for (int j = 0; j <= b.length; j++) {
            int found = j == b.length ? -a.length - 1 : Arrays.binarySearch(a, from, a.length, b[j]);
            int to = found < 0 ? -found - 1 : found;
            System.arraycopy(a, from, symbols, n, to - from);
            System.arraycopy(left.values, from, values, n, to - from);
            if (positions != null && left.positions != null) {
                System.arraycopy(left.positions, from, positions, n, to - from);
            }
            n += to - from;
            from = found < 0 ? to : to + 1;
            if (j < b.length) {
                symbols[n] = b[j];
                values[n] = right.values[j];
                if (positions != null) {
                    positions[n] = right.positionAt(j);
                }
                n++;
            }
        }
        return made(left, right, symbols, values, positions, n);
    }

    private static FlatAttrs interleave(FlatAttrs left, FlatAttrs right) {
        int[] a = left.shape.symbols;
        int[] b = right.shape.symbols;
        int[] symbols = new int[a.length + b.length];
        Value[] values = new Value[symbols.length];
        int @Nullable [] positions = left.positions == null && right.positions == null ? null : new int[symbols.length];
        int i = 0;
        int j = 0;
        int n = 0;
        while (i < a.length || j < b.length) {
            boolean fromRight = j < b.length && (i >= a.length || b[j] <= a[i]);
            FlatAttrs from = fromRight ? right : left;
            int index = fromRight ? j : i;
            symbols[n] = from.shape.symbols[index];
            values[n] = from.values[index];
            if (positions != null) {
                positions[n] = from.positionAt(index);
            }
            n++;
            if (fromRight) {
                if (i < a.length && a[i] == b[j]) {
                    i++;
                }
                j++;
            } else {
                i++;
            }
        }
        return made(left, right, symbols, values, positions, n);
    }

    /** The merged set of the first {@code n} of these. */
    private static FlatAttrs made(
            FlatAttrs left, FlatAttrs right, int[] symbols, Value[] values, int @Nullable [] positions, int n) {
        Value[] cells = n < values.length ? Arrays.copyOf(values, n) : values;
        int @Nullable [] places = positions == null || n == positions.length ? positions : Arrays.copyOf(positions, n);
        if (n == left.size()) {
            // The right side added no name: keep the left shape, so that inline caches keep hitting.
            return new FlatAttrs(left.shape, cells, places);
        }
        if (n == right.size()) {
            return new FlatAttrs(right.shape, cells, places);
        }
        return new FlatAttrs(
                left.shape.ofOthers(n < symbols.length ? Arrays.copyOf(symbols, n) : symbols), cells, places);
    }
}
