package io.github.nix4j.cli.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Syntax trees of many files, parsed and printed by several threads while one takes their texts in order (all of nixpkgs takes
 * .7 times as long with two). What there is to tell about a file, an error or a warning, is told by the one who takes it.
 */
public final class ParsedAhead implements AutoCloseable {
    /** Fewer files are parsed before a thread has begun. */
    private static final int FEWEST = 8;

    /** How many texts may wait to be taken. */
    private static final int MOST_WAITING = 64;

    /** Reserved, not committed, as for evaluation: nesting is recursion. */
    private static final long STACK_SIZE = 512L << 20;

    private static final CompletableFuture<Optional<String>> NOTHING =
            CompletableFuture.completedFuture(Optional.empty());

    private final Expressions sources;
    private final List<String> files;
    private final List<CompletableFuture<Optional<String>>> texts = new ArrayList<>();
    private final AtomicInteger next = new AtomicInteger();
    private final Semaphore room = new Semaphore(MOST_WAITING);
    private final List<Thread> threads = new ArrayList<>();

    /**
     * @param files words that name files
     * @param helpers how many threads may be busy beside the caller's, which mostly waits: one more stands in for it
     */
    public ParsedAhead(Expressions sources, List<String> files, int helpers) {
        this.sources = sources;
        this.files = List.copyOf(files);
        files.forEach(file -> texts.add(new CompletableFuture<>()));
        for (int i = 0; i <= helpers && helpers > 0 && files.size() >= FEWEST; i++) {
            Thread thread = new Thread(null, this::work, "nix4j parse", STACK_SIZE);
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
    }

    /** The text of the file with this index, each of which is taken in turn; empty if the caller is to parse it. */
    public Optional<String> take(int index) {
        if (next.compareAndSet(index, index + 1)) {
            return Optional.empty();
        }
        Optional<String> text = texts.get(index).join();
        // Its text goes.
        texts.set(index, NOTHING);
        room.release();
        return text;
    }

    private void work() {
        while (true) {
            try {
                room.acquire();
            } catch (InterruptedException e) {
                // Closed.
                return;
            }
            int index = next.getAndIncrement();
            if (index >= files.size()) {
                return;
            }
            texts.get(index).complete(attempt(files.get(index)));
        }
    }

    private Optional<String> attempt(String file) {
        try {
            return sources.parseSilently(file);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            // It happens again where it can be told in its turn.
            return Optional.empty();
        }
    }

    /** Ends the threads, which may still finish a file. */
    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
    }
}
