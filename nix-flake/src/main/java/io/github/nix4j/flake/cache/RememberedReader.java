package io.github.nix4j.flake.cache;

import io.github.nix4j.flake.cache.RememberedOutput.Result;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads what {@link RememberedForm} writes. By hand: {@link java.io.DataInputStream} goes through four calls for each byte, which
 * was a tenth of a short command, since nothing is compiled yet when it reads.
 */
final class RememberedReader {
    private static final int BYTE = 0xff;

    private final byte[] bytes;
    private int at;

    /** @param start where the nodes begin, or the check sum */
    RememberedReader(byte[] bytes, int start) {
        this.bytes = bytes;
        this.at = start;
    }

    long sum() throws IOException {
        long high = number();
        return high << Integer.SIZE | Integer.toUnsignedLong(number());
    }

    RememberedOutput root() throws IOException {
        RememberedOutput root = new RememberedOutput();
        read(root, 0);
        root.takeChange();
        return root;
    }

    private void read(RememberedOutput node, int depth) throws IOException {
        int kind = octet();
        switch (kind) {
            case 0 -> {}
            case 1 -> {
                int size = number();
                List<String> names = new ArrayList<>();
                for (int i = 0; i < size; i++) {
                    names.add(text());
                }
                node.put(new Result.Names(names));
            }
            case 2 -> node.put(new Result.Text(text()));
            case 3 -> node.put(new Result.Bool(true));
            case 4 -> node.put(new Result.Bool(false));
            case 5 -> node.put(new Result.Other());
            case 6 -> node.put(new Result.Missing());
            case 7 -> node.put(new Result.Failed());
            case 8 -> node.put(new Result.StoreText());
            default -> throw new IOException("no such kind of node");
        }
        int children = number();
        if (depth > RememberedForm.MAX_DEPTH) {
            throw new IOException("nested too deeply");
        }
        for (int i = 0; i < children; i++) {
            read(node.orNewChild(text()), depth + 1);
        }
    }

    private int octet() throws IOException {
        require(1);
        return bytes[at++];
    }

    private int number() throws IOException {
        require(Integer.BYTES);
        byte[] all = bytes;
        int start = at;
        at = start + Integer.BYTES;
        return all[start] << 24 | (all[start + 1] & BYTE) << 16 | (all[start + 2] & BYTE) << 8 | all[start + 3] & BYTE;
    }

    private String text() throws IOException {
        int length = number();
        require(length);
        String text = new String(bytes, at, length, StandardCharsets.ISO_8859_1);
        at += length;
        return text;
    }

    private void require(int length) throws IOException {
        if (length < 0 || length > bytes.length - at) {
            throw new IOException("a text beyond the end");
        }
    }
}
