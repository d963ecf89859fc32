package io.github.nix4j.cli.server;

import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** An output of a client, a pipe or a device. When the client has gone, nothing is written: its place may be another's then. */
final class ClientOutput extends OutputStream {
    private final String pid;
    private final OutputStream out;

    /** The output {@code number} of the process {@code pid}. */
    ClientOutput(String pid, int number) throws IOException {
        this.pid = pid;
        String file = "/proc/" + pid + "/fd/" + number;
        // Opening a pipe for writing that nobody reads any more would wait for a reader for ever.
        try (FileInputStream reader = new FileInputStream(file)) {
            out = new FileOutputStream(file);
        }
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (ClientProcess.isAlive(pid)) {
            out.write(bytes, offset, length);
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
