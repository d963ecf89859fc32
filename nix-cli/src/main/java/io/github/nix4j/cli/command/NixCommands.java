package io.github.nix4j.cli.command;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The names of the commands that Nix has, also of those that nix4j lacks. */
final class NixCommands {
    /** As Nix sorts them: as if a quote were behind each, which comes after a dash. */
    static final Comparator<String> ORDER = Comparator.comparing(name -> name + "`");

    private static final Map<String, String> BELOW = Map.ofEntries(
            Map.entry(
                    "",
                    "build bundle config copy daemon derivation develop edit env eval flake fmt formatter hash help"
                            + " help-stores key log nar path-info print-dev-env profile realisation registry repl run"
                            + " search store upgrade-nix why-depends"),
            Map.entry("config", "check show"),
            Map.entry("derivation", "add show"),
            Map.entry("env", "shell"),
            Map.entry("flake", "archive check clone info init lock metadata new prefetch prefetch-inputs show update"),
            Map.entry("formatter", "build run"),
            Map.entry("hash", "convert file path to-base16 to-base32 to-base64 to-sri"),
            Map.entry("key", "convert-secret-to-public generate-secret"),
            Map.entry("nar", "cat dump-path ls pack"),
            Map.entry("profile", "add diff-closures history list remove rollback upgrade wipe-history"),
            Map.entry("realisation", "info"),
            Map.entry("registry", "add list pin remove resolve"),
            Map.entry(
                    "store",
                    "add add-file add-path cat copy-log copy-sigs delete diff-closures dump-path gc info ls"
                            + " make-content-addressed optimise path-from-hash-part prefetch-file repair roots-daemon"
                            + " sign verify"));

    private NixCommands() {}

    /** Whether there are commands below the one of that name. */
    static boolean isGroup(String name) {
        return !name.isEmpty() && BELOW.containsKey(name);
    }

    /** The commands below {@code parent}, which is empty for the program itself; none for a command that does its work by itself. */
    static List<String> below(String parent) {
        String names = BELOW.get(parent);
        return names == null ? List.of() : Arrays.asList(names.split(" "));
    }
}
