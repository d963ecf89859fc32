package io.github.nix4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nix4j.flake.ref.FlakeJson;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code nix config show} prints what C++ Nix prints, but settings that depend on where and how that was built. */
class ConfigShowTest {
    private static final Set<String> NOT_HERE = Set.of("build-hook", "extra-platforms", "sandbox-paths");

    private static final String ODD = """
            experimental-features = nix-command
            extra-experimental-features = ca-derivations
            cores = 08
            min-free = 1G
            sandbox = relaxed
            trusted-users = z a  b a
            trusted-substituters = https://z?a=b https://z https://a https://z local daemon /x a+b://x a://x auto?x=1 auto
            substituters = https://z?x=1&a=%41 /z/./a#b local?root=/a daemon? https://z
            system-features = z b a b
            access-tokens = z=1 a=2
            keep-failed = yes
            allowed-uris = b a
            """;

    /** Words that are added to defaults, to nothing, and before what replaces them. */
    private static final String EXTRA = """
            experimental-features = nix-command
            extra-trusted-public-keys = a b
            extra-trusted-public-keys = c
            extra-system-features = a
            extra-trusted-users = a
            extra-allowed-uris = a b
            extra-substituters = https://a
            substituters = https://b
            extra-nix-path = x=/y
            """;

    @TempDir
    Path directory;

    private final BothPrograms programs = BothPrograms.find();

    private static Map<String, String> variables(String config) {
        Map<String, String> variables = new HashMap<>(Map.of("NIX_CONFIG", config));
        variables.put("NIX_REMOTE", "dummy://");
        variables.put("NIX_CONF_DIR", "/none");
        variables.put("NIX_PATH", "a=/b:c=https://d/e");
        variables.put("SSL_CERT_FILE", "/none/certificates");
        return variables;
    }

    private ProgramRun ours(String config, String... words) {
        return ProgramRun.ours(directory, variables(config), "", "nix", words);
    }

    private ProgramRun reference(String config, String... words) throws Exception {
        return ProgramRun.reference(programs.bin(), directory, variables(config), "", "nix", words);
    }

    private static Map<String, String> lines(String out) {
        Map<String, String> lines = new TreeMap<>();
        for (String line : out.strip().split("\n")) {
            lines.put(line.substring(0, line.indexOf(' ')), line);
        }
        lines.keySet().removeAll(NOT_HERE);
        return lines;
    }

    @Test
    void allSettingsAreTheSame() throws Exception {
        for (String config : List.of("experimental-features = nix-command flakes", ODD, EXTRA)) {
            assertThat(lines(ours(config, "config", "show").out()))
                    .isEqualTo(lines(reference(config, "config", "show").out()));
        }
    }

    @Test
    void oneSettingIsTheSame() throws Exception {
        for (String name : List.of("cores", "min-free", "access-tokens", "store", "none", "use-registries")) {
            ProgramRun expected = reference(ODD, "config", "show", name);
            ProgramRun found = ours(ODD, "config", "show", name);
            assertThat(found.status()).as(name).isEqualTo(expected.status());
            assertThat(found.out() + found.err()).as(name).isEqualTo(expected.out() + expected.err());
        }
    }

    @Test
    void jsonHasTheSameValues() throws Exception {
        Map<String, Object> expected = FlakeJson.object(
                FlakeJson.read(reference(ODD, "config", "show", "--json").out()));
        Map<String, Object> found = FlakeJson.object(
                FlakeJson.read(ours(ODD, "config", "show", "--json").out()));
        expected.keySet().removeAll(NOT_HERE);
        assertThat(found.keySet()).isEqualTo(expected.keySet());
        // The order of features in JSON is that of C++ Nix's own list.
        expected.keySet().remove("experimental-features");
        expected.forEach((name, setting) -> {
            Map<String, Object> fields = new TreeMap<>(FlakeJson.object(setting));
            fields.keySet().removeAll(Set.of("description", "documentDefault"));
            assertThat(FlakeJson.object(found.get(name))).as(name).isEqualTo(fields);
        });
    }
}
