package io.github.nix4j.store.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.LocalStore;
import io.github.nix4j.store.PathInfo;
import io.github.nix4j.store.Store;
import io.github.nix4j.store.StoreException;
import io.github.nix4j.store.Stores;
import io.github.nix4j.store.derivation.Derivation;
import io.github.nix4j.store.derivation.DerivationHasher;
import io.github.nix4j.store.derivation.DerivationInput;
import io.github.nix4j.store.derivation.DerivationOutput;
import io.github.nix4j.store.derivation.OutputPaths;
import io.github.nix4j.store.internal.local.ObjectFiles;
import io.github.nix4j.store.memory.InMemoryStore;
import io.github.nix4j.store.path.StorePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Builds of shell scripts in a store of their own. */
class LocalBuilderTest {
    private static final BuildOptions OPTIONS = BuildOptions.forSystem("test-system");

    @TempDir
    Path temporary;

    private Store store = new InMemoryStore();

    @BeforeEach
    void open() {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "skipped: there is no /bin/sh to build with");
        store = Stores.open("local?fsync-store-paths=false&store=" + temporary.resolve("store") + "&state="
                + temporary.resolve("state"));
    }

    @AfterEach
    void close() throws IOException {
        store.close();
        try (var objects = Files.list(temporary.resolve("store"))) {
            for (Path object : objects.toList()) {
                ObjectFiles.delete(object);
            }
        }
    }

    private StorePath derivation(String name, String script, StorePath... inputs) {
        return derivation(name, script, Set.of("out"), inputs);
    }

    private StorePath derivation(String name, String script, Set<String> outputNames, StorePath... inputs) {
        TreeMap<String, DerivationOutput> outputs = new TreeMap<>();
        TreeMap<String, String> env = new TreeMap<>();
        for (String output : outputNames) {
            outputs.put(output, new DerivationOutput.Deferred());
            env.put(output, "");
        }
        env.put("PATH", "/bin:/usr/bin");
        TreeMap<StorePath, DerivationInput> wanted = new TreeMap<>();
        for (StorePath input : inputs) {
            wanted.put(input, DerivationInput.of(new TreeSet<>(Set.of("out"))));
            env.put("input" + wanted.size(), print(output(input, "out")));
        }
        Derivation plain = new Derivation(
                name, outputs, wanted, new TreeSet<>(), "test-system", "/bin/sh", List.of("-c", script), env, null);
        DerivationHasher hasher = new DerivationHasher(store.storeDir(), store::readDerivation);
        return store.addDerivation(new OutputPaths(store.storeDir(), hasher).fillIn(plain));
    }

    private String print(StorePath path) {
        return store.storeDir().print(path);
    }

    private StorePath output(StorePath derivation, String name) {
        StorePath path = store.readDerivation(derivation).outputPath(store.storeDir(), name);
        assertThat(path).isNotNull();
        return path;
    }

    private static BuildTarget target(StorePath derivation, String... outputs) {
        return new BuildTarget(derivation, new TreeSet<>(Arrays.asList(outputs)));
    }

    private void build(BuildOptions options, StorePath... derivations) {
        LocalBuilder.of(store, options, BuildListener.NONE)
                .build(Arrays.stream(derivations)
                        .map(derivation -> target(derivation, "out"))
                        .toList());
    }

    @Test
    void whatIsBuiltIsValidWithItsReferences() throws IOException {
        StorePath below = derivation("below", "umask 0; mkdir -m 755 $out; echo hi > $out/x; chmod 777 $out/x");
        StorePath above = derivation("above", "read word < $input1/x; echo $input1 $word $out > $out", below);
        LocalBuilder builder = LocalBuilder.of(store, OPTIONS, BuildListener.NONE);
        assertThat(builder.missing(List.of(target(above, "out")))).containsExactly(below, above);
        build(OPTIONS, above);
        StorePath made = output(above, "out");
        assertThat(Files.readString(Path.of(print(made))))
                .isEqualTo(print(output(below, "out")) + " hi " + print(made) + "\n");
        PathInfo info = store.pathInfo(made);
        assertThat(info).isNotNull();
        assertThat(info.references()).containsExactlyInAnyOrder(made, output(below, "out"));
        assertThat(info.deriver()).isEqualTo(above);
        assertThat(info.ultimate()).isTrue();
        Path file = Path.of(print(output(below, "out"))).resolve("x");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("r-xr-xr-x");
        assertThat(Files.getLastModifiedTime(file).toMillis()).isEqualTo(1000);
        assertThat(builder.missing(List.of(target(above, "out")))).isEmpty();
    }

    @Test
    @Timeout(60)
    void aBuildMayBeTheFirstThatIsWritten() {
        StorePath derivation = derivation("first", "echo > $out");
        store.close();
        open();
        build(OPTIONS, derivation);
        assertThat(store.isValid(output(derivation, "out"))).isTrue();
    }

    @Test
    void failedBuildsLeaveNothing() throws IOException {
        StorePath failing = derivation("failing", "echo half > $out; echo why; exit 3");
        StorePath waiting = derivation("waiting", "echo > $out", failing);
        List<String> failures = new ArrayList<>();
        BuildListener listener = new BuildListener() {
            @Override
            public void failed(StorePath derivation, BuildException failure) {
                failures.add(failure.byteMessage());
            }
        };
        assertThatThrownBy(() -> LocalBuilder.of(store, OPTIONS, listener).build(List.of(target(waiting, "out"))))
                .hasMessageContaining("Reason: 1 dependency failed.");
        assertThat(failures).hasSize(1);
        assertThat(failures.get(0)).contains("builder failed with exit code 3.", "\n> why\n");
        assertThat(store.isValid(output(failing, "out"))).isFalse();
        assertThat(Path.of(print(output(failing, "out")))).doesNotExist();
        try (var left = Files.list(temporary.resolve("state/nix4j/builds"))) {
            assertThat(left.filter(Files::isDirectory)).isEmpty();
        }
    }

    @Test
    void leftoversOfKilledBuildsAreReplaced() throws IOException {
        StorePath derivation = derivation("again", "echo whole > $out");
        Path place = Path.of(print(output(derivation, "out")));
        Files.createDirectories(place);
        Files.writeString(place.resolve("half"), "x");
        build(OPTIONS, derivation);
        assertThat(place).hasContent("whole");
    }

    @Test
    void cyclesAmongOutputsAreRefused() {
        StorePath derivation = derivation("cycle", "echo $a > $out; echo $out > $a", Set.of("a", "out"));
        assertThatThrownBy(() -> build(OPTIONS, derivation)).hasMessageContaining("cycle detected");
        assertThat(store.isValid(output(derivation, "a"))).isFalse();
    }

    @Test
    void manyBuildersBuildOnce() throws Exception {
        Path count = temporary.resolve("count");
        StorePath derivation = derivation("once", "sleep 0.3; echo x >> " + count + "; echo > $out");
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try {
            List<Callable<Void>> work = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                work.add(() -> {
                    build(OPTIONS, derivation);
                    return null;
                });
            }
            for (Future<Void> done : threads.invokeAll(work)) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(count).hasContent("x");
    }

    @Test
    void whatTakesTooLongIsKilledWithAllItStarted() throws Exception {
        Path alive = temporary.resolve("alive");
        StorePath derivation = derivation("slow", "(while :; do echo x >> " + alive + "; sleep 0.05; done) & sleep 60");
        BuildOptions limited = new BuildOptions(
                OPTIONS.systems(),
                OPTIONS.system(),
                OPTIONS.features(),
                1,
                Duration.ofSeconds(1),
                Duration.ZERO,
                1,
                false,
                false,
                OPTIONS.impureVariables(),
                null);
        assertThatThrownBy(() -> build(limited, derivation)).hasMessage("timed out after 1 seconds");
        long size = Files.size(alive);
        Thread.sleep(300);
        assertThat(Files.size(alive)).isEqualTo(size);
    }

    @Test
    void processesThatOutliveTheirBuilderAreKilled() throws Exception {
        Path alive = temporary.resolve("alive");
        StorePath derivation =
                derivation("demon", "(while :; do echo x >> " + alive + "; sleep 0.05; done) & sleep 0.2; echo > $out");
        build(OPTIONS, derivation);
        long size = Files.size(alive);
        Thread.sleep(300);
        assertThat(Files.size(alive)).isEqualTo(size);
    }

    @Test
    void buildersSeeTheirOwnVariablesOnly() throws IOException {
        StorePath derivation = derivation("env", "env > $out; echo \"$(pwd)\" >> $out");
        build(OPTIONS, derivation);
        List<String> lines = Files.readAllLines(Path.of(print(output(derivation, "out"))));
        String folder = lines.get(lines.size() - 1);
        assertThat(lines)
                .contains(
                        "HOME=/homeless-shelter",
                        "NIX_STORE=" + store.storeDir(),
                        "TMPDIR=" + folder,
                        "NIX_LOG_FD=2",
                        "PATH=/bin:/usr/bin")
                .noneMatch(line -> line.startsWith("USER=") || line.startsWith("JAVA"));
        assertThat(Path.of(folder)).doesNotExist();
    }

    @Test
    void bytesOfArgumentsArriveAsTheyAre() throws IOException {
        String odd = ByteText.of(new byte[] {'\'', (byte) 0xff, '"', '$', '\n', '`', '\\', (byte) 0xc3});
        StorePath derivation = derivation("bytes", "printf %s \"$0\" > $out");
        Derivation plain = store.readDerivation(derivation);
        Derivation with = new Derivation(
                "bytes2",
                new TreeMap<>(java.util.Map.of("out", new DerivationOutput.Deferred())),
                plain.inputs(),
                plain.inputSources(),
                plain.system(),
                plain.builder(),
                List.of("-c", "printf %s \"$0\" > $out", odd),
                new TreeMap<>(java.util.Map.of("out", "", "PATH", "/bin")),
                null);
        DerivationHasher hasher = new DerivationHasher(store.storeDir(), store::readDerivation);
        StorePath path = store.addDerivation(new OutputPaths(store.storeDir(), hasher).fillIn(with));
        build(OPTIONS, path);
        assertThat(ByteText.of(Files.readAllBytes(Path.of(print(output(path, "out"))))))
                .isEqualTo(odd);
    }

    /** On a full disk, say: a builder that writes more than a pipe holds would wait for ever. */
    @Test
    @Timeout(60)
    void aLogThatCannotBeWrittenEndsTheBuild() throws IOException {
        assumeTrue(Files.exists(Path.of("/dev/full")), "skipped: there is no /dev/full");
        StorePath derivation = derivation("noisy", "yes | head -c 1000000; echo > $out");
        Path log = DerivationBuild.logFile((LocalStore) store, derivation);
        Files.createDirectories(log.getParent());
        Files.createSymbolicLink(log, Path.of("/dev/full"));
        assertThatThrownBy(() -> build(OPTIONS, derivation))
                .isInstanceOf(BuildException.class)
                .hasMessageContaining("No space left on device");
        assertThat(store.isValid(output(derivation, "out"))).isFalse();
    }

    @Test
    @Timeout(60)
    void aListenerThatFailsEndsTheBuild() {
        StorePath derivation = derivation("heard", "yes | head -c 1000000; echo > $out");
        BuildListener deaf = new BuildListener() {
            @Override
            public void log(StorePath path, String line) {
                throw new IllegalStateException("deaf");
            }
        };
        assertThatThrownBy(() -> LocalBuilder.of(store, OPTIONS, deaf).build(List.of(target(derivation, "out"))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("deaf");
    }

    @Test
    void whatItsOwnerMayNotReadIsBuiltAndRemovedAllTheSame() throws IOException {
        Path closed = Files.createDirectory(temporary.resolve("closed"));
        Files.setPosixFilePermissions(closed, Set.of());
        assumeFalse(Files.isReadable(closed), "skipped: root reads everything");
        String script = "mkdir -p t/u $out/x $out/r; echo hi > $out/x/f; echo hi > $out/r/f;"
                + " chmod 0 t $out/x/f $out/x; chmod 400 $out/r;";
        StorePath failing = derivation("closed", script + " exit 1");
        assertThatThrownBy(() -> build(OPTIONS, failing)).hasMessageContaining("failed with exit code 1");
        assertThat(Path.of(print(output(failing, "out")))).doesNotExist();
        StorePath derivation = derivation("closed", script);
        build(OPTIONS, derivation);
        assertThat(Path.of(print(output(derivation, "out"))))
                .isReadable()
                .isDirectoryRecursivelyContaining("glob:**/x/f");
        try (var left = Files.list(temporary.resolve("state/nix4j/builds"))) {
            assertThat(left).allMatch(file -> file.toString().contains(".lock"));
        }
    }

    /** The system drops a process's lock with the first channel to its file that is closed, by whatever thread. */
    @Test
    @Timeout(60)
    void whoStopsWaitingForABuildDoesNotTakeItsLock() throws Exception {
        Path locks = Path.of("/proc/locks");
        assumeTrue(Files.isReadable(locks), "skipped: there is no /proc/locks");
        Path begun = temporary.resolve("begun");
        Path go = temporary.resolve("go");
        StorePath derivation =
                derivation("held", "echo > " + begun + "; while [ ! -e " + go + " ]; do sleep 0.05; done; echo > $out");
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<?> builds = threads.submit(() -> build(OPTIONS, derivation));
            while (!Files.exists(begun)) {
                Thread.sleep(10);
            }
            Future<?> waits = threads.submit(() -> build(OPTIONS, derivation));
            Thread.sleep(300);
            waits.cancel(true);
            threads.shutdown();
            Object number;
            try (var files = Files.list(temporary.resolve("state/nix4j/builds"))) {
                Path lock = files.filter(file -> file.toString().endsWith(".lock"))
                        .findFirst()
                        .orElseThrow();
                number = Files.getAttribute(lock, "unix:ino");
            }
            for (int i = 0; i < 10; i++) {
                System.gc();
                Thread.sleep(50);
            }
            assertThat(Files.readString(locks)).contains(":" + number + " ");
            Files.createFile(go);
            builds.get();
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void storesElsewhereAreRefused() {
        assertThatThrownBy(() -> LocalBuilder.of(new InMemoryStore(), OPTIONS, BuildListener.NONE))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("Unable to build with a primary store that isn't a local store");
    }
}
