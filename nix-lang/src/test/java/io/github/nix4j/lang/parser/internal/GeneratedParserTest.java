package io.github.nix4j.lang.parser.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nix4j.store.ByteText;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class GeneratedParserTest {
    /** The grammar is LL(1): where one token does not decide, ANTLR generates a call of adaptivePredict. */
    @Test
    void neverPredicts() throws Exception {
        try (InputStream in = NixSyntax.class.getResourceAsStream("NixSyntax.class")) {
            String classFile = ByteText.of(in.readAllBytes());
            assertThat(classFile).contains("matchedEOF").doesNotContain("adaptivePredict");
        }
    }
}
