package io.github.nix4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nix4j.store.ByteText;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Standard output that takes nothing: the run fails and says why. */
class LostOutputTest {
    private static final String LONG = "builtins.genList (x: x) 100000";

    private record Failed(int status, String err) {}

    private static Failed run(String reason, String program, String... words) {
        OutputStream broken = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(reason);
            }
        };
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = Program.run(new Invocation(
                program,
                List.of(words),
                Map.of("HOME", "/homeless", "NIX_CONFIG", "experimental-features = nix-command"),
                "/",
                InputStream.nullInputStream(),
                new BufferedOutputStream(broken, 1 << 16),
                err));
        return new Failed(status, ByteText.of(err.toByteArray()));
    }

    @Test
    void aFullDiskIsAnError() {
        String full = "No space left on device";
        assertThat(run(full, "nix", "eval", "--expr", "100 + 23"))
                .isEqualTo(new Failed(1, "error: write of 3 bytes: No space left on device\n"));
        assertThat(run(full, "nix", "eval", "--expr", LONG))
                .isEqualTo(new Failed(1, "error: write of 588893 bytes: No space left on device\n"));
        assertThat(run(full, "nix-instantiate", "--eval", "-E", "1").status()).isEqualTo(1);
        assertThat(run(full, "nix4j", "--version").status()).isEqualTo(1);
    }

    @Test
    void aReaderThatHasGoneIsAnErrorOfTheNewProgramsOnly() {
        String gone = "Broken pipe";
        assertThat(run(gone, "nix", "eval", "--raw", "--expr", "\"ab\""))
                .isEqualTo(new Failed(1, "error: write of 2 bytes: Broken pipe\n"));
        assertThat(run(gone, "nix-instantiate", "--eval", "--strict", "-E", LONG))
                .isEqualTo(new Failed(0, ""));
    }

    @Test
    void theErrorOfTheRunComesFirst() {
        Failed failed = run("Broken pipe", "nix", "eval", "--expr", "1", "--foo");
        assertThat(failed.err()).startsWith("error: unrecognised flag '--foo'\n");
    }
}
