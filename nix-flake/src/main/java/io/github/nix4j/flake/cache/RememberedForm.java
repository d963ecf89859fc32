package io.github.nix4j.flake.cache;

import io.github.nix4j.flake.cache.RememberedOutput.Result;
import io.github.nix4j.store.ByteText;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** Remembered outputs as bytes: a line that names the version, the nodes from the root on, a check sum. */
final class RememberedForm {
    private static final int SUM_BYTES = 8;
    static final int MAX_DEPTH = 200;

    private final byte[] header;

    RememberedForm(String version) {
        header = ByteText.bytes("nix4j evaluation cache 2 " + version.strip() + "\n");
    }

    /** Eight digits, others for (nearly) every other version. */
    String name() {
        // HexFormat and String.format would be loaded for this alone.
        return Long.toHexString(1L << 32 | sum(header, header.length)).substring(1);
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
        } else if (result instanceof Result.StoreText) {
            out.writeByte(8);
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
        try {
            return new RememberedReader(bytes, end).sum() == sum(bytes, end)
                    ? new RememberedReader(bytes, header.length).root()
                    : null;
        } catch (IOException e) {
            return null;
        }
    }
}
