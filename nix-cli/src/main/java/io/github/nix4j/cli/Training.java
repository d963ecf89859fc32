package io.github.nix4j.cli;

import io.github.nix4j.store.ByteText;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;

/**
 * Runs what people run most, so that the JVM can write down which classes and methods a start needs. The launcher makes its
 * class cache with it. Prints nothing; a failure ends with status 1, so that no cache is made of half a run.
 */
final class Training {
    private Training() {}

    public static void main(String[] arguments) {
        int status = run("nix4j", List.of("--version"));
        System.exit(status);
    }

    private static int run(String program, List<String> words) {
        return Program.run(new Invocation(
                program,
                words,
                Map.of("HOME", "/homeless"),
                ByteText.fromUnicode(System.getProperty("java.io.tmpdir")),
                InputStream.nullInputStream(),
                OutputStream.nullOutputStream(),
                OutputStream.nullOutputStream()));
    }
}
