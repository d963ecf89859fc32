package io.github.nix4j.store.hash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nix4j.store.SharedData;
import io.github.nix4j.store.StoreException;
import java.io.IOException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HashTest {
    private static final String HEX = "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03";
    private static final String BASE64 = "WJG1tSLV3whtD/CxEPvZ0hu0/HFjrzTQgoai6Eb2vgM=";

    @Test
    void formatsOfOneHash() {
        Hash hash = HashAlgorithm.SHA256.hash("hello\n");
        assertThat(hash.base16()).isEqualTo(HEX);
        assertThat(hash.nix32()).isEqualTo("00xyyr3fi8l6hb839bv3f7yb86yjv7xi1cgh1xnhipym4asvb4aq");
        assertThat(hash.format(HashFormat.BASE64)).isEqualTo(BASE64);
        assertThat(hash.sri()).isEqualTo("sha256-" + BASE64);
        assertThat(hash).hasToString("sha256:00xyyr3fi8l6hb839bv3f7yb86yjv7xi1cgh1xnhipym4asvb4aq");
        assertThat(hash.compress(20).base16()).isEqualTo("3b3e8165a0537de02bf94eb210fbd9d21bb4fc71");
        assertThat(HashAlgorithm.SHA1.hash("hello\n").nix32()).hasSize(32);
    }

    @ParameterizedTest
    @CsvSource({
        "md5, d41d8cd98f00b204e9800998ecf8427e",
        "sha1, da39a3ee5e6b4b0d3255bfef95601890afd80709",
        "sha256, e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "blake3, af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262",
    })
    void emptyInput(String algorithm, String hex) {
        assertThat(HashAlgorithm.parse(algorithm).hash("").base16()).isEqualTo(hex);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "sha256-WJG1tSLV3whtD/CxEPvZ0hu0/HFjrzTQgoai6Eb2vgM",
                "sha256-WJG1tSLV3whtD/CxEPvZ0hu0/HFjrzTQgoai6Eb2vgM==",
                "sha256-WJG1tSLV3whtD/CxEPvZ0hu0/HFjrzTQgoai6Eb2vgN=",
                "sha256-WJG1tSLV3whtD/CxEPvZ0hu0/HFjrzTQgoai6Eb2vgN=xx",
                "sha256:WJG1tSLV3whtD/CxEPvZ0hu0/HFjrzTQgoai6Eb2vgM=",
                "5891B5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03",
            })
    void laxForms(String text) {
        assertThat(Hash.parse(text, HashAlgorithm.SHA256).base16()).isEqualTo(HEX);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "sha256|abcd|hash 'abcd' has wrong length for hash algorithm 'sha256'",
                "sha256|\"\"|hash '' has wrong length for hash algorithm 'sha256'",
                "sha256|sha256:|hash '' has wrong length for hash algorithm 'sha256'",
                "sha256|sha256-|invalid SRI hash '', length 0 != expected length 32",
                "sha256|sha256-abc|invalid SRI hash 'abc', length 2 != expected length 32",
                "sha1|sha256-abc|hash 'sha256-abc' should have type 'sha1'",
                "sha1|sha1:x-y|hash 'x-y' has wrong length for hash algorithm 'sha1'",
                "sha256|a-b|unknown hash algorithm 'a', expect 'blake3', 'md5', 'sha1', 'sha256', or 'sha512'",
                "sha256|5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be0z"
                        + "|invalid base16 hash '5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be0z', length 0 != expected length 32",
                "sha256|00xyyr3fi8l6hb839bv3f7yb86yjv7xi1cgh1xnhipym4asvb4ae"
                        + "|invalid nix32 hash '00xyyr3fi8l6hb839bv3f7yb86yjv7xi1cgh1xnhipym4asvb4ae', length 0 != expected length 32",
                "sha256|zzxyyr3fi8l6hb839bv3f7yb86yjv7xi1cgh1xnhipym4asvb4aq"
                        + "|invalid nix32 hash 'zzxyyr3fi8l6hb839bv3f7yb86yjv7xi1cgh1xnhipym4asvb4aq', length 33 != expected length 32",
                "sha256|WJG1tSLV3whtD/CxEPvZ0hu0/HFjrzTQgoai6Eb2v!M="
                        + "|invalid Base64 hash 'WJG1tSLV3whtD/CxEPvZ0hu0/HFjrzTQgoai6Eb2v!M=', length 0 != expected length 32",
                "sha256|sha256-5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03"
                        + "|invalid SRI hash '5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03', length 48 != expected length 32",
            })
    void messages(String algorithm, String text, String message) {
        assertThatThrownBy(() -> Hash.parse(text, HashAlgorithm.parse(algorithm)))
                .isInstanceOf(StoreException.class)
                .hasMessage(message);
    }

    @Test
    void typeMustBeKnown() {
        assertThatThrownBy(() -> Hash.parse(HEX))
                .hasMessage("hash '" + HEX + "' does not include a type, nor is the type otherwise known from context");
    }

    @ParameterizedTest
    @ValueSource(strings = {"blake3", "sha256"})
    void goldenJson(String name) throws IOException {
        // Nix's own cases: the hash of "asdf".
        String sri = SharedData.read("data/golden/util/hash/" + name + ".json")
                .strip()
                .replace("\"", "");
        assertThat(Hash.parseSri(sri).sri()).isEqualTo(sri);
        assertThat(Hash.parseSri(sri)).isEqualTo(HashAlgorithm.parse(name).hash("asdf"));
    }

    @Property(tries = 300)
    void everyFormRoundTrips(@ForAll HashAlgorithm algorithm, @ForAll HashFormat format, @ForAll byte[] seed) {
        Hash hash = algorithm.hash(seed);
        assertThat(Hash.parse(hash.formatPrefixed(format))).isEqualTo(hash);
        assertThat(Hash.parse(hash.format(format), algorithm)).isEqualTo(hash);
        Hash.Parsed parsed = Hash.parseAny(hash.formatPrefixed(format), algorithm);
        assertThat(parsed.format()).isEqualTo(format);
    }

    @Property(tries = 300)
    void contentAddressesRoundTrip(
            @ForAll ContentAddressMethod method, @ForAll HashAlgorithm algorithm, @ForAll byte[] seed) {
        ContentAddress address = new ContentAddress(method, algorithm.hash(seed));
        assertThat(ContentAddress.parse(address.render())).isEqualTo(address);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x|not a content address because it is not in the form '<prefix>:<rest>': x",
                "fixed:r:x|content address hash must be in form '<algo>:<hash>', but found: fixed:r:x",
                "foo:sha256:x|content address prefix 'foo' is unrecognized. Recogonized prefixes are 'text' or 'fixed'",
            })
    void contentAddressMessages(String text, String message) {
        assertThatThrownBy(() -> ContentAddress.parse(text)).hasMessage(message);
    }
}
