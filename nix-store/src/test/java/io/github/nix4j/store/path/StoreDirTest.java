package io.github.nix4j.store.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nix4j.store.StoreException;
import io.github.nix4j.store.hash.ContentAddress;
import io.github.nix4j.store.hash.HashAlgorithm;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The expected paths and messages are what C++ Nix 2.34.8 gives. */
class StoreDirTest {
    private final StoreDir dir = StoreDir.DEFAULT;

    @ParameterizedTest
    @CsvSource({
        "fixed:r:sha256:04zwf782yjwnh3q6hz5izfd6jyip8kgw6g6yj43fiqhbyhdd0dqw, yw7a7dnzk3f7da4d7gjj8qf6n7zn5kj7-dummy",
        "fixed:sha256:00xyyr3fi8l6hb839bv3f7yb86yjv7xi1cgh1xnhipym4asvb4aq, vvcjsafmihvhnmlmyj3whzq3h0inizfd-dummy",
        "text:sha256:00xyyr3fi8l6hb839bv3f7yb86yjv7xi1cgh1xnhipym4asvb4aq, 92hvx00fg0l4kai48ilcb9alskzj5lgx-dummy",
        "fixed:r:sha1:wz60bbf44cw7nswp1wv8vcsyfg155sqd, vlyx1d3hx0wffxyllnrip8082w405d2f-dummy",
        "fixed:md5:4425hx5d1mc9y39llj4k4nm55i, sd31nqab4j7c0b0vqga2c9z1bmc0niml-dummy",
        "fixed:r:sha512:2q80akf4fi29vbxj82s21m9y6xrdjnwi9q1c3kfab0032zdnl18nzninbjw6n0rz4p76g8s1c5yv9hznv09l085azzqvk4hn9irv389,"
                + " p2vh8cr58726ajma6a249si82hlbzsrc-dummy",
    })
    void contentAddressed(String address, String expected) {
        assertThat(dir.makeFixedOutputPath("dummy", ContentAddress.parse(address)))
                .hasToString(expected);
    }

    @Test
    void selfReference() {
        StorePath one = StorePath.of("sz7lpdy33mzcbrn8vwfmgra9l2zifbsi-one");
        ContentAddress address =
                ContentAddress.parse("fixed:r:sha256:1p35hv4n1aw2dyg1kiqxxp38l0jjhma1y0f9f4gmwymmmaha7j7f");
        StoreReferences references =
                new StoreReferences(StoreReferences.to(List.of(one)).others(), true);
        assertThat(dir.makeContentAddressedPath("ca", address, references))
                .hasToString("8hgviflr7rjbr83qanaf917brnifnzpx-ca");
        assertThatThrownBy(() ->
                        dir.makeContentAddressedPath("x", ContentAddress.parse("text:" + address.hash()), references))
                .isInstanceOf(StoreException.class)
                .hasMessage("self-reference not allowed with text hashing");
        assertThatThrownBy(() ->
                        dir.makeContentAddressedPath("x", ContentAddress.parse("fixed:" + address.hash()), references))
                .hasMessageStartingWith(
                        "fixed output derivation 'x' is not allowed to refer to other store paths.\nYou may");
    }

    @Test
    void gitNeedsAShortHash() {
        ContentAddress address = ContentAddress.parse("fixed:git:" + HashAlgorithm.SHA512.hash(""));
        assertThatThrownBy(() -> dir.makeFixedOutputPath("x", address))
                .hasMessage("Git file ingestion must use SHA-1 or SHA-256 hash, but instead using: sha512");
    }

    @Test
    void placeholders() {
        assertThat(Placeholder.ownOutput("out")).hasToString("/1rz4g4znpzjwh1xymhjpm42vipw92pr73vdgl6xs1hycac8kf2n9");
        assertThat(Placeholder.ownOutput("dev")).hasToString("/02qcpld1y6xhs5gz9bchpxaw0xdhmsp5dv88lh25r2ss44kh8dxz");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x|'x' is too short to be a valid store path",
                "eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee-x|store path 'eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee-x' contains illegal base-32 character 'e'",
                "sk64w0fn0hk63yrgvwpzkh853xfndyn1-a b|path 'sk64w0fn0hk63yrgvwpzkh853xfndyn1-a b' is not a valid store path: name 'a b' contains illegal character ' '",
                "9ip48nkc9rfy0a4yaw98lp6gipqlib1a-|path '9ip48nkc9rfy0a4yaw98lp6gipqlib1a-' is not a valid store path: name must not be empty",
                "khp6hm2aap1d9ycahxnmwqr7gnvwbikg-.|path 'khp6hm2aap1d9ycahxnmwqr7gnvwbikg-.' is not a valid store path: name '.' is not valid",
                "5gpv15j2hawxl2wrjl6ap4jnkbn5gblk-..-a|path '5gpv15j2hawxl2wrjl6ap4jnkbn5gblk-..-a' is not a valid store path: name '..-a' is not valid: first dash-separated component must not be '..'",
            })
    void badNames(String baseName, String message) {
        assertThatThrownBy(() -> StorePath.of(baseName))
                .isInstanceOf(BadStorePathException.class)
                .hasMessage(message);
    }

    @Test
    void oddNamesThatAreFine() {
        for (String name : List.of(".x", "...", "..a", "-", "a".repeat(211), "+._?=-")) {
            assertThat(StorePathName.isValid(name)).as(name).isTrue();
        }
        assertThat(StorePathName.isValid("a".repeat(212))).isFalse();
        // Nix does not look at the character after the hash.
        assertThat(StorePath.of("yw7a7dnzk3f7da4d7gjj8qf6n7zn5kj7Xy").name()).isEqualTo("y");
    }

    @Test
    void locating() {
        String base = "yw7a7dnzk3f7da4d7gjj8qf6n7zn5kj7-dummy";
        assertThat(dir.parse("/nix/store/" + base + "/")).hasToString(base);
        assertThat(dir.parse("/nix//store/x/../" + base)).hasToString(base);
        StoreDir.Located located = dir.locate("/nix/store/" + base + "/a/b");
        assertThat(located.storePath()).hasToString(base);
        assertThat(located.inside().text()).isEqualTo("/a/b");
        assertThat(dir.locate("/nix/store/" + base).inside().isRoot()).isTrue();
        assertThatThrownBy(() -> dir.locate("/foo")).hasMessage("path '/foo' is not in the Nix store");
        assertThatThrownBy(() -> dir.locate("/nix/store/x")).hasMessage("'x' is too short to be a valid store path");
        assertThat(dir.tryParse("/nix/store/" + base + "/a")).isNull();
    }

    @Property(tries = 200)
    void parsePrint(
            @ForAll byte[] seed,
            @ForAll @CharRange(from = 'a', to = 'z') @StringLength(min = 1, max = 20) String name) {
        StorePath path = dir.makePath("x", HashAlgorithm.SHA256.hash(seed), name);
        assertThat(dir.parse(dir.print(path))).isEqualTo(path);
        assertThat(path.hashPart() + "-" + path.name()).isEqualTo(path.baseName());
    }
}
