package example;

import io.github.nix4j.lang.EvalOptions;
import io.github.nix4j.lang.NixEvaluator;
import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.NixSource;
import io.github.nix4j.lang.value.NixText;
import java.time.Duration;

/**
 * Evaluates an expression that may come from anybody: it can reach nothing and has two seconds. The function it gives has them
 * too, whenever it is called.
 */
public final class EvaluateExpression {
    private EvaluateExpression() {}

    public static void main(String[] arguments) {
        System.out.println(greet("{ greet = name: \"hello, ${name}\"; }", "world"));
    }

    static String greet(String expression, String name) {
        try (NixEvaluator evaluator = NixEvaluator.pure()) {
            NixSource source = NixSource.ofString(expression);
            return evaluator
                    .evaluate(source, EvalOptions.UNLIMITED.withTimeout(Duration.ofSeconds(2)))
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
