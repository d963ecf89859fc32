package example;

import io.github.nix4j.lang.EvalOptions;
import io.github.nix4j.lang.NixEvaluator;
import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.NixSource;
import io.github.nix4j.lang.value.NixText;
import java.time.Duration;

/** Evaluates an expression that may come from anybody: it can reach nothing and has two seconds. */
public final class EvaluateExpression {
    private EvaluateExpression() {}

    public static void main(String[] arguments) {
        System.out.println(greet("world"));
    }

    static String greet(String name) {
        try (NixEvaluator evaluator = NixEvaluator.pure()) {
            NixSource source = NixSource.ofString("{ greet = name: \"hello, ${name}\"; }");
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
