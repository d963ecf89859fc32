package io.github.nix4j.testkit.fuzz;

import io.github.nix4j.testkit.program.Program;
import io.github.nix4j.testkit.program.Programs;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Counts how many programs use each construct and builtin, run in each mode, and give each kind of error and warning. */
public final class Census {
    private static final Map<String, Pattern> ERRORS = errors();
    private static final Map<String, Pattern> WARNINGS = warnings();
    private static final String FEATURES = "with experimental features";

    private final Map<String, Integer> uses = new TreeMap<>();
    private final Map<String, Integer> errors = new TreeMap<>();
    private final Map<String, Integer> warnings = new TreeMap<>();
    private final Map<String, Integer> modes = new TreeMap<>();
    private int programs;
    private int evaluated;

    public Census() {
        Programs.constructs().forEach(construct -> uses.put(construct, 0));
        Programs.builtins().forEach(builtin -> uses.put("builtins." + builtin, 0));
        ERRORS.keySet().forEach(kind -> errors.put(kind, 0));
        WARNINGS.keySet().forEach(kind -> warnings.put(kind, 0));
        Mode.names().forEach(mode -> modes.put(mode, 0));
        modes.put(FEATURES, 0);
    }

    private static Map<String, Pattern> errors() {
        Map<String, Pattern> errors = new LinkedHashMap<>();
        for (List<String> kind : List.of(
                List.of("syntax", "syntax error"),
                List.of("undefined variable", "undefined variable '"),
                List.of("attribute missing", "attribute '.*' (missing|not found)"),
                List.of("wrong type", "expected .* but found"),
                List.of("coercion", "cannot coerce"),
                List.of("not a function", "attempt to call something which is not a function"),
                List.of(
                        "argument missing",
                        "called without required argument|function that has an argument without a value"),
                List.of("argument unexpected", "called with unexpected argument"),
                List.of("infinite recursion", "infinite recursion encountered"),
                List.of("max-call-depth", "max-call-depth exceeded"),
                List.of("division by zero", "division by zero"),
                List.of("overflow", "integer overflow"),
                List.of("throw", "while calling the 'throw' builtin"),
                List.of("abort", "evaluation aborted with"),
                List.of("assertion", "assertion '"),
                List.of("list index", "called with index|called on an empty list"),
                List.of("no such file", "does not exist"),
                List.of("comparison", "cannot compare"),
                List.of("addition", "cannot add|cannot append"),
                List.of("JSON", "json.exception|cannot convert .* to JSON"),
                List.of("TOML", "while parsing TOML"),
                List.of("regular expression", "invalid regular expression"),
                List.of("large regular expression", "memory limit exceeded by regular expression"),
                List.of(
                        "import from derivation",
                        "during evaluation because the option 'allow-import-from-derivation'"),
                List.of("float", "invalid float '"),
                List.of("trailing slash", "path has a trailing slash"),
                List.of("dynamic attribute", "dynamic attributes not allowed"),
                List.of("closure", "passed to builtins\\.genericClosure|genericClosure element"),
                List.of("hash mismatch", "hash mismatch|store path mismatch"),
                List.of("store path in name", "not allowed to refer to a store path"),
                List.of("store path", "is not in the Nix store|is not a valid store path|is too short to be a valid"),
                List.of("context", "has a context which|context key '|output context of|context of string '"),
                List.of("duplicate attribute", "already defined"),
                List.of("search path", "was not found in the Nix search path"),
                List.of("hash", "unknown hash|hash '.*' (does not|has wrong length)"),
                List.of("derivation", "derivation '|derivation names"),
                List.of("disabled feature", "experimental Nix feature '.*' is disabled"),
                List.of("restricted", "in restricted mode"),
                List.of("pure", "in pure eval(uation)? mode"),
                List.of("selection", "selection path '"),
                List.of("path of a string", "doesn't represent an absolute path"),
                List.of("lengths", "have different lengths"),
                List.of("float out of range", "is not in the range of NixInt"),
                List.of("abort-on-warn", "as abort-on-warn is set"),
                List.of("flake reference", "flake reference|flake ref"),
                List.of("fetcher's arguments", "unsupported argument|unsupported input|argument required"),
                List.of("no derivation", "does not evaluate to a derivation"),
                List.of("lint", "URL literals are|path literal"))) {
            errors.put(kind.get(0), Pattern.compile(kind.get(1)));
        }
        return errors;
    }

    private static Map<String, Pattern> warnings() {
        Map<String, Pattern> warnings = new LinkedHashMap<>();
        warnings.put("builtins.warn", Pattern.compile("evaluation warning:"));
        warnings.put("lint", Pattern.compile("warning: .*literal"));
        warnings.put("search path", Pattern.compile("warning: .*search path"));
        warnings.put("trace", Pattern.compile("(?m)^trace: "));
        return warnings;
    }

    /** Counts a program, how it ran, and what it gave. */
    public void add(Program program, Mode mode, Outcome outcome) {
        programs++;
        program.used().forEach(use -> uses.merge(use, 1, Integer::sum));
        modes.merge(mode.plainName(), 1, Integer::sum);
        if (mode.isGated()) {
            modes.merge(FEATURES, 1, Integer::sum);
        }
        count(WARNINGS, outcome, warnings);
        if (outcome.status() == 0) {
            evaluated++;
        } else {
            count(ERRORS, outcome, errors);
        }
    }

    private static void count(Map<String, Pattern> kinds, Outcome outcome, Map<String, Integer> counts) {
        kinds.forEach((kind, pattern) -> {
            if (pattern.matcher(outcome.err()).find()) {
                counts.merge(kind, 1, Integer::sum);
            }
        });
    }

    /** How many programs have been counted. */
    public int programs() {
        return programs;
    }

    /** The part of the programs that gave a value, from 0 to 1. */
    public double evaluated() {
        return (double) evaluated / programs;
    }

    /**
     * The constructs, builtins, modes and kinds of errors and warnings that are in fewer than {@code part} of the programs, with
     * their numbers.
     */
    public Map<String, Integer> below(double part) {
        Map<String, Integer> rare = new TreeMap<>();
        addRare(rare, part, "", uses);
        addRare(rare, part, "error: ", errors);
        addRare(rare, part, "warning: ", warnings);
        addRare(rare, part, "mode: ", modes);
        return rare;
    }

    private void addRare(Map<String, Integer> rare, double part, String what, Map<String, Integer> counts) {
        counts.forEach((name, count) -> {
            if (count < part * programs) {
                rare.put(what + name, count);
            }
        });
    }

    @Override
    public String toString() {
        return String.format(
                "%d programs, %.1f %% evaluate%nuses: %s%nerrors: %s%nwarnings: %s%nmodes: %s",
                programs, 100 * evaluated(), uses, errors, warnings, modes);
    }
}
