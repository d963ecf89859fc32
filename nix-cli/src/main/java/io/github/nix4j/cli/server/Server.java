package io.github.nix4j.cli.server;

import io.github.nix4j.cli.Invocation;
import io.github.nix4j.cli.Program;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The resident evaluator. Clients write {@code SEAT PID COUNT} to one named pipe; each is served by a thread of its own, which
 * writes to the client's own outputs and tells it the exit status on the pipe of its seat. What it cannot do exactly as a process
 * of the client's would, it refuses, and the client starts one. All files are in a folder that only the user may enter.
 */
public final class Server {
    private static final int SEATS = 8;
    private static final int TICK_MILLIS = 100;
    private static final long STACK = 16 << 20;
    private static final int OUTPUT_BUFFER = 1 << 16;

    /** Where clients have copies of their outputs: the shell that asks has its own redirected while it does. */
    private static final int OUT = 6;

    private static final int ERR = 7;

    /** Commands that ask nothing of a person and change nothing but lock files. */
    private static final Set<String> FLAKE_COMMANDS = Set.of("lock", "metadata", "info", "show");

    private final Path room;
    private final Path jar;
    private final FileTime jarTime;
    private final long idleNanos;
    private final Map<String, Seat> seats = new HashMap<>();
    private final Map<String, Thread> running = new ConcurrentHashMap<>();
    private volatile long lastUsed = System.nanoTime();

    private Server(Path room, Path jar, long idleSeconds) throws IOException {
        this.room = room;
        this.jar = jar;
        this.jarTime = Files.getLastModifiedTime(jar);
        this.idleNanos = idleSeconds * 1_000_000_000;
    }

    /** ROOM JAR IDLE: serves from the folder ROOM, until nobody has come for IDLE seconds or JAR is another one. */
    public static void main(String[] arguments) throws IOException {
        Path room = Path.of(arguments[0]);
        try (RandomAccessFile lock = new RandomAccessFile(room.resolve("lock").toFile(), "rw");
                FileLock held = lock.getChannel().tryLock()) {
            if (held == null) {
                System.err.println("nix4j: a server is running already");
                System.exit(1);
            }
            new Server(room, Path.of(arguments[1]), Long.parseLong(arguments[2])).serve();
        }
    }

