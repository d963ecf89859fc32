package io.github.nix4j.testkit.fuzz;

import io.github.nix4j.testkit.program.Dice;
import io.github.nix4j.testkit.program.Program;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * How a program is run.
 *
 * @param program the program's name
 * @param flags the words before the files
 * @param many whether it takes more than one file
 */
public record Mode(String name, String program, List<String> flags, boolean many) {
    /** The features beyond flakes that change what the language means. */
    private static final String GATED =
            "pipe-operators dynamic-derivations ca-derivations parse-toml-timestamps blake3-hashes fetch-closure"
                    + " impure-derivations git-hashing verified-fetches";

    private static final String WITH_FEATURES = "-gated";
    private static final String STANDARD_INPUT = "-";

    private static final Mode STRICT = instantiate("strict", "--eval --strict --show-trace");
    private static final Mode LAZY = instantiate("lazy", "--eval --show-trace");
    private static final Mode JSON = instantiate("json", "--eval --strict --json --show-trace");
    private static final Mode XML = instantiate("xml", "--eval --strict --xml --show-trace");
    private static final Mode XML_LAZY = instantiate("xml-lazy", "--eval --xml --no-location --show-trace");
    private static final Mode BRIEF = instantiate("brief", "--eval --strict");
    private static final Mode PARSE = instantiate("parse", "--parse");
    private static final Mode JSON_LAZY = instantiate("json-lazy", "--eval --json --show-trace");
    private static final Mode TRACING =
            instantiate("tracing", "--eval --strict --show-trace --option trace-verbose true");
    private static final Mode NIX_EVAL =
            new Mode("nix-eval", "nix", List.of("eval", "--read-only", "--show-trace", "--file"), false);
    private static final Mode NIX_EVAL_JSON =
            new Mode("nix-eval-json", "nix", List.of("eval", "--read-only", "--show-trace", "--json", "--file"), false);

    private static final Mode NIX_EVAL_RAW =
            new Mode("nix-eval-raw", "nix", List.of("eval", "--read-only", "--show-trace", "--raw", "--file"), false);
    private static final Mode RESTRICTED =
            instantiate("restricted", "--eval --strict --show-trace --option restrict-eval true");
    private static final Mode LINTS = instantiate(
            "lints",
            "--eval --strict --show-trace --option lint-url-literals warn --option lint-short-path-literals warn"
                    + " --option lint-absolute-path-literals warn");
    private static final Mode FATAL_LINTS = instantiate(
            "fatal-lints",
            "--eval --strict --option lint-url-literals fatal --option lint-short-path-literals fatal"
                    + " --option lint-absolute-path-literals fatal");
    private static final Mode ABORT_ON_WARN =
            instantiate("abort-on-warn", "--eval --strict --show-trace --option abort-on-warn true");
    private static final Mode SHALLOW =
            instantiate("shallow", "--eval --strict --show-trace --option max-call-depth 5");
    private static final Mode SELECT = instantiate("select", "--eval --strict --show-trace -A result");
    private static final Mode RAW =
            new Mode("raw", "nix-instantiate", List.of("--eval", "--strict", "--raw", "--show-trace"), false);

    /** Purely, which programs in files cannot be: from standard input. */
    private static final Mode PURE = new Mode(
            "pure",
            "nix-instantiate",
            List.of("--eval", "--strict", "--show-trace", "--option", "pure-eval", "true", STANDARD_INPUT),
            false);

    private static final Mode ARGUMENTS = instantiate(
            "arguments",
            "--eval --strict --show-trace --arg a 1 --argstr b text --arg c [(1+1)] --arg unused (throw\"never\")");
    private static final Mode XML_LOCATED = instantiate("xml-located", "--eval --xml --show-trace");
    private static final Mode EVAL_SYSTEM =
            instantiate("eval-system", "--eval --strict --show-trace --option eval-system other-system");
    private static final Mode ALLOWED = new Mode(
            "allowed",
            "nix-instantiate",
            List.of(
                    "--eval",
                    "--strict",
                    "--show-trace",
                    "--option",
                    "restrict-eval",
                    "true",
                    "--option",
                    "allowed-uris",
                    "http://x.invalid/ http://y.invalid/a ftp 1f: s3 h_p: file: a+b-c.90z: A.9: path:/absent"),
            true);

