package io.github.nix4j.flake.fetch;

import io.github.nix4j.flake.ref.Input;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Fetches, on threads of its own, what somebody is going to ask an {@link InputFetcher} for. Results, errors, warnings and their
 * order are those of fetching one after the other: each comes when it is asked for, and what is never asked for is dropped. Closing
 * it stops what still goes on. Thread-safe.
 */
public final class FetchAhead implements AutoCloseable {
    /** A download mostly waits. */
    private static final int THREADS = 8;

    private final Map<Input, EarlyFetch> early;
    private final InputFetcher fetcher;
    private final HeldNews news;
    private final List<EarlyFetch> begun = new ArrayList<>();
    private @Nullable ExecutorService threads;

    FetchAhead(InputFetcher fetcher, HeldNews news, Map<Input, EarlyFetch> early) {
        this.fetcher = fetcher;
        this.news = news;
        this.early = early;
    }

    /** Says that {@code input} will be fetched, unless something fails before. */
    public synchronized void expect(Input input) {
        if (!fetcher.mayFetchAhead(input)) {
            return;
        }
        EarlyFetch fetch = new EarlyFetch(input, fetcher, news);
        if (early.putIfAbsent(input, fetch) != null) {
            return;
        }
        begun.add(fetch);
        if (threads == null) {
            ThreadPoolExecutor pool =
                    new ThreadPoolExecutor(THREADS, THREADS, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
                        Thread thread = new Thread(work, "nix4j fetch");
                        thread.setDaemon(true);
                        return thread;
                    });
            threads = pool;
        }
        threads.execute(fetch);
    }

    @Override
    public synchronized void close() {
        for (EarlyFetch fetch : begun) {
            early.remove(fetch.input(), fetch);
            fetch.cancel();
        }
        begun.clear();
        if (threads != null) {
            threads.shutdownNow();
            threads = null;
        }
    }
}
