package io.github.nix4j.flake.fetch;

import io.github.nix4j.flake.ref.Input;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Fetches, on threads of its own, what somebody is going to ask an {@link InputFetcher} for. Results, errors, warnings and their
 * order are those of fetching one after the other: each comes when it is asked for, and what is never asked for is dropped. Closing
 * it stops what still goes on. Thread-safe.
 */
public final class FetchAhead implements AutoCloseable {
    /** A download mostly waits. */
    private static final int DOWNLOADS = 8;

    private static final long PATIENCE_SECONDS = 1;

    private final Map<Input, EarlyFetch> early;
    private final InputFetcher fetcher;
    private final FetchNews news;
    private final Set<String> asked = new HashSet<>();
    private final List<EarlyFetch> begun = new ArrayList<>();
    private @Nullable ExecutorService downloads;
    private @Nullable ExecutorService readers;
    private boolean closed;

    FetchAhead(InputFetcher fetcher, FetchNews news, Map<Input, EarlyFetch> early) {
        this.fetcher = fetcher;
        this.news = news;
        this.early = early;
    }

    /** Says that {@code input} will be fetched, unless something fails before. */
    public synchronized void expect(Input input) {
        // Of several that need the same download the first asks for it, and tells of it.
        String url = input.attributes().text("url");
        if (closed || !fetcher.mayFetchAhead(input) || !asked.add(url == null ? input.toString() : url)) {
            return;
        }
        EarlyFetch fetch = new EarlyFetch(input, fetcher, news);
        if (early.putIfAbsent(input, fetch) != null) {
            return;
        }
        begun.add(fetch);
        if (url != null && url.startsWith("file:")) {
            if (readers == null) {
                // Reading takes the processor, of which whoever asks for the inputs needs one, too.
                readers = threads(Math.max(1, Runtime.getRuntime().availableProcessors() - 1));
            }
            readers.execute(fetch);
        } else {
            if (downloads == null) {
                downloads = threads(DOWNLOADS);
            }
            downloads.execute(fetch);
        }
    }

    private static ExecutorService threads(int most) {
        return Executors.newFixedThreadPool(most, work -> {
            Thread thread = new Thread(work, "nix4j fetch");
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public void close() {
        List<ExecutorService> stopped = new ArrayList<>();
        synchronized (this) {
            closed = true;
            for (EarlyFetch fetch : begun) {
                early.remove(fetch.input(), fetch);
                fetch.cancel();
            }
            begun.clear();
            if (downloads != null) {
                stopped.add(downloads);
            }
            if (readers != null) {
                stopped.add(readers);
            }
            downloads = null;
            readers = null;
        }
        stopped.forEach(ExecutorService::shutdownNow);
        stopped.forEach(FetchAhead::awaitEnd);
    }

    /** What was stopped has files to remove, and to tell nobody anything afterwards. */
    private static void awaitEnd(ExecutorService stopped) {
        try {
            // Who does not hear of it in this time is left alone: it harms nobody.
            boolean unused = stopped.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
