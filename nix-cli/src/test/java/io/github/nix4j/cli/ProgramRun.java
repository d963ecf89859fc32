package io.github.nix4j.cli;

import io.github.nix4j.store.ByteText;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What one run of a program gave.
 *
 * @param status the exit status
 * @param out standard output as byte text
 * @param err standard error as byte text, with the program's own directory left out
 */
public record ProgramRun(int status, String out, String err) {
    /** The value of a variable that is not set. */
    static final String UNSET = "\0";

    private static Map<String, String> environment(Path directory, Map<String, String> more, String... words) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "HOME", directory.resolve("home").toString(),
                "NIX_REMOTE", "dummy://",
                "NIX_CONFIG", "experimental-features = nix-command flakes",
                "LC_ALL", "C.UTF-8"));
        // Of this machine's network nothing is to be said; neither program uses this proxy.
        environment.put("ftp_proxy", "http://127.0.0.1:9");
        if (List.of(words).contains("repl")) {
            // Documentation is compared as it is written: colours and columns depend on the terminal.
            environment.put("_NIX_TEST_RAW_MARKDOWN", "1");
        }
        environment.putAll(more);
        environment.values().removeIf(UNSET::equals);
        return environment;
    }

    /** Runs nix4j in this JVM under the name {@code program}. */
    public static ProgramRun ours(Path directory, String input, String program, String... words) {
        return ours(directory, Map.of(), input, program, words);
    }

    /** The same with further variables. */
    public static ProgramRun ours(
            Path directory, Map<String, String> more, String input, String program, String... words) {
        Map<String, String> environment = environment(directory, more, words);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        List<String> arguments = Arrays.stream(words).map(ByteText::fromUnicode).toList();
        int status = Program.run(new Invocation(
                program,
                arguments,
                environment,
                ByteText.fromUnicode(directory.toString()),
                new ByteArrayInputStream(ByteText.bytes(ByteText.fromUnicode(input))),
                out,
                err));
        return new ProgramRun(status, ByteText.of(out.toByteArray()), ByteText.of(err.toByteArray()));
    }

    /** Runs the reference implementation, whose programs are in {@code bin}. */
    public static ProgramRun reference(Path bin, Path directory, String input, String program, String... words)
            throws IOException, InterruptedException {
        return reference(bin, directory, Map.of(), input, program, words);
    }

    /** The same with further variables. */
    public static ProgramRun reference(
            Path bin, Path directory, Map<String, String> more, String input, String program, String... words)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(bin.resolve(program).toString());
        command.addAll(List.of(words));
        Path in = Files.createTempFile("in", "");
        Path out = Files.createTempFile("out", "");
        Path err = Files.createTempFile("err", "");
        try {
            Files.write(in, ByteText.bytes(ByteText.fromUnicode(input)));
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(new File(directory.toString()))
                    .redirectInput(in.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().clear();
            builder.environment().putAll(environment(directory, more, words));
            int status = builder.start().waitFor();
            String errors = ByteText.of(Files.readAllBytes(err)).replace(bin + "/" + program, program);
            return new ProgramRun(status, ByteText.of(Files.readAllBytes(out)), errors);
        } finally {
            Files.delete(in);
            Files.delete(out);
            Files.delete(err);
        }
    }
}
