package io.github.nix4j.cli.server;

import java.io.Closeable;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where one client at a time is served: a named pipe on which it waits for the answer, and a mark that it makes while it is there.
 * The server holds the pipe open both ways, so that its end, and nothing else, ends what a client reads.
 */
final class Seat implements Closeable {
    private final Path taken;
    private final RandomAccessFile pipe;
    private boolean busy;

    /** The seat {@code name} in a folder where the launcher has made the pipe. */
    Seat(Path room, String name) throws IOException {
        taken = room.resolve(name + ".taken");
        pipe = new RandomAccessFile(room.resolve(name + ".reply").toFile(), "rw");
    }

    /** Tells {@code pid} something; a line longer than a pipe takes at once does not occur. */
    synchronized void tell(String pid, String what) throws IOException {
        // Not closed: that would close the pipe.
        new FileOutputStream(pipe.getFD()).write((pid + " " + what + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    /** A client has asked from here; until {@link #free}. */
    synchronized void begin() {
        busy = true;
    }

    /** Makes it free if its client has gone without asking for anything. */
    synchronized void freeIfLeft() throws IOException {
        if (!busy && Files.exists(taken)) {
            String pid = Files.readString(taken).trim();
            if (!pid.isEmpty() && !ClientProcess.isAlive(pid)) {
                free();
            }
        }
    }

    /** Makes it free for the next client, without what the last one has left unread. */
    synchronized void free() throws IOException {
        FileInputStream rest = new FileInputStream(pipe.getFD());
        for (int unread = rest.available(); unread > 0; unread -= rest.read(new byte[unread])) {
            continue;
        }
        busy = false;
        Files.deleteIfExists(taken);
    }

    @Override
    public void close() throws IOException {
        pipe.close();
    }
}
