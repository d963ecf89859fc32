package io.github.nix4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Values of settings in configuration and flags: the reference and nix4j take and refuse the same, in the same words. */
class ReferenceSettingsTest {
    private static final String FEATURES = "experimental-features = nix-command\n";

    private static Path bin = Path.of("");

    @TempDir
    Path directory;

    @BeforeAll
    static void findReference() {
        bin = BothPrograms.find().bin();
    }

    private record Row(String config, String program, List<String> words) {
        @Override
        public String toString() {
            return program + " " + String.join(" ", words) + " with " + config.replace("\n", " | ");
        }
    }

    private static Row config(String... lines) {
        return new Row(String.join("\n", lines), "nix-instantiate", List.of("--eval", "-E", "a/b"));
    }

    private static Row legacy(String... flags) {
        List<String> words = new ArrayList<>(List.of(flags));
        words.addAll(List.of("--eval", "-E", "a/b"));
        return new Row("", "nix-instantiate", words);
    }

    private static Row nix(String... flags) {
        List<String> words = new ArrayList<>(List.of("eval", "--impure", "--expr", "a/b"));
        words.addAll(List.of(flags));
        return new Row(FEATURES, "nix", words);
    }

    static Stream<Row> rows() {
        Stream<Row> numbers = Stream.of(
                        "-1", "-0", "+5", "007", "1k", "3G", "k", "1w", "1 k", "x", "4294967296", "17179869184g")
                .flatMap(value -> Stream.of("cores", "min-free", "timeout", "max-jobs", "max-call-depth")
                        .map(name -> legacy("--option", name, value)));
        Stream<Row> stores = Stream.of(
                        "foo",
                        "auto",
                        "/x",
                        "./x?a",
                        "https://a%zz",
                        "file://x",
                        "https://a?b=%",
                        "ssh://::1",
                        "ssh://::g")
                .flatMap(value -> Stream.of(
                        config("substituters = https://a " + value),
                        config("extra-substituters = " + value),
                        config("trusted-substituters = " + value),
                        legacy("--option", "substituters", value)));
        return Stream.concat(
                Stream.concat(numbers, stores),
                Stream.of(
                        config("foo = 1", "substituters = foo", "cores = x"),
                        config("foo = 1", "cores = x", "substituters = foo"),
                        config("substituters = foo", "substituters = https://a"),
                        config("store = foo"),
                        nix("--store", "foo"),
                        nix("--eval-store", "foo"),
                        nix("--option", "store", "foo"),
                        nix("--substituters", "https://a foo"),
                        nix("--extra-substituters", "foo", "--cores", "x"),
                        config("tarball-ttl = -1"),
                        config("http-connections = -1"),
                        config("max-silent-time = -1", "gc-reserved-space = -1"),
                        config("narinfo-cache-positive-ttl = 1K", "nar-buffer-size = 1T", "log-lines = 1m"),
                        config("cores ="),
                        config("min-free = 18446744073709551615"),
                        config("min-free = 18446744073709551616"),
                        config("timeout = 9223372036854775808"),
                        config("build-cores = x"),
                        config("max-jobs = auto"),
                        config("max-jobs = 4294967296"),
                        config("sandbox = relaxed", "eval-profiler = disabled"),
                        config("sandbox = yes"),
                        config("eval-profiler = x"),
                        config("eval-profile-file ="),
                        config("netrc-file = x"),
                        config("netrc-file ="),
                        config("build-dir =", "diff-hook =", "ssl-cert-file ="),
                        config("build-dir = x"),
                        config("pure-eval = x"),
                        config("warn-short-path-literals = true"),
                        config("warn-short-path-literals = false"),
                        config("warn-short-path-literals = x"),
                        config("warn-short-path-literals = true", "foo = 1", "cores = 2"),
                        config("warn-short-path-literals = true", "foo = 1", "cores = x"),
                        config("warn-short-path-literals = true", "lint-short-path-literals = fatal"),
                        config("lint-short-path-literals = fatal", "warn-short-path-literals = false"),
                        config("accept-flake-config = x", "impure-env = x", "auto-allocate-uids = x"),
                        config("accept-flake-config = x", "experimental-features = flakes"),
                        config("flake-registry = x", "use-registries = true", "allow-dirty-locks = true"),
                        config("experimental-features = flaks", "commit-lock-file-summary = a"),
                        config("zoo = 1", "foo = 1"),
                        legacy("--cores", "1k"),
                        legacy("--cores", "k"),
                        legacy("--cores", "1z"),
                        legacy("--cores", "-1"),
                        legacy("--cores", "4294967296"),
                        legacy("--timeout", "-1"),
                        legacy("--timeout", "4294967296"),
                        legacy("--max-silent-time", "1h"),
                        legacy("--max-jobs", "1k"),
                        legacy("--tarball-ttl", "-1"),
                        legacy("--warn-short-path-literals"),
                        legacy("--no-warn-short-path-literals"),
                        legacy("--option", "netrc-file", "x"),
                        legacy("--option", "bar", "1", "--option", "foo", "1"),
                        nix("--cores", "-1"),
                        nix("--cores", "k"),
                        nix("--timeout", "-1"),
                        nix("--max-call-depth", "-1"),
                        nix("--option", "max-call-depth", "-1"),
                        nix("-j", "x"),
                        nix("--relaxed-sandbox"),
                        nix("--no-sandbox"),
                        nix("--warn-short-path-literals", "--option", "foo", "x"),
                        nix("--accept-flake-config"),
                        nix("--accept-flake-config", "--extra-experimental-features", "flakes"),
                        nix("--no-use-registries"),
                        nix("--flake-registry", "x"),
                        nix("--option", "accept-flake-config", "x")));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void takesWhatTheReferenceTakes(Row row) throws Exception {
        Map<String, String> environment = Map.of("NIX_CONFIG", row.config());
        String[] words = row.words().toArray(new String[0]);
        ProgramRun expected = ProgramRun.reference(bin, directory, environment, "", row.program(), words);
        ProgramRun found = ProgramRun.ours(directory, environment, "", row.program(), words);
        assertThat(found).isEqualTo(expected);
    }
}
