package io.github.nix4j.flake.check;

import io.github.nix4j.store.path.StorePath;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a check found.
 *
 * @param findings in the order in which they were found
 * @param omittedSystems the systems whose outputs were not looked at
 * @param checks the derivations below {@code checks} for the present system, which have to be built for the flake to pass, and
 *     the attributes that name each
 */
public record CheckReport(
        List<CheckFinding> findings, SortedSet<String> omittedSystems, SortedMap<StorePath, List<String>> checks) {
    public CheckReport {
        findings = List.copyOf(findings);
        omittedSystems = Collections.unmodifiableSortedSet(new TreeSet<>(omittedSystems));
        TreeMap<StorePath, List<String>> copy = new TreeMap<>();
        checks.forEach((path, attributes) -> copy.put(path, List.copyOf(attributes)));
        checks = Collections.unmodifiableSortedMap(copy);
    }

    /** The findings that make the check fail. */
    public List<CheckFinding> errors() {
        return findings.stream()
                .filter(finding -> finding.severity() == CheckFinding.Severity.ERROR)
                .toList();
    }

    /** Whether all that could be checked without building is as it should be. */
    public boolean passes() {
        return errors().isEmpty();
    }
}
