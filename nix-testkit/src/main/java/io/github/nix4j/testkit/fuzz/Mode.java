package io.github.nix4j.testkit.fuzz;

import java.util.ArrayList;
import java.util.List;

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
            "pipe-operators dynamic-derivations ca-derivations fetch-closure parse-toml-timestamps blake3-hashes";

    private static final Mode STRICT = instantiate("strict", "--eval --strict --show-trace");
    private static final Mode LAZY = instantiate("lazy", "--eval --show-trace");
    private static final Mode JSON = instantiate("json", "--eval --strict --json --show-trace");
    private static final Mode XML = instantiate("xml", "--eval --strict --xml --show-trace");
    private static final Mode XML_LAZY = instantiate("xml-lazy", "--eval --xml --no-location --show-trace");
    private static final Mode BRIEF = instantiate("brief", "--eval --strict");
    private static final Mode PARSE = instantiate("parse", "--parse");
    private static final Mode TRACING = instantiate("tracing", "--eval --strict --show-trace --option trace-verbose true");
    private static final Mode NIX_EVAL = new Mode("nix-eval", "nix", List.of("eval", "--show-trace", "--file"), false);
    private static final Mode NIX_EVAL_JSON =
            new Mode("nix-eval-json", "nix", List.of("eval", "--show-trace", "--json", "--file"), false);

    /** For parsing only. */
    static Mode parsing() {
        return PARSE;
    }

    /** The mode of a program, by a number. Most are run strictly with their traces. */
    static Mode of(int number, boolean gated) {
        int choice = Math.floorMod(number, 100);
        Mode mode = choice < 46
                ? STRICT
                : choice < 54
                        ? LAZY
                        : choice < 64
                                ? JSON
                                : choice < 71
                                        ? XML
                                        : choice < 75
                                                ? XML_LAZY
                                                : choice < 88
                                                        ? BRIEF
                                                        : choice < 92
                                                                ? PARSE
                                                                : choice < 95
                                                                        ? TRACING
                                                                        : choice < 98 ? NIX_EVAL : NIX_EVAL_JSON;
        return gated ? mode.gated() : mode;
    }

    private static Mode instantiate(String name, String flags) {
        return new Mode(name, "nix-instantiate", List.of(flags.split(" ")), true);
    }

    private Mode gated() {
        List<String> more = new ArrayList<>(flags);
        int at = program.equals("nix") ? 1 : 0;
        more.addAll(at, List.of("--extra-experimental-features", GATED));
        return new Mode(name + "-gated", program, List.copyOf(more), many);
    }

    /** The words of a command line for {@code files}. */
    List<String> words(List<String> files) {
        List<String> words = new ArrayList<>(flags);
        words.addAll(files);
        return words;
    }
}
