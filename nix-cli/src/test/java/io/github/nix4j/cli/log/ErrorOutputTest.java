package io.github.nix4j.cli.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nix4j.store.ByteText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.junit.jupiter.api.Test;

class ErrorOutputTest {
    private static final String STATUS = "\u001b[?7ls\u001b[?7h";
    private static final String ERASED = "\r\u001b[K";

    private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();
    private final ErrorOutput err = new ErrorOutput(terminal);

    private String seen() {
        String seen = ByteText.of(terminal.toByteArray());
        terminal.reset();
        return seen;
    }

    @Test
    void linesAreAsTheyAreWhereNothingIsShown() {
        err.line("a\u001b[1m");
        err.suspend().close();
        err.refresh(() -> "");
        assertThat(seen()).isEqualTo("a\u001b[1m\n");
    }

    @Test
    void linesGoAboveTheStatus() {
        assertThat(err.refresh(() -> "s")).isTrue();
        err.line("a");
        assertThat(seen()).isEqualTo(STATUS + ERASED + "a\n" + STATUS);
        err.refresh(() -> "s");
        assertThat(seen()).isEmpty();
        assertThat(err.refresh(() -> "")).isFalse();
        assertThat(seen()).isEqualTo(ERASED);
    }

    @Test
    void othersGetTheTerminal() {
        err.refresh(() -> "s");
        seen();
        ErrorOutput.Suspension outer = err.suspend();
        assertThat(seen()).isEqualTo(ERASED);
        err.refresh(() -> "t");
        err.line("a");
        ErrorOutput.Suspension inner = err.ask("well? ");
        assertThat(seen()).isEqualTo("a\n" + ERASED + "well? ");
        inner.close();
        inner.close();
        assertThat(seen()).isEmpty();
        outer.close();
        assertThat(seen()).isEqualTo("\u001b[?7lt\u001b[?7h");
    }

    @Test
    void othersWriteAbove() throws IOException {
        err.refresh(() -> "s");
        seen();
        err.above(() -> {
            terminal.write('x');
            return false;
        });
        assertThat(seen()).isEqualTo(ERASED + "x");
        // Behind the beginning of a line, nothing is shown.
        err.refresh(() -> "t");
        assertThat(seen()).isEmpty();
        err.above(() -> {
            terminal.writeBytes(ByteText.bytes("y\n"));
            return true;
        });
        assertThat(seen()).isEqualTo("y\n\u001b[?7lt\u001b[?7h");
    }

    @Test
    void aReaderThatHasGoneIsNoFailure() {
        ErrorOutput lost = new ErrorOutput(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("gone");
            }
        });
        lost.line("a");
        lost.refresh(() -> "s");
        lost.suspend().close();
        assertThat(seen()).isEmpty();
    }
}
