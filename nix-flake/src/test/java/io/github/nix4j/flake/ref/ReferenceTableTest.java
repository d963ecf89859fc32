package io.github.nix4j.flake.ref;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nix4j.lang.NixException;
import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row of {@code references.tsv}: what parseFlakeRef and flakeRefToString answer in C++ Nix. */
class ReferenceTableTest {
    static Stream<String> rows() throws IOException {
        try (InputStream in = ReferenceTableTest.class.getResourceAsStream("references.tsv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines().filter(line -> !line.startsWith("# ")).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void answersAsNix(String row) {
        String[] cells = row.split("\t", -1);
        String input = ByteText.fromUnicode(cells[1]);
        String status = "ok";
        String answer;
        try {
            answer = cells[0].equals("parse")
                    ? FlakeRefParser.of(ReferenceRules.quiet())
                            .parse(input)
                            .toAttributes()
                            .toString()
                    : FlakeRef.fromAttributes(FlakeJson.attributes(FlakeJson.read(input)), ReferenceRules.quiet())
                            .toString();
        } catch (NixException e) {
            status = "error";
            answer = e.nixMessage().text();
        } catch (StoreException e) {
            status = "error";
            answer = e.byteMessage();
        }
        assertThat(status + " " + ByteText.toUnicode(answer)).isEqualTo(cells[2] + " " + cells[3]);
    }
}
