package io.github.nix4j.flake.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nix4j.lang.NixLimitException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Programs that are waited for: what they print, and that an interrupt reaches who waits although they print nothing. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(60)
class ProgramOutputTest {
    @Test
    void allThatIsPrintedIsRead() throws Exception {
        Process process = new ProcessBuilder("/bin/sh", "-c", "printf 'a\\351b'; exit 3").start();
        assertThat(ProgramOutput.await(process)).isEqualTo("a\u00e9b");
        assertThat(process.exitValue()).isEqualTo(3);
    }

    @Test
    void anInterruptEndsASilentProgramAndWhatItStarted() throws Exception {
        // The pipe stays open as long as the inner one lives.
        Process process = new ProcessBuilder("/bin/sh", "-c", "sleep 600; true").start();
        Thread waiting = Thread.currentThread();
        Thread other = new Thread(() -> {
            try {
                while (process.descendants().findAny().isEmpty()) {
                    TimeUnit.MILLISECONDS.sleep(10);
                }
                waiting.interrupt();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        other.start();
        assertThatThrownBy(() -> ProgramOutput.await(process))
                .isInstanceOf(NixLimitException.class)
                .hasMessage("interrupted by the user");
        assertThat(Thread.interrupted()).isTrue();
        other.join(Duration.ofSeconds(10).toMillis());
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }
}
