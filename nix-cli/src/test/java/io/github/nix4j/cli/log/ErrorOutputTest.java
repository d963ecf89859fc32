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
        err.suspend();
        err.resume();
        err.status("");
        assertThat(seen()).isEqualTo("a\u001b[1m\n");
    }

    @Test
    void linesGoAboveTheStatus() {
        err.status("s");
        err.line("a");
        assertThat(seen()).isEqualTo(STATUS + ERASED + "a\n" + STATUS);
        err.status("s");
        assertThat(seen()).isEmpty();
        err.status("");
        assertThat(seen()).isEqualTo(ERASED);
    }

    @Test
    void othersGetTheTerminal() {
        err.status("s");
        seen();
        err.suspend();
        assertThat(seen()).isEqualTo(ERASED);
        err.status("t");
        err.line("a");
        err.suspend();
        assertThat(seen()).isEqualTo("a\n");
        err.resume();
        assertThat(seen()).isEqualTo("\u001b[?7lt\u001b[?7h");
        err.ask("well? ");
        assertThat(seen()).isEqualTo(ERASED + ERASED + "well? ");
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
        lost.status("s");
        lost.suspend();
        assertThat(seen()).isEmpty();
    }
}
