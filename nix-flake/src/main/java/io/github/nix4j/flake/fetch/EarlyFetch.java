package io.github.nix4j.flake.fetch;

import com.google.common.base.Throwables;
import io.github.nix4j.flake.internal.ProgramOutput;
import io.github.nix4j.flake.ref.Input;
import java.util.Objects;
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
    private final FetchNews news;
    private final FetchNews.Hold hold = new FetchNews.Hold();
    private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile @Nullable FetchedTree result;
    private volatile @Nullable Throwable failure;

    EarlyFetch(Input input, InputFetcher fetcher, FetchNews news) {
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
        } catch (RuntimeException | Error e) {
            // Thrown, if it is still wanted, where somebody asks for the input.
            failure = e;
        } finally {
            news.holdNoMore();
            ended.countDown();
        }
    }

    /** What is locked is hashed. */
    private static void hash(FetchedTree tree) {
        try {
            tree.narHash();
        } catch (RuntimeException e) {
            // Whoever asks for the hash gets this, in its place among other errors.
            return;
        }
    }

    /** No longer wanted. */
    void cancel() {
        if (state.getAndSet(State.CANCELLED) == State.WAITING) {
            ended.countDown();
        }
    }

    /**
     * Its turn has come: passes on its news, waits for its end, throws its failure.
     *
     * @return what was fetched; null if that was not begun, or was stopped
     */
    @Nullable
    FetchedTree take() {
        if (state.compareAndSet(State.WAITING, State.TAKEN) || state.get() != State.RUNNING) {
            return null;
        }
        hold.release();
        try {
            ended.await();
        } catch (InterruptedException e) {
            throw ProgramOutput.interrupted();
        }
        FetchedTree fetched = result;
        if (fetched != null) {
            return fetched;
        }
        if (state.get() == State.CANCELLED) {
            return null;
        }
        Throwable e = failure;
        Throwables.throwIfUnchecked(Objects.requireNonNull(e));
        throw new IllegalStateException(e);
    }
}
