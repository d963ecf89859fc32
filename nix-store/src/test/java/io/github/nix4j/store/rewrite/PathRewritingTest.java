package io.github.nix4j.store.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.path.StoreDir;
import io.github.nix4j.store.path.StorePath;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PathRewritingTest {
    private static final StorePath LOW = StorePath.of("00000000000000000000000000000000-low");
    private static final StorePath NEW_LOW = StorePath.of("zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz-low");
    private static final StorePath SELF = StorePath.of("1111111111111111111111111111111a-top");
    private static final StorePath NEW_SELF = StorePath.of("cccccccccccccccccccccccccccccccc-top");

    private static PathRewriting rewriting() {
        return new PathRewriting().path(StoreDir.DEFAULT, LOW, NEW_LOW).hashPart(SELF, NEW_SELF);
    }

    private static String expected(String text) {
        return text.replace("/nix/store/" + LOW, "/nix/store/" + NEW_LOW).replace(SELF.hashPart(), NEW_SELF.hashPart());
    }

    private static String read(String text, PathRewriting rewriting) throws IOException {
        try (InputStream in = new RewritingInputStream(new ByteArrayInputStream(ByteText.bytes(text)), rewriting)) {
            return ByteText.of(in.readAllBytes());
        }
    }

    private static String written(String text, PathRewriting rewriting, int chunk) throws IOException {
        ByteArrayOutputStream result = new ByteArrayOutputStream();
        try (OutputStream out = new RewritingOutputStream(result, rewriting)) {
            byte[] bytes = ByteText.bytes(text);
            for (int at = 0; at < bytes.length; at += chunk) {
                out.write(bytes, at, Math.min(chunk, bytes.length - at));
            }
        }
        return ByteText.of(result.toByteArray());
    }

    /** Wherever the parts of the buffer end, and whatever comes before and after. */
    @Property(tries = 60)
    void pathsAreFoundAcrossTheEndsOfBuffers(
            @ForAll @IntRange(min = 65_400, max = 65_800) int before,
            @ForAll @IntRange(min = 0, max = 3) int between,
            @ForAll @IntRange(min = 1, max = 70_000) int chunk)
            throws IOException {
        String text = "0".repeat(before) + "/nix/store/" + LOW + "1".repeat(between) + SELF.hashPart() + "a"
                + "/nix/store/" + LOW + SELF.hashPart();
        assertThat(read(text, rewriting())).isEqualTo(expected(text));
        assertThat(written(text, rewriting(), chunk)).isEqualTo(expected(text));
    }

    @Test
    void onlyWholePathsAreReplaced() throws IOException {
        for (String text : new String[] {
            "",
            "/nix/store/" + LOW.hashPart() + "-other",
            "/nix/stor/" + LOW,
            LOW.baseName(),
            "/nix/store/" + LOW + "er/x",
            SELF.hashPart().substring(1) + "b",
            "x" + SELF.hashPart() + SELF.hashPart() + "x"
        }) {
            assertThat(read(text, rewriting())).isEqualTo(expected(text));
            assertThat(written(text, rewriting(), 7)).isEqualTo(expected(text));
        }
    }

    @Test
    void selfReferencesAreBlanked() throws IOException {
        assertThat(read("a" + SELF, new PathRewriting().blank(SELF))).isEqualTo("a" + "\0".repeat(32) + "-top");
    }
}
