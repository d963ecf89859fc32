package io.github.nix4j.flake.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nix4j.flake.FlakeException;
import io.github.nix4j.flake.loopback.GitHttpServer;
import io.github.nix4j.flake.ref.FlakeRefParser;
import io.github.nix4j.flake.ref.Input;
import io.github.nix4j.flake.ref.ReferenceRules;
import io.github.nix4j.lang.io.UrlFetcher;
import io.github.nix4j.store.tree.MemoryTree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several threads that want the same input. */
class ConcurrentFetchTest {
    private static final int THREADS = 8;

    @TempDir
    Path directory;

    private static Input input(String reference) {
        return FlakeRefParser.of(ReferenceRules.quiet()).parse(reference).input();
    }

    /** All at once, each with what {@code fetcher} gives it. */
    private static List<FetchedTree> fetch(Input input, Supplier<InputFetcher> fetcher) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<FetchedTree>> all = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                all.add(threads.submit(() -> fetcher.get().fetch(input)));
            }
            List<FetchedTree> trees = new ArrayList<>();
            for (Future<FetchedTree> each : all) {
                trees.add(each.get());
            }
            return trees;
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void oneFetchServesAll() throws Exception {
        AtomicInteger fetches = new AtomicInteger();
        InputFetcher fetcher = new InputFetcher(
                Map.of("path", input -> {
                    fetches.incrementAndGet();
                    Thread.yield();
                    return new FetchedTree(MemoryTree.builder().build(), input, null);
                }),
                StoredTrees.NONE);
        assertThat(fetch(input("path:/x"), () -> fetcher))
                .hasSize(THREADS)
                .containsOnly(fetcher.fetch(input("path:/x")));
        assertThat(fetches).hasValue(1);
        fetcher.forget();
        fetcher.fetch(input("path:/x"));
        assertThat(fetches).hasValue(2);
    }

    @Test
    void failuresAreNotKept() {
        AtomicInteger fetches = new AtomicInteger();
        InputFetcher fetcher = new InputFetcher(
                Map.of("path", input -> {
                    if (fetches.incrementAndGet() == 1) {
                        throw new FlakeException("the first time it fails");
                    }
                    return new FetchedTree(MemoryTree.builder().build(), input, null);
                }),
                StoredTrees.NONE);
        assertThatThrownBy(() -> fetcher.fetch(input("path:/x"))).isInstanceOf(FlakeException.class);
        assertThat(fetcher.fetch(input("path:/x"))).isNotNull();
    }

    /** Each thread has a loader of its own, and they share the folder of clones. */
    @Test
    void oneCloneIsChangedByOneThreadAtATime() throws Exception {
        Path origin = directory.resolve("origin.git");
        Path work = directory.resolve("work");
        try (Git git = Git.init()
                .setDirectory(work.toFile())
                .setInitialBranch("master")
                .call()) {
            Files.writeString(work.resolve("file"), "1\n");
            git.add().addFilepattern("file").call();
            commit(git, "one");
        }
        Git.cloneRepository()
                .setURI(work.toUri().toString())
                .setDirectory(origin.toFile())
                .setBare(true)
                .call()
                .close();
        FetchSettings settings = FetchSettings.in(directory, warning -> {})
                .withRemotes(UrlFetcher.NONE, directory.resolve("clones"), Duration.ZERO);
        List<FetchedTree> trees = fetch(
                input("git+file://" + origin + "?ref=master"), () -> InputFetcher.standard(settings, StoredTrees.NONE));
        assertThat(trees.stream().map(FetchedTree::narHash).distinct()).hasSize(1);
    }

    /** Each thread has a loader of its own; the server is asked as often as for one. */
    @Test
    void severalLoadersAskTheServerOnce() throws Exception {
        Path work = Files.createDirectories(directory.resolve("served/repository"));
        try (Git git = Git.init()
                .setDirectory(work.toFile())
                .setInitialBranch("master")
                .call()) {
            commit(git, "one");
        }
        try (GitHttpServer server = new GitHttpServer(directory.resolve("served"))) {
            List<Integer> requests = new ArrayList<>();
            for (int loaders : List.of(1, THREADS)) {
                FetchSettings settings = FetchSettings.in(directory, warning -> {})
                        .withRemotes(UrlFetcher.NONE, directory.resolve("clones" + loaders), Duration.ofHours(1));
                Input input = input("git+" + server.url() + "/repository");
                List<FetchedTree> trees = loaders == 1
                        ? List.of(InputFetcher.standard(settings, StoredTrees.NONE)
                                .fetch(input))
                        : fetch(input, () -> InputFetcher.standard(settings, StoredTrees.NONE));
                assertThat(trees.stream().map(tree -> tree.locked().rev()).distinct())
                        .hasSize(1);
                requests.add(server.takeRequests());
            }
            assertThat(requests.get(1)).isEqualTo(requests.get(0)).isPositive();
        }
    }

    /** What a killed process leaves in a clone. */
    @Test
    void leftoversOfAKilledFetchAreRemoved() throws Exception {
        Path work = Files.createDirectories(directory.resolve("served/repository"));
        try (Git git = Git.init()
                        .setDirectory(work.toFile())
                        .setInitialBranch("master")
                        .call();
                GitHttpServer server = new GitHttpServer(directory.resolve("served"))) {
            FetchSettings settings = FetchSettings.in(directory, warning -> {})
                    .withRemotes(UrlFetcher.NONE, directory.resolve("clones"), Duration.ZERO);
            Input input = input("git+" + server.url() + "/repository?ref=master");
            commit(git, "one");
            Supplier<String> fetch = () -> String.valueOf(InputFetcher.standard(settings, StoredTrees.NONE)
                    .fetch(input)
                    .locked()
                    .rev());
            String first = fetch.get();
            commit(git, "two");
            Path clone = onlyClone();
            Process running = new ProcessBuilder("sleep", "1000").start();
            ProcessHandle handle = running.toHandle();
            long started = handle.info().startInstant().orElseThrow().toEpochMilli();
            Files.writeString(clone.resolve("nix4j-fetching"), handle.pid() + " " + started);
            List<String> left = List.of("refs/heads/master.lock", "packed-refs.lock", "objects/pack/tmp_pack_x");
            for (String name : left) {
                Files.writeString(clone.resolve(name), "");
            }
            assertThat(fetch.get()).isNotEqualTo(first);
            assertThat(running.isAlive()).isFalse();
            for (String name : left) {
                assertThat(clone.resolve(name)).doesNotExist();
            }
            assertThat(clone.resolve("nix4j-fetching")).doesNotExist();
        }
    }

    private static void commit(Git git, String message) throws Exception {
        git.commit()
                .setMessage(message)
                .setAllowEmpty(true)
                .setAuthor("A", "a@b")
                .setCommitter("A", "a@b")
                .setSign(false)
                .call();
    }

    private Path onlyClone() throws Exception {
        try (var clones = Files.list(directory.resolve("clones"))) {
            return clones.filter(Files::isDirectory).findFirst().orElseThrow();
        }
    }
}
