package io.github.nix4j.testkit.fuzz;

import io.github.nix4j.testkit.program.Program;
import io.github.nix4j.testkit.program.Programs;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Counts how many programs use each construct and builtin and fail with each kind of error. */
public final class Census {
    private static final Map<String, Pattern> ERRORS = errors();

    private final Map<String, Integer> uses = new TreeMap<>();
    private final Map<String, Integer> errors = new TreeMap<>();
    private int programs;
    private int evaluated;

    public Census() {
        Programs.constructs().forEach(construct -> uses.put(construct, 0));
        Programs.builtins().forEach(builtin -> uses.put("builtins." + builtin, 0));
        ERRORS.keySet().forEach(kind -> errors.put(kind, 0));
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
                List.of("argument missing", "called without required argument"),
                List.of("argument unexpected", "called with unexpected argument"),
                List.of("infinite recursion", "infinite recursion encountered"),
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
                List.of("store path in name", "not allowed to refer to a store path"),
                List.of("duplicate attribute", "already defined"),
                List.of("search path", "was not found in the Nix search path"),
                List.of("hash", "unknown hash|hash '.*' (does not|has wrong length)"),
                List.of("derivation", "derivation '|derivation names"))) {
            errors.put(kind.get(0), Pattern.compile(kind.get(1)));
        }
        return errors;
    }

    /** Counts a program and what it gave. */
    public void add(Program program, Outcome outcome) {
        programs++;
        program.used().forEach(use -> uses.merge(use, 1, Integer::sum));
        if (outcome.status() == 0) {
            evaluated++;
        } else {
            ERRORS.forEach((kind, pattern) -> {
                if (pattern.matcher(outcome.err()).find()) {
                    errors.merge(kind, 1, Integer::sum);
                }
            });
        }
    }

    /** How many programs have been counted. */
    public int programs() {
        return programs;
    }

    /** The part of the programs that gave a value, from 0 to 1. */
    public double evaluated() {
        return (double) evaluated / programs;
    }

    /** The constructs, builtins and kinds of errors that are in fewer than {@code part} of the programs, with their numbers. */
    public Map<String, Integer> below(double part) {
        Map<String, Integer> rare = new TreeMap<>();
        uses.forEach((use, count) -> {
            if (count < part * programs) {
                rare.put(use, count);
            }
        });
        errors.forEach((kind, count) -> {
            if (count < part * programs) {
                rare.put("error: " + kind, count);
            }
        });
        return rare;
    }

    @Override
    public String toString() {
        return String.format(
                "%d programs, %.1f %% evaluate%nuses: %s%nerrors: %s", programs, 100 * evaluated(), uses, errors);
    }
}
