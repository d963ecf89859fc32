package io.github.nix4j.cli;

import io.github.nix4j.store.ByteText;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;

/** The entry of the program: hands this process's surroundings to {@link Program} and ends with its status. */
public final class Main {
    private static final int OUTPUT_BUFFER = 1 << 16;

    private Main() {}

    public static void main(String[] arguments) {
        BufferedOutputStream out = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), OUTPUT_BUFFER);
        BufferedOutputStream err = new BufferedOutputStream(new FileOutputStream(FileDescriptor.err));
        Invocation invocation = new Invocation(
                ByteText.fromUnicode(System.getProperty("nix4j.program", "nix4j")),
                NativeProcess.arguments(arguments),
                NativeProcess.environment(),
                NativeProcess.workingDirectory(),
                System.in,
                out,
                err);
        int status = Program.run(invocation);
        try {
            out.flush();
            err.flush();
        } catch (IOException e) {
            // The reader of the output has gone: there is nobody left to tell.
            status = 1;
        }
        System.exit(status);
    }
}
