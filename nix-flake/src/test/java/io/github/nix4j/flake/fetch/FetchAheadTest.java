package io.github.nix4j.flake.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nix4j.flake.FlakeException;
import io.github.nix4j.flake.internal.ProgramOutput;
import io.github.nix4j.flake.ref.FlakeRefParser;
import io.github.nix4j.flake.ref.Input;
import io.github.nix4j.flake.ref.ReferenceRules;
import io.github.nix4j.lang.NixLimitException;
import io.github.nix4j.store.activity.Activity;
import io.github.nix4j.store.activity.ActivityKind;
import io.github.nix4j.store.activity.ActivityListener;
import io.github.nix4j.store.tree.MemoryTree;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Inputs that are fetched before their turn. */
@Timeout(60)
class FetchAheadTest {
    private final List<String> told = Collections.synchronizedList(new ArrayList<>());
    private final FetchNews news = new FetchNews(told::add, new ActivityListener() {
        @Override
        public Activity begin(ActivityKind kind, String subject) {
            told.add("begin " + subject);
            return () -> told.add("end " + subject);
        }
    });
    private final Map<String, Integer> fetches = new ConcurrentHashMap<>();

    private static Input input(String path) {
        return FlakeRefParser.of(ReferenceRules.quiet()).parse("path:" + path).input();
    }

    /** What fetching a path does here. */
    private interface Means {
        void fetch(String path) throws InterruptedException;
    }

    private InputFetcher fetcher(Means means) {
        Fetcher fetcher = new Fetcher() {
            @Override
            public FetchedTree fetch(Input input) {
                String path = input.attributes().requireText("path");
                fetches.merge(path, 1, Integer::sum);
                news.warn("fetching " + path);
                try {
                    means.fetch(path);
                } catch (InterruptedException e) {
                    throw ProgramOutput.interrupted();
                }
                return new FetchedTree(MemoryTree.ofFile(new byte[0]), input, null);
            }

            @Override
            public boolean mayFetchAhead(Input input) {
                return !input.attributes().requireText("path").startsWith("/later");
            }
        };
        return new InputFetcher(Map.of("path", fetcher)::get, StoredTrees.NONE, news);
    }

    private List<String> told() {
        return List.copyOf(told);
    }

    @Test
    void allBeginAtOnceAndEachSpeaksInItsTurn() {
        CountDownLatch both = new CountDownLatch(2);
        InputFetcher fetcher = fetcher(path -> {
            both.countDown();
            assertThat(both.await(30, TimeUnit.SECONDS)).isTrue();
        });
        try (FetchAhead ahead = fetcher.ahead()) {
            ahead.expect(input("/a"));
            ahead.expect(input("/b"));
            fetcher.fetch(input("/b"));
            assertThat(told()).containsExactly("begin path:/b", "fetching /b", "end path:/b");
            fetcher.fetch(input("/a"));
        }
        assertThat(told())
                .containsExactly(
                        "begin path:/b", "fetching /b", "end path:/b", "begin path:/a", "fetching /a", "end path:/a");
        assertThat(fetches).containsExactlyInAnyOrderEntriesOf(Map.of("/a", 1, "/b", 1));
    }

