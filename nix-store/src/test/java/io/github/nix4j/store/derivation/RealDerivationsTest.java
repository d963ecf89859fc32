package io.github.nix4j.store.derivation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.SharedData;
import io.github.nix4j.store.path.StoreDir;
import io.github.nix4j.store.path.StorePath;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.tukaani.xz.XZInputStream;

/** The 1,050 derivations of the shared data, which C++ Nix instantiated. */
class RealDerivationsTest {
    private static final int COUNT = 1050;

    private final StoreDir dir = StoreDir.DEFAULT;

    private static Map<StorePath, String> files() throws IOException {
        Map<StorePath, String> files = new TreeMap<>();
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(
                new BufferedInputStream(Files.newInputStream(SharedData.at("data/derivations.tar.xz")))))) {
            for (TarArchiveEntry entry; (entry = tar.getNextEntry()) != null; ) {
                if (entry.isFile()) {
                    String name = entry.getName();
                    files.put(StorePath.of(name.substring(name.lastIndexOf('/') + 1)), ByteText.of(tar.readAllBytes()));
                }
            }
        }
        return files;
    }

    @TestFactory
    Stream<DynamicTest> everyFileRoundTripsAndItsPathsAreRecomputed() throws IOException {
        Map<StorePath, String> files = files();
        assertThat(files).hasSize(COUNT);
        Map<StorePath, Derivation> parsed = new TreeMap<>();
        files.forEach((path, text) -> parsed.put(path, Derivation.parse(dir, path.derivationName(), text)));
        DerivationHasher hasher = new DerivationHasher(dir, path -> {
            Derivation found = parsed.get(path);
            assertThat(found).as("input %s", path).isNotNull();
            return found;
        });
        OutputPaths paths = new OutputPaths(dir, hasher);
        return files.entrySet().stream()
                .map(file -> DynamicTest.dynamicTest(
                        file.getKey().toString(),
                        () -> check(file.getKey(), file.getValue(), parsed.get(file.getKey()), paths)));
    }

    private void check(StorePath path, String text, Derivation derivation, OutputPaths paths) {
        assertThat(ByteText.of(derivation.toAterm(dir))).isEqualTo(text);
        assertThat(derivation.path(dir)).isEqualTo(path);
        assertThat(DerivationJson.read(DerivationJson.write(derivation))).isEqualTo(derivation);
        paths.check(
                derivation, path, warning -> assertThat(warning).as("%s", path).isEmpty());
        assertThat(paths.fillIn(blanked(derivation))).isEqualTo(derivation);
    }

    /** The derivation as it is before its output paths are known. */
    private static Derivation blanked(Derivation derivation) {
        TreeMap<String, DerivationOutput> outputs = new TreeMap<>(derivation.outputs());
        outputs.replaceAll((name, output) ->
                output instanceof DerivationOutput.InputAddressed ? new DerivationOutput.Deferred() : output);
        TreeMap<String, String> env = new TreeMap<>(derivation.env());
        env.replaceAll((name, value) -> outputs.containsKey(name) ? "" : value);
        return derivation.with(outputs, env);
    }
}
