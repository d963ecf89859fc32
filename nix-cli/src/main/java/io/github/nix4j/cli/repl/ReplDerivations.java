package io.github.nix4j.cli.repl;

import io.github.nix4j.cli.CliException;
import io.github.nix4j.cli.evaluation.Evaluators;
import io.github.nix4j.lang.internal.eval.AttrsValue;
import io.github.nix4j.lang.internal.eval.Coercion;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.Value;
import io.github.nix4j.lang.value.ContextBuilder;
import io.github.nix4j.store.path.StorePath;

/** The commands that build a derivation first. Nothing builds yet: they check what they are given and say so. */
final class ReplDerivations {
    private final ReplVariables variables;
    private final Evaluators world;

    ReplDerivations(ReplVariables variables, Evaluators world) {
        this.variables = variables;
        this.world = world;
    }

    void run(Evaluation ev, String command, String expression) {
        String path = derivationPath(ev, variables.evaluate(ev, expression));
        if (command.equals(":log")) {
            throw new CliException("build log of '" + path + "' is not available");
        }
        throw new CliException("nix4j cannot build '" + path + "': it has no builder yet");
    }

    /** The path of a derivation that is in the store. */
    private String derivationPath(Evaluation ev, Value value) {
        if (!(value instanceof AttrsValue attrs) || !ev.isDerivation(attrs)) {
            throw new CliException("expression does not evaluate to a derivation, so I can't build it");
        }
        if (attrs.get(ev.intern("name")) == null) {
            throw new CliException("derivation name missing");
        }
        int symbol = ev.intern("drvPath");
        Value cell = attrs.get(symbol);
        if (cell == null) {
            throw new CliException("expression did not evaluate to a valid derivation (no 'drvPath' attribute)");
        }
        String path = Coercion.toText(
                ev,
                attrs.position(symbol),
                cell,
                new ContextBuilder(),
                "while evaluating the 'drvPath' attribute of a derivation",
                Coercion.Mode.PLAIN);
        StorePath object = world.store().storeDir().tryParse(path);
        if (object == null || !world.store().isValid(object)) {
            throw new CliException("expression evaluated to invalid derivation '" + path + "'");
        }
        return path;
    }
}