    private void serve() throws IOException {
        for (int i = 1; i <= SEATS; i++) {
            Seat seat = new Seat(room, String.valueOf(i));
            seat.free();
            seats.put(String.valueOf(i), seat);
        }
        try (RandomAccessFile requests =
                        new RandomAccessFile(room.resolve("requests").toFile(), "rw");
                BufferedReader lines = new BufferedReader(
                        new InputStreamReader(new FileInputStream(requests.getFD()), StandardCharsets.US_ASCII))) {
            announce();
            Thread watch = new Thread(this::watch, "nix4j-watch");
            watch.setDaemon(true);
            watch.start();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                lastUsed = System.nanoTime();
                String[] words = line.split(" ");
                Seat seat = words.length == 3 ? seats.get(words[0]) : null;
                if (seat != null) {
                    seat.begin();
                    Thread thread = new Thread(null, () -> answer(seat, words[1], words[2]), "nix4j-client", STACK);
                    running.put(words[1], thread);
                    thread.start();
                }
            }
        }
    }

    /** Says to clients that there is a server, and where it has the requests open, all at once. */
    private void announce() throws IOException {
        Path part = room.resolve("server.part");
        Files.writeString(part, ProcessHandle.current().pid() + " " + descriptor() + " " + jar + "\n");
        Files.move(part, room.resolve("server"), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Runtime.getRuntime().addShutdownHook(new Thread(this::withdraw, "nix4j-withdraw"));
    }

    /** The number under which this process has the requests open. */
    private String descriptor() throws IOException {
        Path requests = room.resolve("requests");
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
            for (Path descriptor : descriptors) {
                // Others come and go meanwhile.
                if (Files.exists(descriptor) && Files.isSameFile(descriptor, requests)) {
                    return descriptor.getFileName().toString();
                }
            }
        }
        throw new IOException("the requests are not open");
    }

    /** Says nothing to clients any more, when a signal ends the server, too. Its pipes stay for the next one. */
    private void withdraw() {
        try {
            Files.deleteIfExists(room.resolve("server"));
        } catch (IOException e) {
            System.err.println("nix4j: the server's folder cannot be left: " + e.getMessage());
        }
    }

    private void answer(Seat seat, String pid, String count) {
        try {
            serve(seat, pid, count);
        } catch (IOException e) {
            System.err.println("nix4j: process " + pid + " cannot be told how its run ended: " + e);
        } finally {
            running.remove(pid);
            // A run that was stopped leaves its thread interrupted.
            Thread.interrupted();
            leave(seat, pid);
            lastUsed = System.nanoTime();
        }
    }

    private void serve(Seat seat, String pid, String count) throws IOException {
        ClientProcess client;
        try {
            client = ClientProcess.of(pid, Integer.parseInt(count));
        } catch (IOException | NumberFormatException e) {
            seat.tell(pid, "refused");
            return;
        }
        serve(seat, client);
    }

    /** Gives the seat to others when the client has gone, which it does as soon as it has read its answer. */
    private static void leave(Seat seat, String pid) {
        try {
            while (ClientProcess.isAlive(pid)) {
                Thread.sleep(1);
            }
            seat.free();
        } catch (IOException e) {
            System.err.println("nix4j: a seat of the server stays taken: " + e);
        } catch (InterruptedException e) {
            // Nobody interrupts it any more: see running.
            Thread.currentThread().interrupt();
        }
    }

    private void serve(Seat seat, ClientProcess client) throws IOException {
        if (!isServed(client) || isOutdated() || !client.livesAsWeDo()) {
            seat.tell(client.pid(), "refused");
            return;
        }
        int status = 1;
        try (OutputStream out = new ClientOutput(client.pid(), OUT);
                OutputStream err = new ClientOutput(client.pid(), ERR)) {
            seat.tell(client.pid(), "accepted");
            status = Program.run(new Invocation(
                    client.program(),
                    client.arguments(),
                    client.environment(),
                    client.directory(),
                    InputStream.nullInputStream(),
                    new BufferedOutputStream(out, OUTPUT_BUFFER),
                    new BufferedOutputStream(err),
                    client.isTerminal(ERR)));
        } finally {
            seat.tell(client.pid(), String.valueOf(status));
        }
    }

    private static boolean isServed(ClientProcess client) {
        String program = client.program().substring(client.program().lastIndexOf('/') + 1);
        if (program.equals("nix-instantiate")) {
            return true;
        }
        String command = "";
        for (String word : client.arguments()) {
            if (!word.startsWith("-")) {
                if (!command.isEmpty()) {
                    return FLAKE_COMMANDS.contains(word);
                }
                if (!word.equals("flake")) {
                    return word.equals("eval");
                }
                command = word;
            }
        }
        return false;
    }

    private boolean isOutdated() throws IOException {
        return !Files.exists(jar) || !Files.getLastModifiedTime(jar).equals(jarTime);
    }

    /** Interrupts the runs of clients that have gone, and ends the server when it is not needed any more. */
    private void watch() {
        try {
            while (true) {
                Thread.sleep(TICK_MILLIS);
                running.forEach((pid, thread) -> {
                    if (!ClientProcess.isAlive(pid)) {
                        thread.interrupt();
                    }
                });
                for (Seat seat : seats.values()) {
                    seat.freeIfLeft();
                }
                boolean unused = System.nanoTime() - lastUsed > idleNanos;
                if (running.isEmpty() && (unused || isOutdated())) {
                    withdraw();
                    // A client that was just about to come finds its pipe closed, and starts a process.
                    Runtime.getRuntime().halt(0);
                }
            }
        } catch (IOException e) {
            System.err.println("nix4j: the server's folder has gone: " + e.getMessage());
            Runtime.getRuntime().halt(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
