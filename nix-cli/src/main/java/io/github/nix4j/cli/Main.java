package io.github.nix4j.cli;

import io.github.nix4j.flake.Preparation;
import io.github.nix4j.store.ByteText;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.util.Arrays;

/** The entry of the program: hands this process's surroundings to {@link Program} and ends with its status. */
public final class Main {
    private static final int OUTPUT_BUFFER = 1 << 16;

    private Main() {}

    public static void main(String[] arguments) {
        int status = run(arguments);
        // Not exit(), which first sets up logging to log it (8 ms); nothing but the interruption waits for the end.
        Runtime.getRuntime().halt(status);
    }

    /** Runs the program in this process's surroundings. */
    static int run(String[] arguments) {
        Preparation preparation = FlakeWords.prepare(Arrays.asList(arguments));
        BufferedOutputStream out = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), OUTPUT_BUFFER);
        BufferedOutputStream err = new BufferedOutputStream(new FileOutputStream(FileDescriptor.err));
        Invocation invocation = new Invocation(
                ByteText.fromUnicode(System.getProperty("nix4j.program", "nix4j")),
                NativeProcess.arguments(arguments),
                NativeProcess.environment(),
                NativeProcess.workingDirectory(),
                System.in,
                out,
                err,
                Boolean.getBoolean("nix4j.terminal"));
        Interruption interruption = new Interruption();
        Runtime.getRuntime().addShutdownHook(interruption);
        int status = Program.run(invocation, preparation, interruption::clearBefore);
        interruption.runHasEnded();
        return status;
    }
}