    /** With entries of the search path that look odd. */
    private static final Mode SEARCHING = instantiate(
            "searching",
            "--eval --strict --show-trace -I =fix/dir -I fix/odd -I =q=fix -I d=fix=dir -I e= -I fix=fix/empty -I ~/sub");

    private static final Mode APPLY =
            new Mode("apply", "nix", words("eval --read-only --show-trace --apply x:[x(x.result)] --file"), false);
    private static final List<Mode> SELECTIONS = List.of(
            instantiate("select-element", "--eval --strict --show-trace -A result.1"),
            new Mode(
                    "select-quoted",
                    "nix-instantiate",
                    List.of("--eval", "--strict", "--show-trace", "-A", "result.x.\"y z\""),
                    true),
            instantiate("select-empty", "--eval --strict --show-trace -A result.\"\""),
            instantiate("select-wrong", "--eval --strict --show-trace -A result.x.\"y"),
            instantiate("select-unnamed", "--eval --strict --show-trace -A result.\"\".x"),
            instantiate("select-signed", "--eval --strict --show-trace -A result.+1"),
            instantiate("select-large", "--eval --strict --show-trace -A result.99999999999"),
            instantiate("select-two", "--eval --json --strict --show-trace -A result.x -A result"),
            new Mode("eval-select", "nix", words("eval result.x --read-only --show-trace --file"), false),
            new Mode("eval-select-element", "nix", words("eval result.0 --read-only --show-trace --file"), false));

    /** All modes that want an attribute {@code result}. */
    private static final List<Mode> CHOOSING =
            Stream.concat(Stream.of(SELECT, APPLY), SELECTIONS.stream()).toList();

    /** With a store that takes what programs put there, and gives it back. */
    private static final Mode WRITING = new Mode(
            "writing",
            "nix-instantiate",
            words("--eval --strict --show-trace --read-write-mode --option store dummy://?read-only=false"),
            false);

    /** With a store on disk, which knows the derivations that programs put there; nothing is built or fetched. */
    private static final Mode STORE = store("store", "--read-write-mode --option allow-import-from-derivation false");

    /** Outputs that are there can be read; for others there is nobody who builds them. */
    private static final Mode STORE_IMPORTS = store("store-imports", "--read-write-mode --option max-jobs 0");

    /** With a store that nothing is put into. */
    private static final Mode STORE_READING = store("store-reading", "--readonly-mode");

    private static final List<Mode> DISK_STORES =
            List.of(STORE, STORE, STORE, STORE_IMPORTS, STORE_IMPORTS, STORE_READING);

    /** The groups of templates that are run with a store on disk, each so many times in twelve. */
    private static final Map<String, Integer> STORED = Map.of(
            "corner: derivations", 3,
            "corner: string contexts", 3,
            "corner: dynamic derivations", 4,
            "corner: stored derivations", 12,
            "corner: stored dynamic derivations", 12);

    /** The modes of templates that are made for one. */
    private static final Map<String, Mode> FIXED = Map.of(
            "corner: delayed calls", SHALLOW,
            "corner: hash mismatches", WRITING,
            "corner: imports from derivations", STORE,
            "corner: lazy JSON", JSON_LAZY,
            "corner: lints", LINTS,
            "corner: pure", PURE,
            "corner: restricted files", RESTRICTED,
            "corner: search paths", SEARCHING,
            "corner: selected elements", SELECTIONS.get(SELECTIONS.size() - 1));

    /** For sets of packages: their paths instead of their values. */
    private static final Mode DERIVATIONS = instantiate("derivations", "--readonly-mode --show-trace");

    private static final Mode DERIVATIONS_SELECT = instantiate("derivations-select", "--readonly-mode -A b -A a");

    /** For parsing only. */
    static Mode parsing() {
        return PARSE;
    }

    /** The modes, each as often as it is to be used. Most programs are run strictly with their traces. */
    private static final List<Mode> MIX = mix();

