package io.github.nix4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The commands of {@code nix hash}: both programs print the same hashes and refuse the same. */
class HashDifferentialTest {
    private static final String BASE16 = "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881";
    private static final String NIX32 = "10a83a91g1r50bdw8g4hn47m7j7m6angpabwc80l9c16nx11cw9d";
    private static final String BASE64 = "LXEWQrcmsEQBYnyp+6wy9chTD7GQPMTbAiWHF5IaSIE=";
    private static final String SHA1 = "sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk=";
    private static final String BLAKE3 = "blake3:af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262";

    private static Path bin = Path.of("");

    @TempDir
    Path directory;

    @BeforeAll
    static void findReference() {
        bin = BothPrograms.find().bin();
    }

    @BeforeEach
    void makeFiles() throws Exception {
        Files.writeString(directory.resolve("f"), "hi\n");
        Files.writeString(directory.resolve("empty"), "");
        Files.write(directory.resolve("large"), new byte[200_000]);
        Files.createSymbolicLink(directory.resolve("link"), Path.of("f"));
        Files.createDirectories(directory.resolve("d/deep"));
        Files.writeString(directory.resolve("d/deep/x"), "x");
    }

    static Stream<String> converted() {
        List<String> lines = new ArrayList<>();
        for (String hash : List.of(BASE16, NIX32, BASE64, "sha256:" + BASE16, "sha256:" + NIX32, "sha256-" + BASE64)) {
            for (String from : List.of("", "--from base16 ", "--from nix32 ", "--from base32 ", "--from sri ")) {
                lines.add("convert --hash-algo sha256 " + from + hash);
            }
            for (String to : List.of("base16", "nix32", "base32", "base64", "sri")) {
                lines.add("convert --hash-algo sha256 --to " + to + " " + hash);
            }
            for (String old : List.of("to-base16", "to-base32", "to-base64", "to-sri")) {
                lines.add(old + " " + hash);
                lines.add(old + " --type sha256 " + hash + " " + SHA1);
            }
        }
        return Stream.concat(
                lines.stream(),
                Stream.of(
                        "convert",
                        "convert " + BASE16,
                        "convert " + SHA1 + " sha256-" + BASE64,
                        "convert --from base64 --hash-algo sha1 2jmj7l5rSw0yVb/vlWAYkK/YBwk=",
                        "convert --to sri --to base16 " + SHA1,
                        "convert md5:d41d8cd98f00b204e9800998ecf8427e",
                        "convert --hash-algo md5 " + SHA1,
                        "convert --from nope " + SHA1,
                        "convert --to nope " + SHA1,
                        "convert --to",
                        "convert --hash-algo nope " + SHA1,
                        "convert --type sha256 " + BASE16,
                        "convert --algo sha256 " + BASE16,
                        "convert --base16 " + SHA1,
                        "convert sha256-xx",
                        "convert sha256:xx",
                        "convert sha256:",
                        "convert sha256",
                        "convert sha256:a-b",
                        "convert sha256-a:b",
                        "convert nope:aa",
                        "convert nope-aa",
                        "convert x-y:z",
                        "convert -- -x",
                        "convert --hash-algo md5 xx",
                        "convert --hash-algo sha256 " + "z".repeat(64),
                        "convert --hash-algo sha256 " + "Z".repeat(52),
                        "convert --hash-algo sha256 " + "!".repeat(43) + "=",
                        "convert --hash-algo sha256 " + BASE16.toUpperCase(java.util.Locale.ROOT),
                        "convert " + SHA1 + " xx",
                        "convert " + BLAKE3,
                        "convert blake3-xx",
                        "convert blake3-xx:y",
                        "convert --hash-algo md5 blake3:xx",
                        "convert --hash-algo blake3 xx",
                        "convert --extra-experimental-features blake3-hashes " + BLAKE3,
                        "convert " + BLAKE3 + " --extra-experimental-features blake3-hashes",
                        "convert --hash-algo blake3 " + BLAKE3 + " --extra-experimental-features blake3-hashes",
                        "to-base16",
                        "to-sri " + BASE16,
                        "to-sri --type nope " + BASE16,
                        "to-sri --type sha256 xx",
                        "to-sri --hash-algo sha256 " + BASE16,
                        "to-sri --sri " + SHA1,
                        "to-base16 " + BLAKE3));
    }

    static Stream<String> files() {
        List<String> lines = new ArrayList<>();
        for (String command : List.of("file", "path", "path --mode flat", "path --mode nar")) {
            for (String file :
                    List.of("f", "empty", "large", "link", "d", "nowhere", "d/nowhere", "f/x", "d/../f", "./f")) {
                lines.add(command + " " + file);
            }
        }
        for (String command : List.of("file", "path")) {
            for (String flag : List.of(
                    "--base16",
                    "--base32",
                    "--base64",
                    "--sri",
                    "--base16 --base32",
                    "--type md5",
                    "--type sha512 --base16",
                    "--type nope",
                    "--type blake3",
                    "--extra-experimental-features blake3-hashes --type blake3",
                    "--algo sha1",
                    "--hash-algo sha1",
                    "--format base16",
                    "--format base32",
                    "--format nix32 --sri",
                    "--format nope",
                    "--mode text",
                    "--mode nope",
                    "--mode git",
                    "--extra-experimental-features git-hashing --mode git",
                    "--extra-experimental-features git-hashing --mode git --type sha1 --base16",
                    "--to base16")) {
                lines.add(command + " " + flag + " f");
            }
            lines.add(command);
            lines.add(command + " f link nowhere f");
            lines.add(command + " -");
            lines.add(command + " d");
            lines.add(command + " --extra-experimental-features git-hashing --mode git --algo sha1 d link nowhere");
            lines.add(command + " f --type");
        }
        return lines.stream();
    }

    @ParameterizedTest
    @MethodSource({"converted", "files"})
    void bothSayTheSame(String line) throws Exception {
        String[] words = ("hash " + line).split(" ");
        assertThat(ProgramRun.ours(directory, "", "nix", words))
                .isEqualTo(ProgramRun.reference(bin, directory, "", "nix", words));
    }
}
