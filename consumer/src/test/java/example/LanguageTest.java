package example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.nix4j.lang.NixEvaluator;
import io.github.nix4j.lang.NixException;
import org.junit.jupiter.api.Test;

/** The parser (with ANTLR, relocated or not), the evaluator, JSON and TOML work from the installed artifacts. */
class LanguageTest {
    @Test
    void evaluates() {
        try (NixEvaluator evaluator = NixEvaluator.isolated()) {
            assertEquals(
                    "{\"a\":[1,2]}", evaluator.evaluate("builtins.toJSON { a = [ 1 (1 + 1) ]; }").asString());
            assertEquals(3, evaluator.evaluate("(builtins.fromTOML \"a = 3\").a").asLong());
            assertEquals(
                    "/nix/store/5wq5jx7219pmi3xklyhl77fjbqvy6qaj-x.drv",
                    evaluator
                            .evaluate("(derivation { name = \"x\"; system = \"s\"; builder = \"b\"; }).drvPath")
                            .asString());
        }
    }

    @Test
    void failsWithNixsMessage() {
        try (NixEvaluator evaluator = NixEvaluator.isolated()) {
            NixException e = assertThrows(NixException.class, () -> evaluator.evaluate("{ a = 1 }"));
            assertEquals("syntax error, unexpected '}', expecting ';'", e.getMessage());
        }
    }
}
