package io.github.nix4j.lang.parser.internal;

import io.github.nix4j.lang.syntax.Expr;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The nodes that wait to become parts of larger ones, with the range of the source that each takes (parentheses included), and
 * the places that were opened and not closed yet.
 */
final class NodeStack {
    private @Nullable Object[] nodes = new @Nullable Object[64];
    private int[] starts = new int[64];
    private int[] ends = new int[64];
    private int size;
    private int[] opened = new int[64];
    private int openedSize;

    /** Adds an {@link Expr} or a {@link SetDraft}. */
    void push(Object node, int start, int end) {
        if (size == nodes.length) {
            nodes = Arrays.copyOf(nodes, size * 2);
            starts = Arrays.copyOf(starts, size * 2);
            ends = Arrays.copyOf(ends, size * 2);
        }
        nodes[size] = node;
        starts[size] = start;
        ends[size++] = end;
    }

    int size() {
        return size;
    }

    /** The start of the topmost node. */
    int start() {
        return starts[size - 1];
    }

    /** The end of the topmost node. */
    int end() {
        return ends[size - 1];
    }

    @Nullable
    Object top() {
        return nodes[size - 1];
    }

    /** Moves the range of the topmost node: parentheses were put around it. */
    void extend(int start, int end) {
        starts[size - 1] = start;
        ends[size - 1] = end;
    }

    /** Removes the topmost node, to which more bindings may be added if it is a draft. */
    Object popOpen() {
        Object node = nodes[--size];
        nodes[size] = null;
        if (node == null) {
            throw new IllegalStateException("a construct without its part");
        }
        return node;
    }

    /** Removes the topmost node and finishes it. */
    Expr pop() {
        Object node = popOpen();
        return node instanceof SetDraft draft ? draft.finish() : (Expr) node;
    }

    /** Removes the nodes above a height, in the order in which they were added. */
    Expr[] popAbove(int height) {
        Expr[] result = new Expr[size - height];
        for (int i = result.length - 1; i >= 0; i--) {
            result[i] = pop();
        }
        return result;
    }

    void open(int place) {
        if (openedSize == opened.length) {
            opened = Arrays.copyOf(opened, openedSize * 2);
        }
        opened[openedSize++] = place;
    }

    int opened() {
        return opened[openedSize - 1];
    }

    int close() {
        return opened[--openedSize];
    }
}
