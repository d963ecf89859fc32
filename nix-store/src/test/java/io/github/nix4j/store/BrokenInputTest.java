package io.github.nix4j.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nix4j.store.derivation.Derivation;
import io.github.nix4j.store.derivation.DerivationJson;
import io.github.nix4j.store.derivation.OutputsSpec;
import io.github.nix4j.store.hash.ContentAddress;
import io.github.nix4j.store.hash.Hash;
import io.github.nix4j.store.narinfo.NarInfo;
import io.github.nix4j.store.narinfo.PublicKey;
import io.github.nix4j.store.path.StoreDir;
import io.github.nix4j.store.path.StorePath;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Every parser of text answers broken text with a {@link StoreException} and nothing else. */
class BrokenInputTest {
    private static final StoreDir DIR = StoreDir.DEFAULT;
    private static final StorePath PATH = StorePath.of("n5wkd9frr45pa74if5gpz9j7mifg27fh-foo");
    private static final String SPICE = "\"\\[](){},:;=-^* \n\0\u00ff0a/";

    private record Parser(String sample, Consumer<String> parse) {}

    private static final String DERIVATION = "DrvWithVersion(\"xp-dyn-drv\",[(\"out\",\"\",\"r:sha256\",\"\")],"
            + "[(\"/nix/store/c015dhfh5l0lp6wxyvdn7bmwhbbr6hr9-dep2.drv\",([\"cat\"],[(\"cat\",[\"kitten\"])]))],"
            + "[\"/nix/store/c015dhfh5l0lp6wxyvdn7bmwhbbr6hr9-dep1\"],\"sys\",\"b\\\"\\n\",[\"bar\"],"
            + "[(\"A\",\"B\"),(\"__json\",\"{\\\"a\\\":[1,2.5e3,true,null]}\")])";

    private static final List<Parser> PARSERS = List.of(
            new Parser(DERIVATION, text -> Derivation.parse(DIR, "x", text)),
            new Parser(DerivationJson.write(Derivation.parse(DIR, "x", DERIVATION)), text -> DerivationJson.read(text)),
            new Parser("sha256-WJG1tSLV3whtD/CxEPvZ0hu0/HFjrzTQgoai6Eb2vgM=", text -> Hash.parse(text)),
            new Parser(
                    "fixed:r:sha256:04zwf782yjwnh3q6hz5izfd6jyip8kgw6g6yj43fiqhbyhdd0dqw",
                    text -> ContentAddress.parse(text)),
            new Parser("/nix/store/" + PATH, text -> DIR.parse(text)),
            new Parser("/nix/store/" + PATH + "/a/b", text -> DIR.locate(text)),
            new Parser(PATH.baseName(), text -> StorePath.of(text)),
            new Parser("a^b,c", text -> OutputsSpec.Suffixed.parse(text)),
            new Parser(
                    "test-1:A6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg=",
                    text -> PublicKey.parse(text).verify("x", "test-1:" + text)),
            new Parser(
                    "StorePath: /nix/store/" + PATH
                            + "\nURL: x\nFileHash: md5:4425hx5d1mc9y39llj4k4nm55i\nFileSize: 1\n"
                            + "NarHash: sha256:038xq2gxj7bh2rkkmzpayln0icap9gas7gxbs29681kynx9bs52y\nNarSize: 5\n"
                            + "References: " + PATH + "\nDeriver: " + PATH + "\nSig: a:AAAA\n",
                    text -> NarInfo.parse(DIR, text, "x")),
            new Parser(
                    "{\"ca\":null,\"narHash\":\"sha256-FePFYIlMuycIXPZbWi7LGEiMmZSX9FMbaQenWBzm1Sc=\",\"narSize\":0,"
                            + "\"references\":[\"" + PATH
                            + "\"],\"signatures\":[\"a\"],\"ultimate\":true,\"version\":2}",
                    text -> PathInfoJson.read(DIR, PATH, text)));

    @Property(tries = 300)
    void mutations(@ForAll long seed) {
        Random random = new Random(seed);
        for (Parser parser : PARSERS) {
            String text = mutate(parser.sample, random);
            try {
                parser.parse.accept(text);
            } catch (StoreException expected) {
                assertThat(expected.byteMessage()).isNotEmpty();
            }
        }
    }

    private static String mutate(String sample, Random random) {
        StringBuilder text = new StringBuilder(sample);
        for (int i = random.nextInt(4); i >= 0; i--) {
            int at = random.nextInt(text.length() + 1);
            int end = Math.min(text.length(), at + random.nextInt(6));
            String spice = "" + SPICE.charAt(random.nextInt(SPICE.length()));
            switch (random.nextInt(4)) {
                case 0 -> text.delete(at, end);
                case 1 -> text.insert(at, spice);
                case 2 -> text.replace(at, end, spice);
                default -> text.setLength(random.nextInt(3) == 0 ? at : text.length());
            }
        }
        return text.toString();
    }
}
