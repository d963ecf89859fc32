package example;

import io.github.nix4j.flake.Flake;
import io.github.nix4j.flake.FlakeEvaluator;
import io.github.nix4j.flake.FlakeLoader;
import io.github.nix4j.lang.EvalOptions;
import io.github.nix4j.lang.NixEvaluator;
import io.github.nix4j.store.Store;
import io.github.nix4j.store.Stores;
import io.github.nix4j.store.build.BuildListener;
import io.github.nix4j.store.build.BuildOptions;
import io.github.nix4j.store.build.BuildTarget;
import io.github.nix4j.store.build.LocalBuilder;
import io.github.nix4j.store.derivation.Derivation;
import io.github.nix4j.store.path.StorePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** Builds a package of a flake in a store of its own, as a CI service does: no Nix, no daemon, no sandbox. */
public final class BuildPackage {
    private BuildPackage() {}

    public static void main(String[] arguments) throws IOException {
        Path output = build(
                Path.of(arguments[0]).toAbsolutePath(), Path.of(arguments[1]).toAbsolutePath());
        System.out.println(output);
    }

    /** Where the package is, below {@code work}; what its builder prints goes to standard error. */
    static Path build(Path directory, Path work) throws IOException {
        Files.createDirectories(work);
        // Builds need a store whose objects lie at their own paths.
        String uri = "local?store=" + work.resolve("store") + "&state=" + work.resolve("state");
        try (Store store = Stores.open(uri)) {
            // Without this change, paths are computed and no derivation is written.
            NixEvaluator.Builder evaluator =
                    NixEvaluator.builder().store(store).changeSettings(settings -> settings.withReadOnly(false));
            try (FlakeEvaluator flakes = FlakeEvaluator.of(evaluator, FlakeLoader.builder(directory))) {
                Flake flake = flakes.loader().load(directory);
                EvalOptions limits = EvalOptions.UNLIMITED.withTimeout(Duration.ofSeconds(30));
                String drvPath = flakes.output(flake, limits, "packages", "x86_64-linux", "default", "drvPath")
                        .asString();
                return build(store, store.storeDir().parse(drvPath));
            }
        }
    }

    private static Path build(Store store, StorePath path) {
        BuildListener printing = new BuildListener() {
            @Override
            public void log(StorePath derivation, String line) {
                System.err.println(derivation.name() + "> " + line);
            }
        };
        LocalBuilder.of(store, BuildOptions.forSystem("x86_64-linux"), printing)
                .build(List.of(BuildTarget.all(store, path)));
        Derivation derivation = store.readDerivation(path);
        StorePath output = Objects.requireNonNull(derivation.outputPath(store.storeDir(), "out"));
        return Path.of(store.storeDir().print(output));
    }
}
