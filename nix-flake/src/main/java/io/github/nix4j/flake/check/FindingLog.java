package io.github.nix4j.flake.check;

import io.github.nix4j.flake.check.CheckFinding.Severity;
import io.github.nix4j.flake.internal.StoreFailures;
import io.github.nix4j.lang.ErrorKind;
import io.github.nix4j.lang.Message;
import io.github.nix4j.lang.NixException;
import io.github.nix4j.store.StoreException;
import io.github.nix4j.store.activity.Activity;
import io.github.nix4j.store.activity.ActivityKind;
import io.github.nix4j.store.path.StorePath;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Gathers what a check finds. Of one check. */
final class FindingLog {
    private final CheckOptions options;
    private final List<CheckFinding> findings = new ArrayList<>();
    private final SortedSet<String> omitted = new TreeSet<>();
    private final SortedMap<StorePath, List<String>> checks = new TreeMap<>();

    FindingLog(CheckOptions options) {
        this.options = options;
    }

    CheckOptions options() {
        return options;
    }

    /** A step begins, which lasts until what this returns is closed. */
    Activity step(String what) {
        return options.activities().begin(ActivityKind.STEP, what);
    }

    void evaluated(String derivation) {
        options.evaluated().accept("derivation evaluated to " + derivation);
    }

    void warn(String attribute, String template, Object... arguments) {
        add(Severity.WARNING, attribute, new NixException(ErrorKind.EVAL, Message.of(template, arguments)));
    }

    void omit(String system) {
        omitted.add(system);
    }

    void toBuild(StorePath derivation, String attribute) {
        checks.computeIfAbsent(derivation, path -> new ArrayList<>()).add(attribute);
    }

    /** Notes an error and goes on, or ends the check with it. */
    void report(String attribute, NixException error) {
        if (!options.keepGoing() || error.kind() == ErrorKind.LIMIT) {
            throw error;
        }
        add(Severity.ERROR, attribute, error);
    }

    /** Runs the whole check. An error that ends it is a finding. */
    void attempt(String attribute, Runnable check) {
        try {
            check.run();
        } catch (NixException e) {
            if (e.kind() == ErrorKind.LIMIT) {
                throw e;
            }
            add(Severity.ERROR, attribute, e);
        } catch (StoreException e) {
            NixException error = StoreFailures.error(e);
            if (error.kind() == ErrorKind.LIMIT) {
                throw error;
            }
            add(Severity.ERROR, attribute, error);
        }
    }

    private void add(Severity severity, String attribute, NixException error) {
        CheckFinding finding = new CheckFinding(severity, attribute, error);
        findings.add(finding);
        options.findings().accept(finding);
    }

    CheckReport report() {
        return new CheckReport(findings, omitted, checks);
    }
}
