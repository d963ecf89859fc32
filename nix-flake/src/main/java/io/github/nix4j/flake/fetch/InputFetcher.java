package io.github.nix4j.flake.fetch;

import io.github.nix4j.flake.FlakeException;
import io.github.nix4j.flake.internal.ProgramOutput;
import io.github.nix4j.flake.internal.StoreFailures;
import io.github.nix4j.flake.ref.AttributeValue;
import io.github.nix4j.flake.ref.Input;
import io.github.nix4j.store.Secrets;
import io.github.nix4j.store.StoreException;
import io.github.nix4j.store.activity.Activity;
import io.github.nix4j.store.activity.ActivityKind;
import io.github.nix4j.store.activity.ActivityListener;
import io.github.nix4j.store.tree.SourceTree;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Fetches inputs of every type that it has a {@link Fetcher} for, and checks that they are what they are locked to. Equal
 * inputs are fetched once in its life, also when several threads ask for one at the same time. Thread-safe.
 */
public final class InputFetcher {
    private final FetcherTable fetchers;
    private final StoredTrees stored;
    private final FetchNews news;
    private final @Nullable Consumer<Input> guard;
    private final Map<Input, CompletableFuture<FetchedTree>> fetched;
    private final Map<Input, EarlyFetch> early;

    /**
     * @param fetchers by type of input
     * @param stored asked first for inputs that are pinned by a hash
     */
    public InputFetcher(Map<String, Fetcher> fetchers, StoredTrees stored) {
        this(Map.copyOf(fetchers)::get, stored, new FetchNews(warning -> {}, ActivityListener.NONE));
    }

    InputFetcher(FetcherTable fetchers, StoredTrees stored, FetchNews news) {
        this(fetchers, stored, news, null, new ConcurrentHashMap<>(), new ConcurrentHashMap<>());
    }

    private InputFetcher(
            FetcherTable fetchers,
            StoredTrees stored,
            FetchNews news,
            @Nullable Consumer<Input> guard,
            Map<Input, CompletableFuture<FetchedTree>> fetched,
            Map<Input, EarlyFetch> early) {
        this.fetchers = fetchers;
        this.stored = stored;
        this.news = news;
        this.guard = guard;
        this.fetched = fetched;
        this.early = early;
    }

    /**
     * One that asks {@code check} before everything that it is to fetch, also where this one has it already; otherwise they are
     * the same and share what was fetched. The check throws for what it refuses.
     */
    public InputFetcher guardedBy(Consumer<Input> check) {
        return new InputFetcher(fetchers, stored, news, guard == null ? check : guard.andThen(check), fetched, early);
    }

    /**
     * One that fetches inputs of every type that Nix has: local ones, and remote ones as far as the settings allow.
     */
    public static InputFetcher standard(FetchSettings settings, StoredTrees stored) {
        return new InputFetcher(new StandardFetchers(settings), stored, settings.news());
    }

    /** Fetches {@code input} or returns what that gave before. */
    public FetchedTree fetch(Input input) {
        if (guard != null) {
            guard.accept(input);
        }
        EarlyFetch begun = early.remove(input);
        FetchedTree there = begun == null ? null : begun.take();
        return there != null ? there : fetchShared(input);
    }

    /**
     * Fetches what is named to it before {@link #fetch} is asked for it. One that is {@link #guardedBy} somebody waits for what the
     * guard says.
     */
    public FetchAhead ahead() {
        return new FetchAhead(this, news, early);
    }

    /** Whether {@code input} may be fetched before its turn, and gains by it. */
    boolean mayFetchAhead(Input input) {
        if (guard != null || !input.isDirect() || fetched.containsKey(input)) {
            return false;
        }
        Fetcher fetcher = fetchers.get(input.type());
        return fetcher != null && fetcher.mayFetchAhead(input);
    }

    /** Fetches {@code input}, waits for the thread that does, or returns what that gave. */
    FetchedTree fetchShared(Input input) {
        while (true) {
            CompletableFuture<FetchedTree> mine = new CompletableFuture<>();
            CompletableFuture<FetchedTree> other = fetched.putIfAbsent(input, mine);
            if (other == null) {
                return fetchFor(mine, input);
            }
            try {
                return other.get();
            } catch (InterruptedException e) {
                throw ProgramOutput.interrupted();
            } catch (ExecutionException e) {
                // Another thread's failure, such as being interrupted, is not this one's.
                continue;
            }
        }
    }

