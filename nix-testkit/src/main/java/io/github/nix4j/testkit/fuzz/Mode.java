package io.github.nix4j.testkit.fuzz;

import io.github.nix4j.testkit.program.Program;
import java.util.ArrayList;
import java.util.Collections;
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
            "pipe-operators dynamic-derivations ca-derivations parse-toml-timestamps blake3-hashes";

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

    /** For parsing only. */
    static Mode parsing() {
        return PARSE;
    }

    /** The modes, each as often as it is to be used. Most programs are run strictly with their traces. */
    private static final List<Mode> MIX = mix();

    private static List<Mode> mix() {
        List<Mode> mix = new ArrayList<>();
        mix.addAll(Collections.nCopies(44, STRICT));
        mix.addAll(Collections.nCopies(8, LAZY));
        mix.addAll(Collections.nCopies(10, JSON));
        mix.addAll(Collections.nCopies(2, JSON_LAZY));
        mix.addAll(Collections.nCopies(7, XML));
        mix.addAll(Collections.nCopies(4, XML_LAZY));
        mix.addAll(Collections.nCopies(13, BRIEF));
        mix.addAll(Collections.nCopies(4, PARSE));
        mix.addAll(Collections.nCopies(3, TRACING));
        mix.addAll(Collections.nCopies(3, NIX_EVAL));
        mix.addAll(Collections.nCopies(2, NIX_EVAL_JSON));
        return List.copyOf(mix);
    }

    /** The mode of a program, by a number. */
    static Mode of(int number, Program program) {
        Mode mode = MIX.get(Math.floorMod(number * 37, MIX.size()));
        boolean substituting =
                program.used().contains("builtins.storePath") || program.used().contains("builtins.appendContext");
        if (mode.name.equals("json-lazy") && program.used().contains("builtins.unsafeGetAttrPos")) {
            // Places are worked out late there, by calls of an internal builtin that errors can name.
            mode = STRICT;
        }
        if (!mode.many && substituting) {
            // There the store tries to fetch what is missing, and what it says then is its own business.
            mode = STRICT;
        }
        return program.used().contains("pipe") ? mode.gated() : mode;
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
