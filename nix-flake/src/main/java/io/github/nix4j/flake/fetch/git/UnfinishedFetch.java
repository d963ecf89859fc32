package io.github.nix4j.flake.fetch.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Optional;

/**
 * The sign on a clone that something is being brought to it: a file that names the program which does. Whoever finds one,
 * having the clone's lock, knows that its owner was killed: ends what that left running, and removes locks and unfinished files
 * that nobody is going to.
 */
final class UnfinishedFetch {
    private static final String NAME = "nix4j-fetching";

    private final Path mark;

    private UnfinishedFetch(Path mark) {
        this.mark = mark;
    }

    /** Marks the bare repository {@code clone}, after clearing up if it is marked already. */
    static UnfinishedFetch begin(Path clone) throws IOException {
        Path mark = clone.resolve(NAME);
        if (Files.exists(mark)) {
            endProgram(Files.readString(mark, StandardCharsets.ISO_8859_1));
            if (!isCollecting(clone)) {
                removeLeftovers(clone);
            }
        }
        Files.writeString(mark, "");
        return new UnfinishedFetch(mark);
    }

    /** Notes that {@code program} works on the clone. */
    void by(ProcessHandle program) throws IOException {
        Files.writeString(mark, program.pid() + " " + started(program));
    }

    /** Takes the mark away: it all came, or who was to bring it has failed and cleared up. */
    void end() throws IOException {
        Files.deleteIfExists(mark);
    }

    private static long started(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    private static void endProgram(String noted) {
        int space = noted.indexOf(' ');
        if (space > 0) {
            Optional<ProcessHandle> process = ProcessHandle.of(Long.parseLong(noted.substring(0, space)));
            // Another one may have got its number since.
            if (process.isPresent() && started(process.get()) == Long.parseLong(noted.substring(space + 1))) {
                process.get().descendants().forEach(ProcessHandle::destroyForcibly);
                process.get().destroyForcibly();
                process.get().onExit().join();
            }
        }
    }

    /** Whether Git clears up in the background, as it does after fetches: then locks may be its own. */
    private static boolean isCollecting(Path clone) throws IOException {
        try {
            String text = Files.readString(clone.resolve("gc.pid"), StandardCharsets.ISO_8859_1);
            int space = text.indexOf(' ');
            return space > 0
                    && text.substring(0, space).chars().allMatch(Character::isDigit)
                    && ProcessHandle.of(Long.parseLong(text.substring(0, space)))
                            .isPresent();
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private static void removeLeftovers(Path clone) throws IOException {
        Files.walkFileTree(clone, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                String name = file.getFileName().toString();
                // Git's and JGit's names; no reference can be called so.
                boolean unfinished = name.startsWith("tmp_") || name.startsWith("incoming_");
                if (name.endsWith(".lock") || (unfinished && file.startsWith(clone.resolve("objects")))) {
                    Files.deleteIfExists(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
