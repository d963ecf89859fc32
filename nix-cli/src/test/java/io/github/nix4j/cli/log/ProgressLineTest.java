package io.github.nix4j.cli.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.activity.Activity;
import io.github.nix4j.store.activity.ActivityKind;
import java.io.ByteArrayOutputStream;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
    private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();
    private final ErrorOutput err = new ErrorOutput(terminal);
    private final ProgressLine progress = new ProgressLine(err);

    private String seen() {
        return ByteText.of(terminal.toByteArray());
    }

    /** Waits for the thread that draws. */
    private static void await(BooleanSupplier reached) throws InterruptedException {
        for (int i = 0; i < 2000 && !reached.getAsBoolean(); i++) {
            Thread.sleep(5);
        }
        assertThat(reached.getAsBoolean()).isTrue();
    }

    @Test
    void theLastOfWhatGoesOnIsShown() {
        assertThat(progress.text()).isEmpty();
        Activity outer = progress.begin(ActivityKind.UNPACK, "u");
        Activity inner = progress.begin(ActivityKind.DOWNLOAD, "d");
        assertThat(progress.text()).isEqualTo("downloading 'd'");
        inner.close();
        assertThat(progress.text()).isEqualTo("unpacking 'u' into the Git cache");
        outer.close();
        assertThat(progress.text()).isEmpty();
    }

    @Test
    void downloadsAreCountedTogether() {
        Activity first = progress.begin(ActivityKind.DOWNLOAD, "a");
        first.progress(1 << 19, 0);
        assertThat(progress.text()).isEqualTo("[0.5 MiB DL] downloading 'a'");
        Activity second = progress.begin(ActivityKind.DOWNLOAD, "b");
        second.progress(1 << 20, 3 << 20);
        assertThat(progress.text()).isEqualTo("[1.5/3.5 MiB DL] downloading 'b'");
        second.close();
        assertThat(progress.text()).isEqualTo("[1.5 MiB DL] downloading 'a'");
        progress.begin(ActivityKind.STEP, "files").progress(7, 9);
        assertThat(progress.text()).isEqualTo("[1.5 MiB DL] files");
    }

    @Test
    void inputsAreCountedWhileOneIsFetched() {
        progress.begin(ActivityKind.INPUT, "a").close();
        Activity step = progress.begin(ActivityKind.STEP, "checking");
        assertThat(progress.text()).isEqualTo("checking");
        step.close();
        progress.begin(ActivityKind.INPUT, "b");
        assertThat(progress.text()).isEqualTo("[1 fetched] fetching input 'b'");
    }

    @Test
    void anActivityEndsOnce() {
        Activity input = progress.begin(ActivityKind.INPUT, "a");
        input.close();
        input.close();
        progress.begin(ActivityKind.INPUT, "b");
        assertThat(progress.text()).startsWith("[1 fetched]");
    }

    @Test
    void namesDoNotMoveTheCursor() {
        progress.begin(ActivityKind.INPUT, "a\u001b[2Jb\nc\u007f\u00c2\u009b\u00c3\u009b");
        assertThat(progress.text()).isEqualTo("fetching input 'a?[2Jb?c?\u00c2?\u00c3\u009b'");
    }

    @Test
    void itIsDrawnAndTakenAway() throws InterruptedException {
        Activity step = progress.begin(ActivityKind.STEP, "working");
        await(() -> seen().contains("working"));
        assertThat(seen()).isEqualTo("\u001b[?7lworking\u001b[?7h");
        step.close();
        progress.close();
        assertThat(seen()).isEqualTo("\u001b[?7lworking\u001b[?7h\r\u001b[K");
        progress.begin(ActivityKind.STEP, "late");
        assertThat(progress.text()).isEmpty();
    }

    /** A terminal on which the first thing that is written takes until somebody lets it. */
    private static final class SlowTerminal extends ByteArrayOutputStream {
        private final CountDownLatch begun = new CountDownLatch(1);
        private final CountDownLatch released = new CountDownLatch(1);

        @Override
        public void flush() {
            begun.countDown();
            try {
                released.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        /** What is seen at the end, of what is one line. */
        private boolean isClear() {
            return ByteText.of(toByteArray()).endsWith("\r\u001b[K");
        }
    }

    @Test
    void whatEndsWhileItIsDrawnIsTakenAway() throws InterruptedException {
        SlowTerminal slow = new SlowTerminal();
        ProgressLine line = new ProgressLine(new ErrorOutput(slow));
        Activity step = line.begin(ActivityKind.STEP, "short");
        slow.begun.await();
        step.close();
        slow.released.countDown();
        await(slow::isClear);
    }

    @Test
    void nothingIsDrawnBehindTheEnd() throws InterruptedException {
        for (int i = 0; i < 200; i++) {
            ErrorOutput busy = new ErrorOutput(terminal);
            ProgressLine line = new ProgressLine(busy);
            line.begin(ActivityKind.STEP, "a" + i);
            // About when it is drawn first.
            Thread.sleep(i % 4 == 0 ? 50 : 0);
            line.close();
            int end = terminal.size();
            Thread.sleep(i % 4 == 0 ? 5 : 0);
            assertThat(terminal.size()).isEqualTo(end);
        }
    }

    @Test
    void itComesBackForLaterActivities() throws InterruptedException {
        Activity first = progress.begin(ActivityKind.STEP, "first");
        await(() -> seen().contains("first"));
        first.close();
        await(() -> seen().endsWith("\r\u001b[K"));
        progress.begin(ActivityKind.STEP, "second");
        await(() -> seen().contains("second"));
    }
}
