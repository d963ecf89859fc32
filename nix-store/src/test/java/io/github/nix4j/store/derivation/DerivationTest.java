package io.github.nix4j.store.derivation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.SharedData;
import io.github.nix4j.store.StoreException;
import io.github.nix4j.store.hash.ContentAddress;
import io.github.nix4j.store.hash.ContentAddressMethod;
import io.github.nix4j.store.hash.HashAlgorithm;
import io.github.nix4j.store.internal.json.JsonReader;
import io.github.nix4j.store.internal.json.JsonWriter;
import io.github.nix4j.store.path.StoreDir;
import io.github.nix4j.store.path.StorePath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DerivationTest {
    private final StoreDir dir = StoreDir.DEFAULT;
    private final TreeMap<StorePath, Derivation> known = new TreeMap<>();
    private final OutputPaths paths = new OutputPaths(dir, new DerivationHasher(dir, known::get));

    private static Derivation derivation(String name, Map<String, DerivationOutput> outputs, List<String> args) {
        TreeMap<String, String> env =
                new TreeMap<>(Map.of("name", name, "system", "x86_64-linux", "builder", "/bin/sh"));
        outputs.keySet().forEach(output -> env.put(output, ""));
        return new Derivation(
                name,
                new TreeMap<>(outputs),
                new TreeMap<>(),
                new TreeSet<>(),
                "x86_64-linux",
                "/bin/sh",
                args,
                env,
                null);
    }

    @Test
    void inputAddressed() {
        Derivation one = paths.fillIn(
                derivation("one", Map.of("out", new DerivationOutput.Deferred()), List.of("-c", "echo hello > $out")));
        assertThat(one.path(dir)).hasToString("c3xi3xkikqkidnvvldim4ld656mqh5wg-one.drv");
        assertThat(one.outputPath(dir, "out")).hasToString("sz7lpdy33mzcbrn8vwfmgra9l2zifbsi-one");
        assertThatThrownBy(() -> one.outputPath(dir, "dev")).isInstanceOf(StoreException.class);
    }

    @Test
    void multipleOutputs() {
        Derivation plain = derivation(
                "multi",
                Map.of("out", new DerivationOutput.Deferred(), "dev", new DerivationOutput.Deferred()),
                List.of("-c", "/bin/mkdir $out $dev; echo $dev > $out/d; echo x > $dev/y"));
        TreeMap<String, String> env = new TreeMap<>(plain.env());
        env.put("outputs", "out dev");
        Derivation multi = paths.fillIn(plain.with(plain.outputs(), env));
        assertThat(multi.path(dir)).hasToString("f426gjjv9a6p9ri3c4aiapm5hq7khsgz-multi.drv");
        assertThat(multi.outputPath(dir, "out")).hasToString("syfcxj53d6vfcpg5ylhalj4kbns5pbsm-multi");
        assertThat(multi.outputPath(dir, "dev")).hasToString("z6n7vc1by3x3plb6b7y312f5pr9nn5zk-multi-dev");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "simple-derivation",
                "dyn-dep-derivation",
                "ia/advanced-attributes",
                "ia/advanced-attributes-defaults",
                "ia/advanced-attributes-structured-attrs",
                "ia/advanced-attributes-structured-attrs-defaults",
                "ca/advanced-attributes",
                "ca/advanced-attributes-defaults",
                "ca/advanced-attributes-structured-attrs",
                "ca/advanced-attributes-structured-attrs-defaults",
            })
    void goldenTextAndJson(String file) throws IOException {
        String aterm = SharedData.read("data/golden/store/derivation/" + file + ".drv");
        String json = SharedData.read("data/golden/store/derivation/" + file + ".json");
        Derivation fromJson = DerivationJson.read(json);
        Derivation fromAterm = Derivation.parse(dir, fromJson.name(), aterm);
        assertThat(fromAterm).isEqualTo(fromJson);
        assertThat(ByteText.of(fromJson.toAterm(dir))).isEqualTo(aterm);
        assertThat(DerivationJson.writePretty(fromAterm, 2) + "\n").isEqualTo(json);
    }

    @Test
    void goldenJsonWithoutText() throws IOException {
        String json = SharedData.read("data/golden/store/derivation/ca/self-contained.json");
        Derivation derivation = DerivationJson.read(json);
        assertThat(DerivationJson.writePretty(derivation, 2) + "\n").isEqualTo(json);
        String text = ByteText.of(derivation.toAterm(dir));
        assertThat(Derivation.parse(dir, derivation.name(), text)).isEqualTo(derivation);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hello", "firefox"})
    void goldenText(String file) throws IOException {
        String aterm = SharedData.read("data/golden/store/derivation/" + file + ".drv");
        // Their paths were made anonymous after sorting, so only the order changes.
        Derivation derivation = Derivation.parse(dir, file, aterm);
        String written = ByteText.of(derivation.toAterm(dir));
        assertThat(written).hasSameSizeAs(aterm);
        assertThat(Derivation.parse(dir, file, written)).isEqualTo(derivation);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"caFixedFlat", "caFixedNAR", "caFixedText", "caFloating", "deferred", "impure", "inputAddressed"
            })
    void goldenOutputs(String kind) throws IOException {
        String json = SharedData.read("data/golden/store/derivation/output-" + kind + ".json");
        DerivationOutput output = DerivationJson.output(JsonReader.read(json).object());
        assertThat(JsonWriter.pretty(DerivationJson.toJson(output), 2) + "\n").isEqualTo(json);
        String name = output.getClass().getSimpleName();
        assertThat(kind.toLowerCase(Locale.ROOT)).startsWith(name.toLowerCase(Locale.ROOT));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bad-version|Unknown derivation ATerm format version 'invalid-version'",
                "bad-old-version-dyn-deps|expected string '['",
            })
    void badFiles(String file, String message) throws IOException {
        String aterm = SharedData.read("data/golden/store/derivation/" + file + ".drv");
        assertThatThrownBy(() -> Derivation.parse(dir, file, aterm))
                .isInstanceOf(StoreException.class)
                .hasMessage(message);
    }

    @Test
    void goldenInvariants() throws IOException {
        Derivation dependency = derivation(
                "dependency",
                Map.of("out", new DerivationOutput.CAFloating(ContentAddressMethod.NAR, HashAlgorithm.SHA256)),
                List.of());
        known.put(StorePath.of("lg4c4b8r9hlczwprl6kgnzfd9mc1xmkk-dependency.drv"), dependency);
        for (String test : List.of("filled-in-deferred-empty-env-var", "filled-in-deferred-no-env-var")) {
            assertThat(paths.fillIn(invariant(test + "-pre"))).isEqualTo(invariant(test + "-post"));
        }
        for (String same : List.of("filled-in-idempotent", "depends-on-drv-pre")) {
            assertThat(paths.fillIn(invariant(same))).isEqualTo(invariant(same));
        }
        String wrong = "/nix/store/c015dhfh5l0lp6wxyvdn7bmwhbbr6hr9-wrong-name";
        assertRefused("bad-depends-on-drv-pre", "derivation has incorrect output '" + wrong + "', should be deferred");
        assertRefused("bad-path", "derivation has incorrect output '" + wrong + "', should be '/nix/store/");
        assertRefused("bad-env-var", "derivation has incorrect environment variable 'out', should be '/nix/store/");
    }

    private void assertRefused(String test, String message) throws IOException {
        Derivation derivation = invariant(test);
        assertThatThrownBy(() -> paths.fillIn(derivation)).hasMessageStartingWith(message);
    }

    private static Derivation invariant(String name) throws IOException {
        return DerivationJson.read(SharedData.read("data/golden/store/derivation/invariants/" + name + ".json"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "|expected string 'D'",
                "Dx|derivation does not start with 'Derive' or 'DrvWithVersion'",
                "Derive([],[],[],\"s|unterminated string in derivation",
                "Derive([],[],[\"x\"]|bad path 'x' in derivation",
                "Derive([(\"out\",\"x\",\"\",\"\")]|bad path 'x' in derivation",
                "Derive([(\"out\",\"/x\",\"sha256\",\"\")]|content-addressing derivation output should not specify output path",
                "Derive([(\"out\",\"/x\",\"sha256\",\"impure\")]|impure derivation output should not specify output path",
                "Derive([(\"out\",\"\",\"md4\",\"\")]|unknown hash algorithm 'md4', expect 'blake3', 'md5', 'sha1', 'sha256', or 'sha512'",
                "Derive([],[],[],\"s\",\"b\",[],[]|expected string ')'",
            })
    void brokenText(String text, String message) {
        assertThatThrownBy(() -> Derivation.parse(dir, "x", text == null ? "" : text))
                .hasMessage(message);
    }

    @Test
    void laxText() {
        // Nix asks for no commas inside lists, and stops reading after the last parenthesis.
        Derivation derivation =
                Derivation.parse(dir, "x", "Derive([],[],[],\"s\",\"b\\q\",[\"a\"\"b\"],[(\"k\",\"v\")])trailing");
        assertThat(derivation.args()).containsExactly("a", "b");
        assertThat(derivation.builder()).isEqualTo("bq");
    }

    @Test
    void outputKindsDoNotMix() {
        DerivationOutput fixed = new DerivationOutput.CAFixed(
                new ContentAddress(ContentAddressMethod.FLAT, HashAlgorithm.SHA256.hash("")));
        DerivationOutput deferred = new DerivationOutput.Deferred();
        DerivationOutput floating = new DerivationOutput.CAFloating(ContentAddressMethod.NAR, HashAlgorithm.SHA256);
        DerivationOutput other = new DerivationOutput.CAFloating(ContentAddressMethod.NAR, HashAlgorithm.SHA1);
        assertThatThrownBy(() -> type(Map.of("a", deferred, "b", floating)))
                .hasMessage("can't mix derivation output types");
        assertThatThrownBy(() -> type(Map.of("dev", fixed))).hasMessage("single fixed output must be named \"out\"");
        assertThatThrownBy(() -> type(Map.of("out", fixed, "z", fixed)))
                .hasMessage("only one fixed output is allowed for now");
        assertThatThrownBy(() -> type(Map.of("a", floating, "b", other)))
                .hasMessage("all floating outputs must use the same hash algorithm");
        assertThatThrownBy(() -> type(Map.of())).hasMessage("must have at least one output");
    }

    private static DerivationType type(Map<String, DerivationOutput> outputs) {
        return derivation("x", outputs, List.of()).type();
    }

    @Test
    void longChainsNeedNoStack() {
        StorePath previous = null;
        for (int i = 0; i < 20_000; i++) {
            Derivation plain = derivation("c", Map.of("out", new DerivationOutput.Deferred()), List.of("" + i));
            TreeMap<StorePath, DerivationInput> inputs = new TreeMap<>();
            if (previous != null) {
                inputs.put(previous, DerivationInput.of(new TreeSet<>(List.of("out"))));
            }
            Derivation link = new Derivation(
                    "c", plain.outputs(), inputs, plain.inputSources(), "s", "b", plain.args(), plain.env(), null);
            previous = dir.makePath("x", HashAlgorithm.SHA256.hash("" + i), "c.drv");
            known.put(previous, link);
        }
        assertThat(new DerivationHasher(dir, known::get)
                        .masked(chainEnd(previous))
                        .deferred())
                .isFalse();
    }

    private static Derivation chainEnd(StorePath last) {
        Derivation plain = derivation("end", Map.of("out", new DerivationOutput.Deferred()), List.of());
        TreeMap<StorePath, DerivationInput> inputs = new TreeMap<>();
        inputs.put(last, DerivationInput.of(new TreeSet<>(List.of("out"))));
        return new Derivation(
                "end", plain.outputs(), inputs, plain.inputSources(), "s", "b", List.of(), plain.env(), null);
    }

    @Test
    void theReservedVariable() {
        Derivation plain = derivation("x", Map.of("out", new DerivationOutput.Deferred()), List.of());
        TreeMap<String, String> env = new TreeMap<>(plain.env());
        env.put("__json", "{}");
        Derivation reserved = plain.with(plain.outputs(), env);
        assertThatThrownBy(() -> reserved.toAterm(dir))
                .hasMessage("Cannot have an environment variable named '__json'."
                        + " This key is reserved for encoding structured attrs");
    }

    @Property(tries = 200)
    void anyTextRoundTrips(
            @ForAll @Size(max = 5) List<@CharRange(from = '\0', to = '\u00ff') @StringLength(max = 30) String> args,
            @ForAll @CharRange(from = '\0', to = '\u00ff') @StringLength(max = 200) String value) {
        Derivation plain = derivation("x", Map.of("out", new DerivationOutput.Deferred()), new ArrayList<>(args));
        TreeMap<String, String> env = new TreeMap<>(plain.env());
        env.put(value, value);
        Derivation derivation = plain.with(plain.outputs(), env);
        String text = ByteText.of(derivation.toAterm(dir));
        assertThat(Derivation.parse(dir, "x", text)).isEqualTo(derivation);
    }
}
