package io.github.nix4j.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Something to time: a command line of {@code nix-instantiate}, and the expression behind it for the warm runs.
 *
 * @param name how tables name it
 * @param arguments the words after the program's name
 * @param expression what a warm run evaluates, deeply if {@code strict}
 */
record Workload(String name, List<String> arguments, String expression, boolean strict) {
    private static final String SYSTEM = "{ system = \"x86_64-linux\"; }";

    private static Workload file(String name, Path file, String attribute, boolean strict) {
        List<String> arguments = new ArrayList<>(List.of("--readonly-mode", "--eval"));
        if (strict) {
            arguments.add("--strict");
        }
        arguments.add(file.toString());
        String expression = "import " + file;
        if (!attribute.isEmpty()) {
            arguments.addAll(List.of("-A", attribute));
            expression = "(" + expression + ")." + attribute;
        }
        return new Workload(name, arguments, expression, strict);
    }

    private static Workload text(String name, String expression) {
        return new Workload(name, List.of("--readonly-mode", "--eval", "-E", expression), expression, false);
    }

    /** The workloads whose sources are there. */
    static List<Workload> all(Path bench, Path corpora) throws java.io.IOException {
        List<Workload> all = new ArrayList<>();
        all.add(text("start", "1"));
        Path auxolotl = corpora.resolve("auxolotl-core");
        if (Files.isDirectory(auxolotl)) {
            all.add(text("auxolotl python3", "(import " + auxolotl + " " + SYSTEM + ").python3.drvPath"));
            all.add(text("auxolotl stdenv", "(import " + auxolotl + " " + SYSTEM + ").stdenv.drvPath"));
            all.add(file("all of auxolotl", bench.resolve("aux-all.nix"), "", false));
        }
        if (Files.isDirectory(corpora.resolve("nixpkgs-14.04"))) {
            all.add(file("NixOS 14.04", bench.resolve("nixos-14.04.nix"), "drvPath", false));
        }
        if (Files.isDirectory(corpora.resolve("home-manager"))) {
            all.add(file("home-manager options", bench.resolve("home-manager/options.nix"), "", true));
            all.add(file("home-manager files", bench.resolve("home-manager/files.nix"), "", true));
        }
        try (var files = Files.list(bench.resolve("micro"))) {
            files.filter(file -> file.toString().endsWith(".nix")).sorted().forEach(file -> {
                String name = file.getFileName().toString();
                all.add(file("micro " + name.substring(0, name.length() - 4), file, "", true));
            });
        }
        return all;
    }
}
