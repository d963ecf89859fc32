package io.github.nix4j.store.nar;

import io.github.nix4j.store.tree.TreePath;
import java.io.IOException;
import java.io.InputStream;

/** Reads Nix archives. Memory does not depend on the size of the archive. */
public final class NarReader {
    private final NarInput in;
    private final NarSink sink;

    private NarReader(InputStream source, NarSink sink) {
        this.in = new NarInput(source);
        this.sink = sink;
    }

    /**
     * Reads one archive and leaves {@code source} behind its last byte. Give a buffered stream: most reads are small.
     *
     * @return how many bytes the archive has
     * @throws BadNarException when it is no archive, a broken one or one that ends too soon
     */
    public static long read(InputStream source, NarSink sink) throws IOException {
        NarReader reader = new NarReader(source, sink);
        reader.magic();
        reader.node(TreePath.ROOT, 0);
        return reader.in.offset();
    }

    private void magic() throws IOException {
        String magic;
        try {
            magic = in.string(NarFormat.MAGIC.length());
        } catch (BadNarException e) {
            if (e.isTruncated()) {
                throw e;
            }
            magic = "";
        }
        if (!magic.equals(NarFormat.MAGIC)) {
            throw bad("input doesn't look like a Nix archive");
        }
    }

    private void node(TreePath path, int depth) throws IOException {
        if (depth >= NarFormat.MAX_DEPTH) {
            throw bad("NAR directory nesting exceeds maximum depth of " + NarFormat.MAX_DEPTH);
        }
        expect("(");
        expect("type");
        String type = tag();
        switch (type) {
            case "regular" -> regular(path);
            case "directory" -> directory(path, depth);
            case "symlink" -> symlink(path);
            default -> throw bad("unknown file type '" + type + "'");
        }
    }

    private void regular(TreePath path) throws IOException {
        String tag = tag();
        boolean executable = tag.equals("executable");
        if (executable) {
            in.string(0);
            tag = tag();
        }
        if (!tag.equals("contents")) {
            throw bad("expected tag 'contents', got '" + tag + "'");
        }
        long size = in.number();
        NarInput.Contents contents = in.contents(size);
        sink.regularFile(path, executable, size, in.offset(), contents);
        contents.skipRest();
        in.padding(size);
        expect(")");
    }

    private void symlink(TreePath path) throws IOException {
        expect("target");
        String target = in.string(NarFormat.MAX_TARGET);
        if (target.isEmpty() || target.indexOf('\0') >= 0) {
            throw bad("NAR contains invalid symlink target");
        }
        sink.symlink(path, target);
        expect(")");
    }

    private void directory(TreePath path, int depth) throws IOException {
        sink.directory(path);
        String previous = "";
        for (String tag = tag(); !tag.equals(")"); tag = tag()) {
            if (!tag.equals("entry")) {
                throw bad("expected tag 'entry' or ')', got '" + tag + "'");
            }
            expect("(");
            expect("name");
            String name = in.string(NarFormat.MAX_NAME);
            if (name.isEmpty()
                    || name.equals(".")
                    || name.equals("..")
                    || name.indexOf('/') >= 0
                    || name.indexOf('\0') >= 0) {
                throw bad("NAR contains invalid file name '" + name + "'");
            }
            if (name.compareTo(previous) <= 0) {
                throw bad("NAR directory is not sorted");
            }
            previous = name;
            expect("node");
            node(path.child(name), depth + 1);
            expect(")");
        }
    }

    private String tag() throws IOException {
        return in.string(NarFormat.MAX_TAG);
    }

    private void expect(String expected) throws IOException {
        String tag = tag();
        if (!tag.equals(expected)) {
            throw bad("expected tag '" + expected + "', got '" + tag + "'");
        }
    }

    private static BadNarException bad(String what) {
        return BadNarException.wrong("bad archive: " + what);
    }
}
