package io.github.nix4j.cli.command;

import io.github.nix4j.lang.internal.eval.AttrsValue;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.ListValue;
import io.github.nix4j.lang.internal.eval.Value;
import io.github.nix4j.store.derivation.OutputsSpec;
import java.util.TreeSet;

/** Which outputs of a derivation in an expression are meant when nobody says: the selected one, those in its {@code meta}, or all. */
final class DefaultOutputs {
    private final Evaluation ev;

    DefaultOutputs(Evaluation ev) {
        this.ev = ev;
    }

    OutputsSpec of(AttrsValue derivation) {
        TreeSet<String> names = new TreeSet<>();
        Value specified = derivation.get(ev.intern("outputSpecified"));
        Value name = derivation.get(ev.intern("outputName"));
        if (specified != null && name != null && ev.forceBool(specified, 0, "while evaluating 'outputSpecified'")) {
            names.add(ev.forceStringNoContext(name, 0, "while evaluating the output name of a derivation"));
        } else {
            Value meta = derivation.get(ev.intern("meta"));
            if (meta != null && ev.force(meta, 0) instanceof AttrsValue attrs) {
                Value wanted = attrs.get(ev.intern("outputsToInstall"));
                if (wanted != null && ev.force(wanted, 0) instanceof ListValue list) {
                    for (Value item : list.items) {
                        names.add(ev.forceStringNoContext(item, 0, "while evaluating 'outputsToInstall'"));
                    }
                }
            }
        }
        return names.isEmpty() ? new OutputsSpec.All() : new OutputsSpec.Names(names);
    }
}
