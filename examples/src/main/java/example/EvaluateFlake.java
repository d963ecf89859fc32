package example;

import io.github.nix4j.flake.Flake;
import io.github.nix4j.flake.FlakeEvaluator;
import io.github.nix4j.flake.FlakeLoader;
import io.github.nix4j.lang.EvalOptions;
import io.github.nix4j.lang.NixEvaluator;
import java.nio.file.Path;
import java.time.Duration;

/** Evaluates an output of a flake on disk, without writing its lock file and within ten seconds. */
public final class EvaluateFlake {
    private EvaluateFlake() {}

    public static void main(String[] arguments) {
        System.out.println(derivationOf(Path.of(arguments[0]).toAbsolutePath()));
    }

    static String derivationOf(Path directory) {
        try (FlakeEvaluator flakes = FlakeEvaluator.of(NixEvaluator.builder(), FlakeLoader.builder(directory))) {
            Flake flake = flakes.loader().load(directory);
            EvalOptions limits = EvalOptions.UNLIMITED.withTimeout(Duration.ofSeconds(10));
            return flakes.output(flake, limits, "packages", "x86_64-linux", "default", "drvPath")
                    .asString();
        }
    }
}
