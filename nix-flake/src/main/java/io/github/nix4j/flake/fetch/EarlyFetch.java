package io.github.nix4j.flake.fetch;

import io.github.nix4j.flake.ref.Input;
import io.github.nix4j.lang.NixException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The fetch of one input before its turn. */
final class EarlyFetch implements Runnable {
    private enum State {
        WAITING,
        RUNNING,
        CANCELLED,
        /** Its turn came before a thread did. */
        TAKEN
    }

    private final Input input;
    private final InputFetcher fetcher;
    private final HeldNews news;
    private final HeldNews.Hold hold = new HeldNews.Hold();
    private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile @Nullable FetchedTree result;
    private volatile @Nullable RuntimeException failure;

    EarlyFetch(Input input, InputFetcher fetcher, HeldNews news) {
        this.input = input;
        this.fetcher = fetcher;
        this.news = news;
    }

    Input input() {
        return input;
    }

    @Override
    public void run() {
        if (!state.compareAndSet(State.WAITING, State.RUNNING)) {
            return;
        }
        news.hold(hold);
        try {
            FetchedTree tree = fetcher.fetchShared(input);
            hash(tree);
            result = tree;
        } catch (RuntimeException e) {
            failure = e;
        } finally {
            news.holdNoMore();
            ended.countDown();
        }
    }

    /** What is locked is hashed; of what is large, only when somebody asks. */
    private static void hash(FetchedTree tree) {
        try {
            tree.narHash();
        } catch (NixException e) {
            // Whoever asks for the hash gets this, in its place among other errors.
            return;
        }
    }

    /** No longer wanted. */
    void cancel() {
        state.set(State.CANCELLED);
    }

    /**
     * Its turn has come: passes on its news, waits for its end, throws its failure.
     *
     * @return what was fetched; null if that was not begun, or was stopped
     */
    @Nullable
    FetchedTree take() {
        if (state.compareAndSet(State.WAITING, State.TAKEN) || state.get() == State.TAKEN) {
            return null;
        }
        hold.release();
        try {
            ended.await();
        } catch (InterruptedException e) {
            throw InputFetcher.interrupted();
        }
        FetchedTree fetched = result;
        if (fetched != null) {
            return fetched;
        }
        RuntimeException e = failure;
        if (e != null && state.get() != State.CANCELLED) {
            throw e;
        }
        return null;
    }
}
