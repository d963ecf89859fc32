package io.github.nix4j.lang.internal.builtins;

import io.github.nix4j.lang.internal.eval.BuiltinGroup;
import io.github.nix4j.lang.internal.eval.BuiltinRegistry;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.StringValue;
import io.github.nix4j.lang.internal.eval.Value;
import io.github.nix4j.lang.io.EvalSettings;

/** The environment of the evaluator. */
final class EnvBuiltins implements BuiltinGroup {
    @Override
    public void register(BuiltinRegistry r) {
        r.add1("getEnv", "s", EnvBuiltins::getEnv)
                .doc("The value of an environment variable; empty if it is not set, and in pure and restricted"
                        + " evaluation.");
    }

    static Value getEnv(Evaluation ev, Value s) {
        String name = ev.forceStringNoContext(s, 0, "while evaluating the first argument passed to builtins.getEnv");
        EvalSettings settings = ev.engine.settings();
        if (settings.pureEval() || settings.restrictEval()) {
            return StringValue.EMPTY;
        }
        String value = ev.engine.io().environment(name);
        return value == null ? StringValue.EMPTY : StringValue.of(value);
    }
}
