package io.github.nix4j.store.narinfo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nix4j.store.PathInfo;
import io.github.nix4j.store.SharedData;
import io.github.nix4j.store.hash.ContentAddress;
import io.github.nix4j.store.hash.Hash;
import io.github.nix4j.store.internal.json.JsonReader;
import io.github.nix4j.store.internal.json.JsonWriter;
import io.github.nix4j.store.path.StoreDir;
import io.github.nix4j.store.path.StorePath;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NarInfoTest {
    private static final String SECRET =
            "test-1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8DoQe/884Qvh1w3RjnS8CZZ+TWMJulDV8d3IZkElUxuA==";
    private static final String PUBLIC = "test-1:A6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg=";
    private static final String SELF_SIGNATURE =
            "test-1:xZBoeF3cdsN00OmOUrbGr+lZ84kNO1w7GvbONbHFyFp62we7an7Nhm9NhEbhFmp7/Wi8bN54O4f8mDs9ZeudBg==";

    private final StoreDir dir = StoreDir.DEFAULT;

    private static PathInfo self() {
        StorePath self = StorePath.of("l0ii798r21dvhcrib1s3lqwgyda1qsl6-self");
        return new PathInfo(
                self,
                Hash.parse("sha256:038xq2gxj7bh2rkkmzpayln0icap9gas7gxbs29681kynx9bs52y"),
                568,
                new TreeSet<>(List.of(StorePath.of("sz7lpdy33mzcbrn8vwfmgra9l2zifbsi-one"), self)),
                null,
                null,
                0,
                false,
                new TreeSet<>());
    }

    @Test
    void goldenSignatures() {
        SecretKey key = SecretKey.parse(SECRET);
        assertThat(key.publicKey()).hasToString(PUBLIC);
        assertThat(Signing.fingerprint(dir, self()))
                .isEqualTo(
                        "1;/nix/store/l0ii798r21dvhcrib1s3lqwgyda1qsl6-self;"
                                + "sha256:038xq2gxj7bh2rkkmzpayln0icap9gas7gxbs29681kynx9bs52y;568;"
                                + "/nix/store/l0ii798r21dvhcrib1s3lqwgyda1qsl6-self,/nix/store/sz7lpdy33mzcbrn8vwfmgra9l2zifbsi-one");
        PathInfo signed = Signing.sign(dir, self(), key);
        assertThat(signed.signatures()).containsExactly(SELF_SIGNATURE);
        Map<String, PublicKey> keys = PublicKey.byName(List.of(PublicKey.parse(PUBLIC)));
        assertThat(Signing.validSignatures(dir, signed, keys)).isEqualTo(1);
        assertThat(Signing.validSignatures(dir, signed, Map.of())).isZero();
        PathInfo forged =
                self().withSignatures(new TreeSet<>(List.of(SELF_SIGNATURE.replace("xZBo", "xZBp"), "test-1:AAAA")));
        assertThat(Signing.validSignatures(dir, forged, keys)).isZero();
    }

    @Test
    void newKeys() {
        for (int i = 0; i < 20; i++) {
            SecretKey key = SecretKey.generate("k", new SecureRandom());
            SecretKey again = SecretKey.parse(key.render());
            String signature = again.sign("text");
            assertThat(key.publicKey().verify("text", signature)).isTrue();
            assertThat(PublicKey.parse(key.publicKey().toString()).verify("text", signature))
                    .isTrue();
            assertThat(key.publicKey().verify("other", signature)).isFalse();
            assertThat(key.toString()).doesNotContain(key.render());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"x|key is corrupt", ":AAAA|key is corrupt", "x:|key is corrupt", "x:AAAA|secret key is not valid"})
    void badKeys(String text, String message) {
        assertThatThrownBy(() -> SecretKey.parse(text)).hasMessage(message);
    }

    @Test
    void contentAddressedNeedsNoSignature() {
        PathInfo added = PathInfo.added(
                StorePath.of("yw7a7dnzk3f7da4d7gjj8qf6n7zn5kj7-dummy"),
                Hash.parse("sha256:04zwf782yjwnh3q6hz5izfd6jyip8kgw6g6yj43fiqhbyhdd0dqw"),
                120,
                new TreeSet<>(),
                ContentAddress.parse("fixed:r:sha256:04zwf782yjwnh3q6hz5izfd6jyip8kgw6g6yj43fiqhbyhdd0dqw"),
                1);
        assertThat(Signing.isContentAddressed(dir, added)).isTrue();
        PathInfo lying = PathInfo.added(
                StorePath.of("zw7a7dnzk3f7da4d7gjj8qf6n7zn5kj7-dummy"),
                added.narHash(),
                120,
                new TreeSet<>(),
                added.contentAddress(),
                1);
        assertThat(Signing.isContentAddressed(dir, lying)).isFalse();
        assertThat(Signing.isContentAddressed(dir, self())).isFalse();
    }

    private static final String FILE = "StorePath: /nix/store/l0ii798r21dvhcrib1s3lqwgyda1qsl6-self\n"
            + "URL: nar/0q.nar.xz\n"
            + "Compression: xz\n"
            + "FileHash: sha256:1w1fff338fvdw53sqgamddn1b2xgds473pv6y13gizdbqjv4i5p3\n"
            + "FileSize: 4029176\n"
            + "NarHash: sha256:038xq2gxj7bh2rkkmzpayln0icap9gas7gxbs29681kynx9bs52y\n"
            + "NarSize: 568\n"
            + "References: l0ii798r21dvhcrib1s3lqwgyda1qsl6-self sz7lpdy33mzcbrn8vwfmgra9l2zifbsi-one\n"
            + "Deriver: 0bgq99ddbz315q4zpcvkgx9hq1rns7gp-self.drv\n"
            + "Sig: " + SELF_SIGNATURE + "\n"
            + "CA: fixed:r:sha256:04zwf782yjwnh3q6hz5izfd6jyip8kgw6g6yj43fiqhbyhdd0dqw\n";

    @Test
    void roundTrip() {
        NarInfo info = NarInfo.parse(dir, FILE, "x");
        assertThat(info.render(dir)).isEqualTo(FILE);
        assertThat(info.info().narSize()).isEqualTo(568);
        String unknown = FILE.replace("CA: ", "Later: 1\nCA: ").replace("Compression: xz\n", "");
        assertThat(NarInfo.parse(dir, unknown, "x").compression()).isEqualTo("bzip2");
        String none = FILE.replaceAll("References: .*\n", "References: \n")
                .replaceAll("Deriver: .*\n", "Deriver: unknown-deriver\n");
        assertThat(NarInfo.parse(dir, none, "x").info().references()).isEmpty();
        assertThat(NarInfo.parse(dir, none, "x").info().deriver()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "StorePath|Nope|StorePath missing",
                "URL|Nope|URL missing",
                "NarHash|Nope|NarHash missing",
                "NarSize: 568|NarSize: 0|NarSize missing or zero",
                "NarSize: 568|NarSize: 5x|invalid NarSize at line 7",
                "FileSize: 4|FileSize: -4|invalid FileSize at line 5",
                "NarHash: sha256:0|NarHash: sha256:|bad hash at line 6",
            })
    void corrupt(String what, String with, String message) {
        String broken = FILE.replace(what, with);
        assertThatThrownBy(() -> NarInfo.parse(dir, broken, "x.narinfo"))
                .hasMessage("NAR info file 'x.narinfo' is corrupt: " + message);
    }

    @Test
    void everyTruncationInsideALineIsCorrupt() {
        for (int length = 1; length < FILE.length(); length++) {
            String part = FILE.substring(0, length);
            if (!part.endsWith("\n")) {
                assertThatThrownBy(() -> NarInfo.parse(dir, part, "x"))
                        .as(part)
                        .hasMessageContaining("is corrupt: expecting");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1, impure, true", "1, pure, false", "2, impure, true", "2, pure, false"})
    void golden(int version, String name, boolean impure) throws IOException {
        String json = SharedData.read("data/golden/store/nar-info/json-" + version + "/" + name + ".json");
        NarInfo info = NarInfoJson.read(dir, StorePath.of("n5wkd9frr45pa74if5gpz9j7mifg27fh-foo"), json);
        String written = new NarInfoJson(dir, version).write(info, impure);
        assertThat(JsonWriter.pretty(JsonReader.read(written), 2) + "\n").isEqualTo(json);
    }
}
