package io.github.nix4j.store.hash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nix4j.store.ByteText;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Nix's unit tests of hashes and of their encodings ask for; the values are what {@code nix hash convert} gives. */
class UnitHashTest {
    private static final String SHA256_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    private static final String SHA512_ABC =
            "3a81oZNherrMQXNJriBBMRLm+k6JqX6iCp7u5ktV05ohkpkqJ0/BqDa6PCOj/uu9RU1EI2Q86A4qmslPpUyknw";

    @ParameterizedTest
    @CsvFileSource(resources = "hashes.psv", delimiter = '|', emptyValue = "", nullValues = "-")
    void hashesOfTexts(String algorithm, String text, String base16) {
        Hash hash = HashAlgorithm.parse(algorithm).hash(text == null ? "" : text);
        assertThat(hash.base16()).isEqualTo(base16);
        assertThat(Hash.parse(algorithm + ":" + base16)).isEqualTo(hash);
    }

    @Test
    void theEncodingAndTheAlgorithmMustFit() {
        assertThat(Hash.parseBare(SHA256_ABC, HashAlgorithm.SHA256, HashFormat.BASE16))
                .isEqualTo(HashAlgorithm.SHA256.hash("abc"));
        assertThatThrownBy(() -> Hash.parseBare(SHA256_ABC, HashAlgorithm.SHA1, HashFormat.BASE16))
                .isInstanceOf(BadHashException.class);
        assertThatThrownBy(() -> Hash.parseBare(SHA256_ABC, HashAlgorithm.SHA256, HashFormat.NIX32))
                .isInstanceOf(BadHashException.class);
    }

    @ParameterizedTest
    @EnumSource
    void namesOfEncodingsLeadBack(HashFormat format) {
        assertThat(HashFormat.parse(format.nixName())).isEqualTo(format);
    }

    @Test
    void otherNamesOfEncodingsAreErrors() {
        assertThatThrownBy(() -> HashFormat.parse("base7"))
                .hasMessage("unknown hash format 'base7', expect 'base16', 'base32', 'base64', or 'sri'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "=", "==", "===", "== and more"})
    void whatFollowsTheDigitsOfBase64DoesNotCount(String end) {
        assertThat(Hash.parseSri("sha512-" + SHA512_ABC + end)).isEqualTo(HashAlgorithm.SHA512.hash("abc"));
        assertThat(HashEncoding.BASE64.decode(SHA512_ABC + end))
                .isEqualTo(HashAlgorithm.SHA512.hash("abc").bytes());
    }

    @Test
    void base64() {
        byte[] text = "which was to be shown".getBytes(StandardCharsets.US_ASCII);
        assertThat(HashEncoding.BASE64.encode(text)).isEqualTo("d2hpY2ggd2FzIHRvIGJlIHNob3du");
        assertThat(HashEncoding.BASE64.decode("d2hpY2ggd2FzIHRvIGJlIHNob3du")).isEqualTo(text);
        assertThat(HashEncoding.BASE64.encode(new byte[0])).isEmpty();
        assertThat(HashEncoding.BASE64.decode("")).isEmpty();
        assertThat(HashEncoding.BASE64.decode("d2hpY_ggd2Fz")).isNull();
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) ~i;
        }
        assertThat(HashEncoding.BASE64.decode(HashEncoding.BASE64.encode(all))).isEqualTo(all);
        assertThat(HashEncoding.BASE16.decode(HashEncoding.BASE16.encode(ByteText.bytes("\u00ffa"))))
                .isEqualTo(new byte[] {-1, 'a'});
    }
}