    private static List<Mode> mix() {
        List<Mode> mix = new ArrayList<>();
        mix.addAll(Collections.nCopies(27, STRICT));
        mix.addAll(Collections.nCopies(11, LAZY));
        mix.addAll(Collections.nCopies(8, JSON));
        mix.addAll(Collections.nCopies(2, JSON_LAZY));
        mix.addAll(Collections.nCopies(7, XML));
        mix.addAll(Collections.nCopies(6, XML_LAZY));
        mix.addAll(Collections.nCopies(13, BRIEF));
        mix.addAll(Collections.nCopies(1, XML_LOCATED));
        mix.addAll(Collections.nCopies(4, PARSE));
        mix.addAll(Collections.nCopies(3, TRACING));
        mix.addAll(Collections.nCopies(3, NIX_EVAL));
        mix.addAll(Collections.nCopies(2, NIX_EVAL_JSON));
        mix.addAll(Collections.nCopies(1, NIX_EVAL_RAW));
        mix.addAll(Collections.nCopies(3, RESTRICTED));
        mix.addAll(Collections.nCopies(2, LINTS));
        mix.addAll(Collections.nCopies(1, FATAL_LINTS));
        mix.addAll(Collections.nCopies(2, ABORT_ON_WARN));
        mix.addAll(Collections.nCopies(3, SHALLOW));
        mix.addAll(Collections.nCopies(2, SELECT));
        mix.addAll(Collections.nCopies(1, RAW));
        mix.addAll(Collections.nCopies(2, PURE));
        mix.addAll(Collections.nCopies(2, ARGUMENTS));
        mix.addAll(Collections.nCopies(1, EVAL_SYSTEM));
        mix.addAll(Collections.nCopies(1, ALLOWED));
        mix.addAll(Collections.nCopies(1, APPLY));
        mix.addAll(Collections.nCopies(1, SEARCHING));
        mix.addAll(SELECTIONS);
        mix.addAll(List.of(DERIVATIONS, DERIVATIONS_SELECT));
        mix.addAll(Collections.nCopies(4, WRITING));
        mix.addAll(List.of(STORE, STORE_IMPORTS, STORE_READING));
        return List.copyOf(mix);
    }

    /**
     * For real files, whose functions get a library and next to nothing else.
     *
     * @param library an expression
     */
    static Mode ofRealFiles(String library) {
        List<String> flags = new ArrayList<>(words("--eval --strict --show-trace --arg lib"));
        flags.add(library);
        flags.addAll(words("--arg config {} --arg pkgs {} --arg options {} --arg stdenv {mkDerivation=x:x;}"));
        flags.addAll(words("--arg fetchurl x:x.url --argstr system x86_64-linux"));
        return new Mode("real", "nix-instantiate", List.copyOf(flags), true);
    }

    /** The names of all modes, without those for experimental features. */
    static Set<String> names() {
        Set<String> names = new TreeSet<>();
        MIX.forEach(mode -> names.add(mode.name));
        names.add(DERIVATIONS_SELECT.name);
        return names;
    }

    /** The name without what is added for experimental features. */
    String plainName() {
        return isGated() ? name.substring(0, name.length() - WITH_FEATURES.length()) : name;
    }

    /** Whether experimental features are on. */
    boolean isGated() {
        return name.endsWith(WITH_FEATURES);
    }

    /** The mode of a program, by a number. One in ten is run with experimental features, and those that use some. */
    static Mode of(int number, Program program) {
        Mode mode = fitting(usual(number, program), program);
        boolean gated = program.isGated() || Dice.choice(number, "features", 10) == 0;
        return gated ? mode.gated() : mode;
    }

