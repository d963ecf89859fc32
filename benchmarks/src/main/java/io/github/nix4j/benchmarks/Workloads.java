package io.github.nix4j.benchmarks;

import io.github.nix4j.lang.NixEvaluator;
import io.github.nix4j.lang.NixException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** All that is timed, as far as its sources are there. */
final class Workloads {
    private final Path bench;
    private final Path corpora;
    private final List<Workload> all = new ArrayList<>();

    private Workloads(Path bench, Path corpora) {
        this.bench = bench;
        this.corpora = corpora;
    }

    /**
     * @param bench the folder with the workloads that are files
     * @param corpora the folder with the package sets
     * @param work where flakes to run on are written
     */
    static List<Workload> list(Path bench, Path corpora, Path work) throws IOException {
        Workloads workloads = new Workloads(bench, corpora);
        workloads.all.add(Workload.evaluation("eval 1", "1", false));
        workloads.all.addAll(new FlakeWorkloads(work).list());
        workloads.all.addAll(StoreWorkloads.list(work));
        workloads.auxolotl();
        workloads.nixpkgs();
        workloads.homeManager();
        workloads.micro();
        return workloads.all;
    }

    private void auxolotl() throws IOException {
        Path set = corpora.resolve("auxolotl-core");
        if (Files.isDirectory(set)) {
            String packages = "(import " + set + " { system = \"x86_64-linux\"; })";
            all.add(Workload.copying("auxolotl python3", packages + ".python3.drvPath", false));
            all.add(Workload.copying("auxolotl stdenv", packages + ".stdenv.drvPath", false));
            all.add(Workload.copying("all of auxolotl", "import " + bench.resolve("aux-all.nix"), false));
            all.add(Workload.parsing("parse auxolotl", sources(set)));
        }
    }

    private void nixpkgs() throws IOException {
        Path set = corpora.resolve("nixpkgs-14.04");
        if (Files.isDirectory(set)) {
            String system = "(import " + bench.resolve("nixos-14.04.nix") + ").drvPath";
            all.add(Workload.evaluation("NixOS 14.04", system, false));
            String derivations = derivations("import " + set + " { }");
            String hash = "builtins.hashString \"sha256\" (toString (builtins.concatLists (" + derivations + ")))";
            Workload whole = Workload.evaluation("all of nixpkgs 14.04", hash, false);
            all.add(whole);
            all.add(whole.as("all of nixpkgs 14.04, 2 threads", List.of("threads", "2", derivations)));
            all.add(Workload.parsing("parse nixpkgs 14.04", sources(set)));
        }
    }

    private void homeManager() throws IOException {
        Path modules = corpora.resolve("home-manager");
        if (Files.isDirectory(modules)) {
            String folder = "import " + bench.resolve("home-manager");
            all.add(Workload.copying("home-manager options", folder + "/options.nix", true));
            all.add(Workload.copying("home-manager files", folder + "/files.nix", true));
            all.add(Workload.parsing("parse home-manager", sources(modules)));
        }
    }

    private void micro() throws IOException {
        try (Stream<Path> files = Files.list(bench.resolve("micro"))) {
            files.filter(file -> file.toString().endsWith(".nix")).sorted().forEach(file -> {
                String name = file.getFileName().toString();
                String shortName = "micro " + name.substring(0, name.length() - ".nix".length());
                all.add(Workload.evaluation(shortName, "import " + file, true));
            });
        }
    }

    /** The derivation paths under each attribute of a package set: what {@code nix-env -qaP --drv-path} goes through. */
    private static String derivations(String packages) {
        return "let packages = " + packages + "; derivations = value: let t = builtins.tryEval value; v = t.value;"
                + " d = builtins.tryEval v.drvPath; in if !t.success || !builtins.isAttrs v then [ ]"
                + " else if (v.type or \"\") == \"derivation\" then (if d.success then [ d.value ] else [ ])"
                + " else if v.recurseForDerivations or false"
                + " then builtins.concatLists (map (name: derivations v.${name}) (builtins.attrNames v)) else [ ];"
                + " in map (name: derivations packages.${name}) (builtins.attrNames packages)";
    }

    /** The Nix files below a folder, in the order of their names, but for the few that no program can be made of. */
    private static List<Path> sources(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder);
                NixEvaluator nix = NixEvaluator.isolated()) {
            return files.filter(file -> file.toString().endsWith(".nix") && Files.isRegularFile(file))
                    .sorted()
                    .filter(file -> isProgram(nix, file))
                    .toList();
        }
    }

    /** Templates and old syntax are not: the reference ends at the first of them. */
    private static boolean isProgram(NixEvaluator nix, Path file) {
        try {
            nix.evaluate("_: (\n" + Files.readString(file, StandardCharsets.ISO_8859_1) + "\n)");
            return true;
        } catch (NixException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