    @Test
    void whatStillGoesOnInItsTurnSpeaksAtOnce() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch spoken = new CountDownLatch(1);
        InputFetcher fetcher = fetcher(path -> {
            begun.countDown();
            // Only the turn makes the news come that this waits for.
            while (!told.contains("fetching " + path)) {
                Thread.sleep(1);
            }
            news.warn("late");
            spoken.countDown();
        });
        try (FetchAhead ahead = fetcher.ahead()) {
            ahead.expect(input("/a"));
            assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(told()).isEmpty();
            fetcher.fetch(input("/a"));
        }
        assertThat(told()).containsExactly("begin path:/a", "fetching /a", "late", "end path:/a");
    }

    @Test
    void aFailureWaitsForItsTurnAndIsNotTriedAgain() {
        InputFetcher fetcher = fetcher(path -> {
            throw new FlakeException("no " + path);
        });
        try (FetchAhead ahead = fetcher.ahead()) {
            ahead.expect(input("/a"));
            ahead.expect(input("/b"));
            assertThatThrownBy(() -> fetcher.fetch(input("/b"))).hasMessageContaining("no /b");
            assertThatThrownBy(() -> fetcher.fetch(input("/a"))).hasMessageContaining("no /a");
        }
        assertThat(fetches.values()).containsOnly(1);
        assertThatThrownBy(() -> fetcher.fetch(input("/a"))).hasMessageContaining("no /a");
        assertThat(fetches).containsEntry("/a", 2);
    }

    @Test
    void whatIsNeverAskedForSaysNothing() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        AtomicInteger interrupted = new AtomicInteger();
        CountDownLatch over = new CountDownLatch(1);
        InputFetcher fetcher = fetcher(path -> {
            begun.countDown();
            try {
                Thread.sleep(TimeUnit.SECONDS.toMillis(50));
            } catch (InterruptedException e) {
                interrupted.incrementAndGet();
                throw e;
            } finally {
                over.countDown();
            }
        });
        try (FetchAhead ahead = fetcher.ahead()) {
            ahead.expect(input("/a"));
            assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(over.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(interrupted).hasValue(1);
        assertThat(told()).isEmpty();
    }

    @Test
    void whoeverElseWaitsForWhatIsStoppedFetchesItAnew() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        InputFetcher fetcher = fetcher(path -> {
            if (fetches.get(path) == 1) {
                begun.countDown();
                Thread.sleep(TimeUnit.SECONDS.toMillis(50));
            }
        });
        FetchAhead ahead = fetcher.ahead();
        ahead.expect(input("/a"));
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
        Thread other = new Thread(() -> fetcher.fetch(input("/a")));
        other.start();
        while (other.getState() != Thread.State.WAITING) {
            Thread.sleep(1);
        }
        ahead.close();
        other.join();
        assertThat(fetches).containsEntry("/a", 2);
        fetcher.fetch(input("/a"));
        assertThat(fetches).containsEntry("/a", 2);
    }

    @Test
    void whoTakesWhatWasStoppedBeforeItBeganDoesNotWait() {
        EarlyFetch early = new EarlyFetch(input("/a"), fetcher(path -> {}), news);
        early.cancel();
        assertThat(early.take()).isNull();
        early.run();
        assertThat(fetches).isEmpty();
    }

    @Test
    void innerErrorsComeWhereTheInputIsAskedFor() {
        InputFetcher fetcher = fetcher(path -> {
            throw new StackOverflowError("in " + path);
        });
        try (FetchAhead ahead = fetcher.ahead()) {
            ahead.expect(input("/a"));
            ahead.expect(input("/b"));
            assertThatThrownBy(() -> fetcher.fetch(input("/b")))
                    .isInstanceOf(StackOverflowError.class)
                    .hasMessage("in /b");
        }
    }

    @Test
    void whatIsForgottenIsFetchedAnew() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        InputFetcher fetcher = fetcher(path -> begun.countDown());
        try (FetchAhead ahead = fetcher.ahead()) {
            ahead.expect(input("/a"));
            assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
            ahead.close();
            fetcher.forget();
            fetcher.fetch(input("/a"));
        }
        assertThat(fetches).containsEntry("/a", 2);
    }

    @Test
    void someWaitForTheirTurn() {
        InputFetcher fetcher = fetcher(path -> {});
        try (FetchAhead ahead = fetcher.ahead()) {
            ahead.expect(input("/later"));
            ahead.expect(input("/a"));
            fetcher.fetch(input("/a"));
            fetcher.fetch(input("/later"));
        }
        assertThat(told()).contains("fetching /later");
        assertThat(fetches.values()).containsOnly(1);
    }

    @Test
    void aGuardHearsOnlyWhatIsAskedFor() {
        List<String> asked = new ArrayList<>();
        InputFetcher open = fetcher(path -> {});
        InputFetcher guarded = open.guardedBy(input -> asked.add(input.toString()));
        try (FetchAhead ahead = guarded.ahead()) {
            ahead.expect(input("/a"));
            ahead.expect(input("/b"));
            guarded.fetch(input("/b"));
        }
        assertThat(asked).containsExactly("path:/b");
        assertThat(fetches).containsOnlyKeys("/b");
    }

    @Test
    void theOneWhoWaitsMayBeInterrupted() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        InputFetcher fetcher = fetcher(path -> {
            begun.countDown();
            Thread.sleep(TimeUnit.SECONDS.toMillis(50));
        });
        try (FetchAhead ahead = fetcher.ahead()) {
            ahead.expect(input("/a"));
            assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> fetcher.fetch(input("/a"))).isInstanceOf(NixLimitException.class);
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
