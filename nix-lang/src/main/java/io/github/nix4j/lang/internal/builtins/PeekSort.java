package io.github.nix4j.lang.internal.builtins;

import io.github.nix4j.lang.internal.eval.Value;
import java.util.Arrays;
import java.util.Collections;

/**
 * The stable merge sort behind {@code builtins.sort}: peeksort (J. I. Munro and S. Wild, "Nearly-Optimal Mergesorts", ESA
 * 2018), which looks for the run around the middle and splits there.
 *
 * <p>The order of comparisons is the reference's: comparators may trace, fail or be no order at all, and then the result
 * depends on who is compared with whom. Whatever the comparator says, the result is a permutation.
 */
final class PeekSort {
    /** Ranges up to this size are sorted by insertion. */
    private static final int INSERTION_SORT_SIZE = 16;

    /** Whether {@code a} goes before {@code b}. */
    @FunctionalInterface
    interface Comparator {
        boolean isLess(Value a, Value b);
    }

    private final Value[] items;
    private final Comparator order;

    private PeekSort(Value[] items, Comparator order) {
        this.items = items;
        this.order = order;
    }

    static void sort(Value[] items, Comparator order) {
        new PeekSort(items, order).sort(0, items.length, 0, items.length);
    }

    /** Sorts {@code [from, to)}, of which {@code [from, leftEnd)} and {@code [rightBegin, to)} are sorted already. */
    private void sort(int from, int to, int leftEnd, int rightBegin) {
        if (leftEnd == to || rightBegin == from) {
            return;
        }
        if (to - from <= INSERTION_SORT_SIZE) {
            insertionSort(from, to);
            return;
        }
        int middle = from + (to - from) / 2;
        if (middle <= leftEnd) {
            sort(leftEnd, to, leftEnd + 1, rightBegin);
            merge(from, leftEnd, to);
        } else if (middle >= rightBegin) {
            sort(from, rightBegin, leftEnd, rightBegin - 1);
            merge(from, rightBegin, to);
        } else {
            splitAtRun(from, to, leftEnd, rightBegin, middle);
        }
    }

    private void splitAtRun(int from, int to, int leftEnd, int rightBegin, int middle) {
        int begin = middle - 1;
        int end = middle;
        if (isLess(middle, middle - 1)) {
            while (begin > leftEnd && isLess(begin, begin - 1)) {
                begin--;
            }
            while (end < rightBegin && isLess(end, end - 1)) {
                end++;
            }
            reverse(begin, end);
        } else {
            while (begin > leftEnd && !isLess(begin, begin - 1)) {
                begin--;
            }
            while (end < rightBegin && !isLess(end, end - 1)) {
                end++;
            }
        }
        if (begin == from && end == to) {
            return;
        }
        if (middle - begin < end - middle) {
            sort(from, begin, leftEnd, begin - 1);
            sort(begin, to, end, rightBegin);
            merge(from, begin, to);
        } else {
            sort(from, end, leftEnd, begin);
            sort(end, to, end + 1, rightBegin);
            merge(from, end, to);
        }
    }

    private boolean isLess(int a, int b) {
        return order.isLess(items[a], items[b]);
    }

    private void reverse(int from, int to) {
        Collections.reverse(Arrays.asList(items).subList(from, to));
    }

    private void insertionSort(int from, int to) {
        for (int i = from + 1; i < to; i++) {
            Value item = items[i];
            int at = i;
            while (at > from && order.isLess(item, items[at - 1])) {
                items[at] = items[at - 1];
                at--;
            }
            items[at] = item;
        }
    }

    private void merge(int from, int middle, int to) {
        Value[] left = Arrays.copyOfRange(items, from, middle);
        int l = 0;
        int r = middle;
        int out = from;
        while (l < left.length && r < to) {
            items[out++] = order.isLess(items[r], left[l]) ? items[r++] : left[l++];
        }
        System.arraycopy(left, l, items, out, left.length - l);
    }
}