    private static Mode usual(int number, Program program) {
        if (program.used().contains("corner: restricted fetches")) {
            // Elsewhere they would use the network.
            return ALLOWED;
        }
        Mode mode = MIX.get(Dice.choice(number, "mode", MIX.size()));
        boolean turn = Dice.choice(number, "turn", 3) > 0;
        if (program.used().contains("corner: package sets") || program.used().contains("corner: odd package sets")) {
            int choice = Dice.choice(number, "selection", 8);
            return choice == 0 ? mode : choice == 1 ? DERIVATIONS : DERIVATIONS_SELECT;
        }
        if (program.used().contains("corner: fetched trees")) {
            // The other modes have a store that takes no trees.
            return WRITING;
        }
        if (turn && program.used().contains("corner: parse trees")) {
            return PARSE;
        }
        for (Map.Entry<String, Mode> group : FIXED.entrySet()) {
            if (program.used().contains(group.getKey())) {
                return group.getValue();
            }
        }
        for (Map.Entry<String, Integer> group : STORED.entrySet()) {
            if (program.used().contains(group.getKey()) && Dice.choice(number, "store", 12) < group.getValue()) {
                return DISK_STORES.get(Dice.choice(number, "disk", DISK_STORES.size()));
            }
        }
        if (turn && program.used().contains("corner: root arguments")) {
            int choice = Dice.choice(number, "selection", 2 * SELECTIONS.size());
            return choice < SELECTIONS.size() ? SELECTIONS.get(choice) : ARGUMENTS;
        }
        if (Dice.choice(number, "result", 3) == 0 && program.text().contains("result")) {
            // Only what has such an attribute is worth selecting from.
            return CHOOSING.get(Dice.choice(number, "selection", CHOOSING.size()));
        }
        return mode;
    }

    /** {@code mode}, or another where the program would show there what is no difference. */
    private static Mode fitting(Mode mode, Program program) {
        Set<String> used = program.used();
        if (CHOOSING.contains(mode) && !program.text().contains("result")) {
            return STRICT;
        }
        if (mode.flags.contains("--xml") && used.contains("all builtins")
                || (mode.flags.contains("--xml") || mode.flags.contains("--json")) && used.contains("corner: cycles")) {
            // What contains itself has no end there.
            return STRICT;
        }
        if (mode == SHALLOW && program.text().contains("derivation")) {
            // The definition of derivations calls others on its way, and is another one here.
            return STRICT;
        }
        if (mode == WRITING
                && Stream.of("drvPath", "appendContext", "outputOf", ".drv").anyMatch(program.text()::contains)) {
            // The reference's store in memory shows no files of derivations, takes none from programs, and asks other
            // stores for those that are missing.
            return STRICT;
        }
        if (!mode.many
                && !mode.storesOnDisk()
                && (used.contains("builtins.storePath")
                        || used.contains("builtins.appendContext")
                        || program.text().contains("/nix/store/"))) {
            // There the store tries to fetch what is missing, and what it says then is its own business.
            return STRICT;
        }
        return mode;
    }

    private static Mode instantiate(String name, String flags) {
        return new Mode(name, "nix-instantiate", words(flags), true);
    }

    private static Mode store(String name, String more) {
        List<String> flags = new ArrayList<>(words("--eval --strict --show-trace --option substitute false --store"));
        flags.addAll(List.of(DiskStoreFolder.NAME, "--option", "build-users-group", ""));
        flags.addAll(words(more));
        return new Mode(name, "nix-instantiate", List.copyOf(flags), false);
    }

    private static List<String> words(String flags) {
        return List.of(flags.split(" "));
    }

    private Mode gated() {
        List<String> more = new ArrayList<>(flags);
        int at = program.equals("nix") ? 1 : 0;
        more.addAll(at, List.of("--extra-experimental-features", GATED));
        return new Mode(name + WITH_FEATURES, program, List.copyOf(more), many);
    }

    /** The words of a command line for {@code files}. */
    List<String> words(List<String> files) {
        List<String> words = new ArrayList<>(flags);
        if (!readsInput()) {
            words.addAll(files);
        }
        return words;
    }

    /** The file that is standard input; empty for none. */
    String input(List<String> files) {
        return readsInput() ? files.get(0) : "";
    }

    /** Whether it has a store on disk, {@link DiskStoreFolder}. */
    boolean storesOnDisk() {
        return flags.contains(DiskStoreFolder.NAME);
    }

    private boolean readsInput() {
        return flags.contains(STANDARD_INPUT);
    }
}
