package example;

import io.github.nix4j.lang.EvalOptions;
import io.github.nix4j.lang.NixEvaluator;
import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.NixSource;
import io.github.nix4j.lang.value.NixText;
import java.time.Duration;

/**
 * Evaluates an expression that may come from anybody: it can reach nothing, has two seconds and may allocate 500 MB. The
 * function it gives has that too, whenever it is called.
 */
public final class EvaluateExpression {
    /** Both: a deadline is not seen while the JVM makes one huge list, which a bound for memory refuses. */
    private static final EvalOptions LIMITS =
            EvalOptions.UNLIMITED.withTimeout(Duration.ofSeconds(2)).withMaxAllocatedBytes(500_000_000);

    private EvaluateExpression() {}

    public static void main(String[] arguments) {
        System.out.println(greet("{ greet = name: \"hello, ${name}\"; }", "world"));
    }

    static String greet(String expression, String name) {
        try (NixEvaluator evaluator = NixEvaluator.isolated()) {
            NixSource source = NixSource.ofString(expression);
            return evaluator
                    .evaluate(source, LIMITS)
                    .asAttrs()
                    .get("greet")
                    .asFunction()
                    .call(NixText.of(name))
                    .asString();
        } catch (NixException e) {
            return e.getMessage();
        }
    }
}
