package example;

import io.github.nix4j.lang.NixEvaluator;
import io.github.nix4j.lang.value.NixInt;
import java.util.List;

/** Gives Nix code a function written in Java, as {@code builtins.square}. */
public final class JavaFunction {
    private JavaFunction() {}

    public static void main(String[] arguments) {
        System.out.println(squares());
    }

    static Object squares() {
        try (NixEvaluator evaluator = NixEvaluator.builder()
                .function("square", x -> new NixInt(x.asLong() * x.asLong()))
                .build()) {
            Object list = evaluator.evaluate("map builtins.square [ 1 2 3 ]").toJava();
            return List.copyOf((List<?>) list);
        }
    }
}
