package io.github.nix4j.store.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Locks that threads of two processes want. */
@Timeout(120)
class FetchLockTest {
    /** Long enough for a thread of another process to have begun to wait. */
    private static final long SETTLING_MILLIS = 300;

    @TempDir
    Path folder;

    /** Another process: one of its threads has the lock {@code theirs}, another one waits for {@code ours}. */
    static final class Other {
        private Other() {}

        public static void main(String[] arguments) throws Exception {
            Path folder = Path.of(arguments[0]);
            CountDownLatch taken = new CountDownLatch(1);
            Thread holder = new Thread(() -> {
                try (FetchLock lock = FetchLock.take(folder, "theirs")) {
                    taken.countDown();
                    System.in.read();
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            holder.start();
            taken.await();
            System.out.println("has theirs");
            try (FetchLock lock = FetchLock.take(folder, "ours")) {
                System.out.println("has ours");
            }
            holder.join();
        }
    }

    private static FutureTask<Boolean> take(Path folder, String name, CountDownLatch taken, CountDownLatch release) {
        FutureTask<Boolean> task = new FutureTask<>(() -> {
            try (FetchLock lock = FetchLock.take(folder, name)) {
                taken.countDown();
                return release.await(60, TimeUnit.SECONDS);
            }
        });
        new Thread(task).start();
        return task;
    }

    /** Each process has a lock that another thread of the other waits for: nobody waits for himself. */
    @Test
    void threadsOfTwoProcessesAreNoDeadlock() throws Exception {
        CountDownLatch ours = new CountDownLatch(1);
        CountDownLatch theirs = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        FutureTask<Boolean> holder = take(folder, "ours", ours, release);
        ours.await();
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Other.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader said =
                new BufferedReader(new InputStreamReader(other.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(said.readLine()).isEqualTo("has theirs");
            Thread.sleep(SETTLING_MILLIS);
            FutureTask<Boolean> waiter = take(folder, "theirs", theirs, release);
            assertThat(theirs.await(SETTLING_MILLIS, TimeUnit.MILLISECONDS)).isFalse();
            release.countDown();
            assertThat(holder.get()).isTrue();
            assertThat(said.readLine()).isEqualTo("has ours");
            other.getOutputStream().write('\n');
            other.getOutputStream().flush();
            assertThat(waiter.get()).isTrue();
            assertThat(other.waitFor()).isZero();
        } finally {
            other.destroyForcibly();
        }
    }
}
