package io.github.nix4j.cli;

import io.github.nix4j.store.ByteText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;

/**
 * Runs what people run most, so that the JVM can write down which classes and methods a start needs. The launcher makes its
 * class cache with it. A failure ends with status 1 and its message, so that no cache is made of half a run.
 */
final class Training {
    private Training() {}

    public static void main(String[] arguments) throws IOException {
        String code = code();
        Main.run(new String[] {"--version"});
        run("nix4j", "--version");
        run("nix4j", "eval", "--json", "--impure", "--expr", "(" + code + ") { }");
        run("nix4j", "eval", "--expr", "{ a = [ 1 ./x \"s\" ]; }", "a");
        run("nix-instantiate", "--eval", "--strict", "-E", code, "--argstr", "unused", "x");
        run("nix-instantiate", "-E", "(" + code + ") { scale = 5; }", "-A", "packages");
        run("nix-instantiate", "--parse", "-E", code);
        System.exit(0);
    }

    private static String code() throws IOException {
        try (InputStream in = Training.class.getResourceAsStream("training.nix")) {
            if (in == null) {
                throw new IOException("training.nix is not in the jar");
            }
            return ByteText.of(in.readAllBytes());
        }
    }

    private static void run(String program, String... words) {
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        int status = Program.run(new Invocation(
                program,
                List.of(words),
                Map.of("HOME", "/homeless", "NIX_CONF_DIR", "/homeless"),
                "/",
                InputStream.nullInputStream(),
                OutputStream.nullOutputStream(),
                errors));
        if (status != 0) {
            System.err.write(errors.toByteArray(), 0, errors.size());
            System.exit(status);
        }
    }
}
