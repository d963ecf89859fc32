package io.github.nix4j.flake.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nix4j.flake.FlakeEvaluator;
import io.github.nix4j.flake.FlakeLoader;
import io.github.nix4j.flake.check.CheckFinding.Severity;
import io.github.nix4j.lang.EvalOptions;
import io.github.nix4j.lang.NixEvaluator;
import io.github.nix4j.lang.NixLimitException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a program gets from a check; that it is what C++ Nix says is compared on the command line. */
class FlakeCheckerTest {
    @TempDir
    Path directory;

    private CheckReport check(String outputs, CheckOptions options) throws IOException {
        Files.writeString(directory.resolve("flake.nix"), """
                {
                  outputs = { self }: let
                    drv = name: derivation { inherit name; system = "x86_64-linux"; builder = "/bin/sh"; };
                  in %s;
                }
                """.formatted(outputs));
        try (FlakeEvaluator flakes = FlakeEvaluator.of(NixEvaluator.builder(), FlakeLoader.builder(directory))) {
            return new FlakeChecker(flakes).check(flakes.loader().load("path:."), options);
        }
    }

    private static final CheckOptions OPTIONS = CheckOptions.of("x86_64-linux");

    @Test
    void allErrorsAndWarningsWithTheirAttributes() throws IOException {
        List<CheckFinding> told = new ArrayList<>();
        CheckReport report = check(
                "{ packages.x86_64-linux.a = 1; packages.x86_64-linux.b = throw \"b\"; mystery = 1; overlay = 1; }",
                OPTIONS.withFindings(told::add));
        assertThat(report.findings())
                .isEqualTo(told)
                .extracting(CheckFinding::severity, CheckFinding::attribute, CheckFinding::message)
                .containsExactly(
                        tuple(
                                Severity.ERROR,
                                "packages.x86_64-linux.a",
                                "flake attribute 'packages.x86_64-linux.a' is not a derivation"),
                        tuple(Severity.ERROR, "packages.x86_64-linux.b", "b"),
                        tuple(Severity.WARNING, "mystery", "unknown flake output 'mystery'"),
                        tuple(
                                Severity.WARNING,
                                "overlay",
                                "flake output attribute 'overlay' is deprecated; use 'overlays.default' instead"),
                        tuple(Severity.ERROR, "overlay", "overlay is not a function, but an integer instead"));
        assertThat(report.passes()).isFalse();
        assertThat(report.errors()).hasSize(3);
        assertThat(report.errors().get(0).error().frames()).isNotEmpty();
    }

    private static org.assertj.core.groups.Tuple tuple(Object... parts) {
        return org.assertj.core.groups.Tuple.tuple(parts);
    }

    @Test
    void theFirstErrorOnly() throws IOException {
        CheckReport report = check("{ packages.x86_64-linux.a = 1; overlay = 1; }", OPTIONS.withKeepGoing(false));
        assertThat(report.findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.attribute()).isEmpty());
    }

    @Test
    void whatIsToBeBuiltAndWhatWasLeftOut() throws IOException {
        CheckReport report = check(
                "{ checks.x86_64-linux = { a = drv \"x\"; b = drv \"x\"; c = drv \"y\"; };"
                        + " checks.aarch64-linux.d = drv \"z\"; packages.riscv64-linux.e = throw \"e\"; }",
                OPTIONS);
        assertThat(report.passes()).isTrue();
        assertThat(report.checks().values())
                .containsExactlyInAnyOrder(
                        List.of("checks.x86_64-linux.a", "checks.x86_64-linux.b"), List.of("checks.x86_64-linux.c"));
        assertThat(report.omittedSystems()).containsExactly("aarch64-linux", "riscv64-linux");
    }

    @Test
    void aFlakeWithoutOutputsIsAFindingAndALimitIsNone() throws IOException {
        assertThat(check("throw \"nothing\"", OPTIONS).errors()).singleElement().hasToString("error: nothing");
        assertThatThrownBy(() -> check(
                        "{ packages.x86_64-linux.a = builtins.foldl' (a: b: a + b) 0 (builtins.genList (x: x) 1000000); }",
                        OPTIONS.withLimits(EvalOptions.UNLIMITED.withMaxSteps(10_000))))
                .isInstanceOf(NixLimitException.class);
    }
}
