package io.github.nix4j.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileLockInterruptionException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What says that the thread was interrupted, and what says something of the store. */
class StoreExceptionTest {
    @Test
    void interruptionsAreToldFromFailures() {
        for (Exception interruption : List.of(
                new InterruptedException(),
                new ClosedByInterruptException(),
                new FileLockInterruptionException(),
                new InterruptedIOException(),
                new UncheckedIOException(new ClosedByInterruptException()))) {
            StoreException e = new StoreException("cannot add", interruption);
            assertThat(e.isInterruption()).as(interruption.toString()).isTrue();
            assertThat(e.during("reading").isInterruption()).isTrue();
        }
        // A server that says nothing.
        assertThat(new StoreException("timed out", new SocketTimeoutException()).isInterruption())
                .isFalse();
        assertThat(new StoreException("broken", new IOException()).isInterruption())
                .isFalse();
        assertThat(new StoreException("broken").isInterruption()).isFalse();
    }
}
