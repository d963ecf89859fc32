package io.github.nix4j.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A folder in which both programs build, one after the other, in a store at the same place: it is {@link #clear}ed in between.
 *
 * @param bin where the reference's programs are
 */
record BuildFolder(Path bin, Path directory) {
    Map<String, String> variables() {
        return Map.of(
                "NIX_REMOTE", "",
                "NIX_STORE_DIR", directory.resolve("store").toString(),
                "NIX_STATE_DIR", directory.resolve("state").toString(),
                "NIX_LOG_DIR", directory.resolve("log").toString(),
                "NIX_CONFIG",
                        "experimental-features = nix-command flakes\nsandbox = false\nsubstituters =\n"
                                + "build-users-group =\nsystem-features = kvm\nmax-jobs = 1\nsystem = SYSTEM\n"
                                        .replace("SYSTEM", "x86_64-linux"));
    }

    List<ProgramRun> story(boolean ours, List<List<String>> commands) throws IOException, InterruptedException {
        List<ProgramRun> runs = new ArrayList<>();
        for (List<String> words : commands) {
            String[] all = words.toArray(String[]::new);
            runs.add(
                    ours
                            ? ProgramRun.ours(directory, variables(), "", "nix", all)
                            : ProgramRun.reference(bin, directory, variables(), "", "nix", all));
        }
        return runs;
    }

    /** Every object with modes, times and contents; what only one of the programs keeps is left out. */
    Map<String, String> objects() throws IOException {
        Map<String, String> found = new TreeMap<>();
        Path store = directory.resolve("store");
        Files.walkFileTree(store, new SimpleFileVisitor<>() {
            private void note(Path path, BasicFileAttributes attributes) throws IOException {
                String name = store.relativize(path).toString();
                if (name.isEmpty() || name.startsWith(".links") || name.endsWith(".lock")) {
                    return;
                }
                String mode =
                        PosixFilePermissions.toString(Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS));
                String content = attributes.isSymbolicLink()
                        ? Files.readSymbolicLink(path).toString()
                        : attributes.isRegularFile() ? Files.readString(path, StandardCharsets.ISO_8859_1) : "";
                found.put(name, mode + " " + attributes.lastModifiedTime().toMillis() / 1000 + " " + content);
            }

            @Override
            public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) throws IOException {
                note(path, attributes);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) throws IOException {
                note(path, attributes);
                return FileVisitResult.CONTINUE;
            }
        });
        return found;
    }

    /** Leaves nothing of what was built. */
    void clear() throws IOException, InterruptedException {
        String script = "chmod -R u+w store state log home result* 2>/dev/null; rm -rf store state log home result*";
        new ProcessBuilder("/bin/sh", "-c", script)
                .directory(directory.toFile())
                .start()
                .waitFor();
    }

    static List<String> line(String words) {
        return List.of(words.split(" "));
    }
}