    private FetchedTree fetchFor(CompletableFuture<FetchedTree> waiting, Input input) {
        try {
            FetchedTree result = fetchAnew(input);
            waiting.complete(result);
            return result;
        } finally {
            if (!waiting.isDone()) {
                fetched.remove(input, waiting);
                waiting.completeExceptionally(new CancellationException());
            }
        }
    }

    /** Forgets what was fetched: what has changed since will be seen. */
    public void forget() {
        fetched.clear();
        early.clear();
    }

    private Fetcher fetcherOf(Input input) {
        if (!input.isDirect()) {
            throw new FlakeException("indirect input '" + input + "' cannot be fetched directly");
        }
        Fetcher fetcher = fetchers.get(input.type());
        if (fetcher == null) {
            throw new FlakeException("nix4j cannot fetch inputs of type '" + input.type() + "' yet");
        }
        return fetcher;
    }

    /**
     * Fetches {@code input} anew for who wants the files only: they need not have the hash or the date that it says, and errors
     * do not tell what was being fetched.
     */
    public FetchedTree fetchWithoutChecks(Input input) {
        if (guard != null) {
            guard.accept(input);
        }
        try {
            return fetcherOf(input).fetch(input);
        } catch (StoreException e) {
            throw StoreFailures.error(e);
        }
    }

    private FetchedTree fetchAnew(Input input) {
        if (Thread.currentThread().isInterrupted()) {
            // What is waited for first may take the interrupt for its own.
            throw ProgramOutput.interrupted();
        }
        return FlakeException.during("while fetching the input '" + Secrets.hideInUrl(input.toString()) + "'", () -> {
            Fetcher fetcher = fetcherOf(input);
            String narHash = input.isFinal() ? input.narHash() : null;
            if (narHash != null) {
                SourceTree tree = stored.find(input.name(), narHash);
                if (tree != null) {
                    return FetchedTree.stored(tree, input, fetcher.fingerprint(input), narHash);
                }
            }
            try (Activity activity = news.begin(ActivityKind.INPUT, Secrets.hideInUrl(input.toString()))) {
                FetchedTree result = fetcher.fetch(input);
                return result.withLocked(checked(input, result.locked().asFinal()));
            }
        });
    }

    /** What {@code result} is to be called, after making sure that it is what {@code asked} says. */
    private static Input checked(Input asked, Input result) {
        if (asked.isFinal()) {
            Input specified = withCanonicalHash(asked);
            Input found = withCanonicalHash(result);
            for (var field : specified.attributes().asMap().entrySet()) {
                AttributeValue other = found.attributes().get(field.getKey());
                if (other != null && !other.equals(field.getValue())) {
                    throw new FlakeException("mismatch in field '" + field.getKey() + "' of input '"
                            + specified.attributes() + "', got '" + found.attributes() + "'");
                }
            }
            return specified;
        }
        String narHash = asked.narHash();
        if (narHash != null && !narHash.equals(result.narHash())) {
            String got = result.narHash() == null ? "none" : "'" + result.narHash() + "'";
            throw new FlakeException(
                    "NAR hash mismatch in input '" + asked + "', expected '" + narHash + "' but got " + got, 102, null);
        }
        Long lastModified = asked.lastModified();
        if (lastModified != null && !lastModified.equals(result.lastModified())) {
            throw new FlakeException("'lastModified' attribute mismatch in input '" + result + "', expected "
                    + lastModified + ", got " + Objects.requireNonNullElse(result.lastModified(), -1L));
        }
        if (asked.rev() != null && !Objects.equals(asked.rev(), result.rev())) {
            throw new FlakeException("'rev' attribute mismatch in input '" + result + "', expected " + asked.rev());
        }
        Long revCount = asked.revCount();
        if (revCount != null && !revCount.equals(result.revCount())) {
            throw new FlakeException("'revCount' attribute mismatch in input '" + result + "', expected " + revCount);
        }
        return result;
    }

    private static Input withCanonicalHash(Input input) {
        @Nullable String narHash = input.narHash();
        return narHash == null ? input : input.withAttributes(input.attributes().with("narHash", narHash));
    }
}
