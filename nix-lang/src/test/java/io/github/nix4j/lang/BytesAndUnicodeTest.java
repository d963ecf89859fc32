package io.github.nix4j.lang;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nix4j.lang.io.EvalListener;
import io.github.nix4j.lang.value.NixText;
import io.github.nix4j.lang.value.NixValue;
import io.github.nix4j.lang.value.StringContext;
import io.github.nix4j.store.ByteText;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Texts that enter and leave through the API are Unicode or bytes, as their names say, and never taken for each other. */
class BytesAndUnicodeTest {
    private static NixValue length(NixText text) {
        try (NixEvaluator nix = NixEvaluator.isolated()) {
            return nix.evaluate("builtins.stringLength").asFunction().call(text);
        }
    }

    @Test
    void textsAreMadeOfUnicodeOrOfBytes() {
        byte[] odd = {'a', (byte) 0xff, (byte) 0xac};
        assertThat(length(NixText.of("\u20ac")).asLong()).isEqualTo(3);
        assertThat(length(NixText.ofBytes(odd)).asLong()).isEqualTo(3);
        assertThat(NixText.ofBytes(odd).bytes()).isEqualTo(odd);
        assertThat(NixText.ofBytes(odd).value()).isEqualTo("a\ufffd\ufffd");
        assertThat(NixText.ofByteText(ByteText.fromUnicode("\u20ac"), StringContext.EMPTY))
                .isEqualTo(NixText.of("\u20ac"))
                .hasSameHashCodeAs(NixText.of("\u20ac"))
                .hasToString("\u20ac");
        assertThatThrownBy(() -> NixText.ofByteText("\u20ac", StringContext.EMPTY))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void sourcesAndPathsToo() {
        try (NixEvaluator nix = NixEvaluator.isolated()) {
            assertThat(nix.evaluate("\"\u20ac\"").asString()).isEqualTo("\u20ac");
            byte[] expression = {'"', (byte) 0xff, '"'};
            assertThat(((NixText) nix.evaluate(NixSource.ofBytes(expression))).bytes())
                    .containsExactly(0xff);
            NixValue path = nix.evaluate("/a + \"/\u20ac\"");
            assertThat(((io.github.nix4j.lang.value.NixPath) path).value()).isEqualTo("/a/\u20ac");
            assertThat(((NixSource.File) NixSource.ofFileBytes(new byte[] {'/', (byte) 0xff})).byteText())
                    .isEqualTo("/\u00ff");
        }
    }

    @Test
    void messagesAndTracesAreHeardInUnicode() {
        List<String> heard = new ArrayList<>();
        EvalListener listener = new EvalListener() {
            @Override
            public void traceUnicode(String text) {
                heard.add(text);
            }
        };
        try (NixEvaluator nix = NixEvaluator.builder().listener(listener).build()) {
            assertThatThrownBy(() -> nix.evaluate("builtins.trace \"\u20ac\" (throw \"\u20ac!\")"))
                    .isInstanceOfSatisfying(
                            NixException.class,
                            e -> assertThat(ErrorRenderer.plain().renderUnicode(e))
                                    .contains("error: \u20ac!"));
            assertThat(heard).containsExactly("\u20ac");
        }
    }
}
