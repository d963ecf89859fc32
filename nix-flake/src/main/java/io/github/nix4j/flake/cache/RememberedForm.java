package io.github.nix4j.flake.cache;

import io.github.nix4j.flake.cache.RememberedOutput.Result;
import io.github.nix4j.store.ByteText;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** Remembered outputs as bytes: a line that names the version, the nodes from the root on, a check sum. */
final class RememberedForm {
    private static final int SUM_BYTES = 8;
    private static final int MAX_DEPTH = 200;

    private final byte[] header;

    RememberedForm(String version) {
        header = ByteText.bytes("nix4j evaluation cache 1 " + version.strip() + "\n");
    }

    byte[] write(RememberedOutput root) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.write(header);
            write(root, out, 0);
            out.flush();
            out.writeLong(sum(bytes.toByteArray(), bytes.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(RememberedOutput node, DataOutputStream out, int depth) throws IOException {
        Result result = node.result();
        if (result == null) {
            out.writeByte(0);
        } else if (result instanceof Result.Names names) {
            out.writeByte(1);
            out.writeInt(names.names().size());
            for (String name : names.names()) {
                text(name, out);
            }
        } else if (result instanceof Result.Text text) {
            out.writeByte(2);
            text(text.text(), out);
        } else if (result instanceof Result.Bool bool) {
            out.writeByte(bool.value() ? 3 : 4);
        } else if (result instanceof Result.Other) {
            out.writeByte(5);
        } else if (result instanceof Result.Missing) {
            out.writeByte(6);
        } else {
            out.writeByte(7);
        }
        Map<String, RememberedOutput> children = depth == MAX_DEPTH ? Map.of() : node.children();
        out.writeInt(children.size());
        for (Map.Entry<String, RememberedOutput> child : children.entrySet()) {
            text(child.getKey(), out);
            write(child.getValue(), out, depth + 1);
        }
    }

    private static void text(String text, DataOutputStream out) throws IOException {
        out.writeInt(text.length());
        out.write(ByteText.bytes(text));
    }

    private static long sum(byte[] bytes, int length) {
        CRC32 sum = new CRC32();
        sum.update(bytes, 0, length);
        return sum.getValue();
    }

    /** What {@code bytes} hold; null if they are damaged or of another version. */
    @Nullable
    RememberedOutput read(byte[] bytes) {
        int end = bytes.length - SUM_BYTES;
        if (end < header.length || !Arrays.equals(bytes, 0, header.length, header, 0, header.length)) {
            return null;
        }
        try (DataInputStream in =
                new DataInputStream(new ByteArrayInputStream(bytes, header.length, bytes.length - header.length))) {
            long promised = new DataInputStream(new ByteArrayInputStream(bytes, end, SUM_BYTES)).readLong();
            return promised == sum(bytes, end) ? read(in, 0) : null;
        } catch (IOException e) {
            return null;
        }
    }

    private static RememberedOutput read(DataInputStream in, int depth) throws IOException {
        RememberedOutput node = new RememberedOutput();
        switch (in.readByte()) {
            case 0 -> {}
            case 1 -> {
                int size = in.readInt();
                List<String> names = new ArrayList<>();
                for (int i = 0; i < size; i++) {
                    names.add(text(in));
                }
                node.put(new Result.Names(names));
            }
            case 2 -> node.put(new Result.Text(text(in)));
            case 3 -> node.put(new Result.Bool(true));
            case 4 -> node.put(new Result.Bool(false));
            case 5 -> node.put(new Result.Other());
            case 6 -> node.put(new Result.Missing());
            case 7 -> node.put(new Result.Failed());
            default -> throw new IOException("no such kind of node");
        }
        int children = in.readInt();
        if (depth > MAX_DEPTH) {
            throw new IOException("nested too deeply");
        }
        for (int i = 0; i < children; i++) {
            String name = text(in);
            node.orNewChild(name).addAll(read(in, depth + 1));
        }
        return node;
    }

    private static String text(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > in.available()) {
            throw new IOException("a text beyond the end");
        }
        return ByteText.of(in.readNBytes(length));
    }
}
