package io.github.nix4j.flake.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nix4j.flake.ref.ReferenceRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files of registries. */
class RegistryTest {
    @Test
    void aRegistryWithoutEntriesHasNoList() {
        assertThat(Registry.EMPTY.write()).isEqualTo("{\n  \"flakes\": null,\n  \"version\": 2\n}");
    }

    /** As C++ Nix 2.34.8 says of the same files. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "[] | cannot parse | [json.exception.type_error.306] cannot use value() with array",
                "1 | cannot parse | [json.exception.type_error.306] cannot use value() with number",
                "null | cannot parse | [json.exception.type_error.306] cannot use value() with null",
                "true | cannot parse | [json.exception.type_error.306] cannot use value() with boolean",
                "{} | cannot read | error: flake registry 'F' has unsupported version 0",
                "{\"version\":\"2\"} | cannot parse | [json.exception.type_error.302] type must be number, but is string",
                "{\"version\":null} | cannot parse | [json.exception.type_error.302] type must be number, but is null",
                "{\"version\":2,\"flakes\":1} | cannot parse |"
                        + " [json.exception.type_error.305] cannot use operator[] with a string argument with number",
                "{\"version\":2,\"flakes\":[[]]} | cannot parse |"
                        + " [json.exception.type_error.305] cannot use operator[] with a string argument with array",
                "{\"version\":2,\"flakes\":[{}]} | cannot read |"
                        + " error: 'type' attribute to specify input scheme is required but not provided",
            })
    void saysWhatIsWrong(String file, String problem, String reason) {
        List<String> warnings = new ArrayList<>();
        Registry registry = Registry.read(file, "F", new ReferenceRules(Set.of("flakes"), warnings::add));
        assertThat(registry.entries()).isEmpty();
        assertThat(warnings).containsExactly(problem + " flake registry 'F': " + reason);
    }

    @Test
    void emptyListsAreNone() {
        for (String flakes : List.of("null", "{}", "[]")) {
            assertThat(Registry.read("{\"version\":2,\"flakes\":" + flakes + "}", "F", ReferenceRules.quiet())
                            .entries())
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"1, number", "null, null", "'\"x\"', string", "[], array", "{}, object", "1.5, number"})
    void exactIsTrueOrFalse(String exact, String type) {
        List<String> warnings = new ArrayList<>();
        assertThat(read(exact, warnings).entries()).isEmpty();
        assertThat(warnings)
                .containsExactly("cannot parse flake registry 'F': [json.exception.type_error.302]"
                        + " type must be boolean, but is " + type);
    }

    @Test
    void exactEntries() {
        for (boolean exact : new boolean[] {true, false}) {
            assertThat(read(String.valueOf(exact), new ArrayList<>()).entries())
                    .singleElement()
                    .extracting(Registry.Entry::exact)
                    .isEqualTo(exact);
        }
    }

    private static Registry read(String exact, List<String> warnings) {
        String file = "{\"version\":2,\"flakes\":[{\"from\":{\"type\":\"indirect\",\"id\":\"a\"},"
                + "\"to\":{\"type\":\"path\",\"path\":\"/x\",\"dir\":\"y\"},\"exact\":" + exact + "}]}";
        return Registry.read(file, "F", new ReferenceRules(Set.of("flakes"), warnings::add));
    }
}
