package io.github.nix4j.lang;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.time.Duration;
import org.junit.jupiter.api.Tag;

/**
 * Any bytes, given to the evaluator as a program, end in a value or a Nix error. As a test this replays the inputs beside it
 * (what fuzzing found, and one for each construct); with {@code JAZZER_FUZZ=1} it searches for more.
 */
@Tag("fuzz")
class EvaluatorFuzzTest {
    @FuzzTest
    void anyText(byte[] program) {
        try (NixEvaluator nix = NixEvaluator.isolated()) {
            EvalOptions limits =
                    EvalOptions.UNLIMITED.withTimeout(Duration.ofSeconds(5)).withMaxAllocatedBytes(1L << 30);
            try {
                nix.evaluate(NixSource.ofBytes(program), limits).toJava();
            } catch (NixException e) {
                assertThat(e.toString()).startsWith("error:");
            }
            assertThat(nix.evaluate("1 + 1").asLong()).isEqualTo(2);
        }
    }
}
