package example;

import io.github.nix4j.flake.FlakeEvaluator;
import io.github.nix4j.flake.FlakeLoader;
import io.github.nix4j.flake.unsaved.UnsavedFiles;
import io.github.nix4j.lang.EvalOptions;
import io.github.nix4j.lang.NixEvaluator;
import io.github.nix4j.lang.NixException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Evaluates a flake while it is being edited, as an editor's plugin does: with buffers that were not saved, and within a second
 * each time. What was not edited is not read again.
 */
public final class UnsavedFlake implements AutoCloseable {
    private static final EvalOptions LIMITS = EvalOptions.UNLIMITED.withTimeout(Duration.ofSeconds(1));

    private final Path project;
    private final UnsavedFiles unsaved = new UnsavedFiles();
    private final FlakeEvaluator flakes;

    public UnsavedFlake(Path project) {
        this.project = project;
        this.flakes = FlakeEvaluator.of(
                NixEvaluator.builder(), FlakeLoader.builder(project).unsaved(unsaved));
    }

    /** The editor's text of a file changed; {@code file} is relative to the project. */
    public void edited(String file, String text) {
        unsaved.put(project.resolve(file), text);
        flakes.refresh();
    }

    /** The file was saved, or closed without saving. */
    public void closed(String file) {
        unsaved.revert(project.resolve(file));
        flakes.refresh();
    }

    /** The greeting that the flake's library makes, or what is wrong with the flake. */
    public String greeting() {
        try {
            return flakes.output(flakes.loader().load(project), LIMITS, "lib", "greeting")
                    .asString();
        } catch (NixException e) {
            return e.getMessage();
        }
    }

    @Override
    public void close() {
        flakes.close();
    }

    public static void main(String[] arguments) {
        try (UnsavedFlake flake = new UnsavedFlake(Path.of(arguments[0]).toAbsolutePath())) {
            flake.edited("flake.nix", "{ outputs = { self }: { lib.greeting = \"not saved yet\"; }; }");
            System.out.println(flake.greeting());
        }
    }
}
