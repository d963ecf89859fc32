package io.github.nix4j.benchmarks;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Commands on flakes that lie on the disk. Each flake is made when its first row is measured. */
final class FlakeWorkloads {
    private static final String PATH = "path:";
    private static final String GIT = "git+file://";
    private static final int OUTPUTS = 100;
    /** As many inputs as a small flake has. */
    private static final int SMALL = 3;

    private static final int LARGE_FILES = 64;
    private static final long LARGE_FILE = 16 << 20;

    private final Path work;

    /** @param work where flakes are written */
    FlakeWorkloads(Path work) {
        this.work = work;
    }

    List<Workload> list() {
        Path small = work.resolve("flake");
        Path inputs = work.resolve("inputs");
        Path outputs = work.resolve("outputs");
        Path large = work.resolve("large");
        Workload.Setup makeLarge = () -> makeLarge(large);
        return List.of(
                lock("flake lock", small).after(() -> makeLocking(small, SMALL, 0)),
                Workload.flake("flake metadata", "metadata", small.toString())
                        .after(() -> makeLocking(small, SMALL, 0)),
                Workload.flake("flake show", "show", small.toString()).after(() -> makeLocking(small, SMALL, 0)),
                lock("flake lock, 30 inputs, half of them Git's", inputs).after(() -> makeLocking(inputs, 15, 15)),
                Workload.flake("flake metadata, 100 outputs", "metadata", PATH + outputs)
                        .after(() -> makeOutputs(outputs)),
                Workload.flake("flake show, 100 outputs", "show", PATH + outputs)
                        .after(() -> makeOutputs(outputs)),
                Workload.flake("flake show, 100 outputs, Git", "show", GIT + outputs)
                        .after(() -> makeOutputs(outputs)),
                Workload.flakeValue("eval in 1 GiB", PATH + large).after(makeLarge),
                Workload.flakeValue("eval in 1 GiB, Git", GIT + large).after(makeLarge));
    }

    private static Workload lock(String name, Path folder) {
        return Workload.flake(name, "lock", folder.toString()).without(folder.resolve("flake.lock"));
    }

    /** A flake with inputs of its own: directories and repositories. */
    private static void makeLocking(Path folder, int directories, int repositories)
            throws IOException, InterruptedException {
        StringBuilder inputs = new StringBuilder();
        for (int i = 0; i < directories + repositories; i++) {
            Path input = folder.resolveSibling(folder.getFileName() + "-input" + i);
            Files.createDirectories(input);
            Files.writeString(input.resolve("flake.nix"), "{ outputs = { self }: { value = " + i + "; }; }\n");
            if (i >= directories) {
                commit(input);
            }
            inputs.append("  inputs.input")
                    .append(i)
                    .append(".url = \"")
                    .append(i < directories ? PATH : GIT)
                    .append(input)
                    .append("\";\n");
        }
        Files.createDirectories(folder);
        Files.writeString(
                folder.resolve("flake.nix"),
                "{\n" + inputs + "  outputs = inputs: {\n    packages.x86_64-linux.default = derivation {\n"
                        + "      name = \"all\"; system = \"x86_64-linux\"; builder = \"/bin/sh\";\n"
                        + "      values = map (i: i.value or 0) (builtins.attrValues inputs);\n    };\n  };\n}\n");
    }

    private static void makeOutputs(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Files.writeString(
                folder.resolve("flake.nix"),
                "{\n  description = \"Many outputs\";\n  outputs = { self }: {\n"
                        + "    packages.x86_64-linux = builtins.listToAttrs (builtins.genList (i: {\n"
                        + "      name = \"package${toString i}\";\n      value = derivation {\n"
                        + "        name = \"package-${toString i}\"; system = \"x86_64-linux\"; builder = \"/bin/sh\";\n"
                        + "        args = [ \"-c\" \"echo ${toString i} > $out\" ];\n      };\n    }) "
                        + OUTPUTS + ");\n  };\n}\n");
        commit(folder);
    }

    /** A flake beside files that nobody asks for. */
    private static void makeLarge(Path folder) throws IOException, InterruptedException {
        if (Files.exists(folder)) {
            return;
        }
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("flake.nix"), "{ outputs = { self }: { value = 1; }; }\n");
        for (int i = 0; i < LARGE_FILES; i++) {
            try (RandomAccessFile file =
                    new RandomAccessFile(folder.resolve("data" + i).toFile(), "rw")) {
                file.setLength(LARGE_FILE);
                file.writeInt(i);
            }
        }
        commit(folder);
    }

    private static void commit(Path folder) throws IOException, InterruptedException {
        if (Files.exists(folder.resolve(".git"))) {
            return;
        }
        git(folder, "init", "--quiet", "--initial-branch=main");
        git(folder, "add", "--all");
        git(folder, "-c", "user.name=a", "-c", "user.email=a@b", "commit", "--quiet", "--message=All");
    }

    private static void git(Path folder, String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git", "-C", folder.toString()));
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command).inheritIO().start();
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + " ended with status " + process.exitValue());
        }
    }
}
