package io.github.nix4j.store.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nix4j.store.StoreException;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    @ParameterizedTest
    @CsvSource({
        "1.0, 1.0",
        "0.1, 0.1",
        "1e100, 1e+100",
        "1e15, 1e+15",
        "123456789012345.0, 123456789012345.0",
        "1234567890123456.0, 1.234567890123456e+15",
        "0.0001, 0.0001",
        "0.00001, 1e-05",
        "-2.5e-7, -2.5e-07",
        "2e-3, 0.002",
        "4.9E-324, 5e-324",
        "1.7976931348623157e308, 1.7976931348623157e+308",
        "-0.0, -0.0",
        "18446744073709551615, 18446744073709551615",
        "18446744073709551616, 1.8446744073709552e+19",
        "-9223372036854775808, -9223372036854775808",
        "-9223372036854775809, -9.223372036854776e+18",
    })
    void numbers(String text, String written) {
        assertThat(JsonWriter.compact(JsonReader.read(text))).isEqualTo(written);
    }

    @Property(tries = 500)
    void doublesRoundTrip(@ForAll double value) {
        String text = JsonWriter.compact(new Json.Real(value));
        if (!Double.isNaN(value) && !Double.isInfinite(value)) {
            assertThat(Double.parseDouble(text)).isEqualTo(value);
        }
    }

    @Test
    void layout() {
        Json json = JsonReader.read("{\"b\":[],\"a\":[1,{}],\"b\":\"\\u0001\\n\\u007f\\u00e9\"}");
        assertThat(JsonWriter.compact(json)).isEqualTo("{\"a\":[1,{}],\"b\":\"\\u0001\\n\u007f\u00c3\u00a9\"}");
        assertThat(JsonWriter.pretty(json, 2))
                .isEqualTo("{\n  \"a\": [\n    1,\n    {}\n  ],\n  \"b\": \"\\u0001\\n\u007f\u00c3\u00a9\"\n}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[1,]", "1 2", "{\"a\":1,}", "nul", "\"\u00ff\"", "01"})
    void refused(String text) {
        assertThatThrownBy(() -> JsonReader.read(text)).isInstanceOf(StoreException.class);
    }

    @Test
    void depthHasNoLimit() {
        assertThatThrownBy(() -> JsonReader.read("[".repeat(1_000_000))).isInstanceOf(StoreException.class);
        String deep = "{\"a\":[".repeat(500_000) + "]}".repeat(500_000);
        assertThat(JsonWriter.compact(JsonReader.read(deep))).isEqualTo(deep);
    }

    @Test
    void numbersOfAnyLength() {
        String zeros = "0".repeat(200_000);
        assertThat(JsonWriter.compact(JsonReader.read("[0." + zeros + "1,1." + zeros + "]")))
                .isEqualTo("[0.0,1.0]");
        for (String large : List.of("1" + zeros, "-1" + zeros, "1e400")) {
            assertThatThrownBy(() -> JsonReader.read(large))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("number overflow");
        }
        assertThat(JsonWriter.compact(
                        JsonReader.read("[18446744073709551615,-9223372036854775808,-9223372036854775809]")))
                .isEqualTo("[18446744073709551615,-9223372036854775808,-9.223372036854776e+18]");
    }

    @Test
    void otherKinds() {
        Json.Obj object = JsonReader.read("{\"a\":null,\"n\":-1,\"f\":1.5}").object();
        assertThatThrownBy(() -> object.at("a").string())
                .hasMessage("Expected JSON value to be of type 'string' but it is of type 'null': null");
        assertThatThrownBy(() -> object.at("x"))
                .hasMessage("Expected JSON object to contain key 'x' but it doesn't: {\"a\":null,\"f\":1.5,\"n\":-1}");
        assertThatThrownBy(() -> object.at("n").unsigned())
                .hasMessage(
                        "Expected JSON value to be an unsigned integral number but it is of type 'signed integral number': -1");
        assertThatThrownBy(() -> object.at("f").unsigned())
                .hasMessage(
                        "Expected JSON value to be an unsigned integral number but it is of type 'floating point number': 1.5");
        assertThatThrownBy(() -> JsonWriter.compact(new Json.Str("\u00ff"))).isInstanceOf(StoreException.class);
    }
}
