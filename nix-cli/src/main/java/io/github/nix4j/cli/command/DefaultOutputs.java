package io.github.nix4j.cli.command;

import io.github.nix4j.lang.internal.eval.AttrsValue;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.ListValue;
import io.github.nix4j.lang.internal.eval.Value;
import io.github.nix4j.store.derivation.OutputsSpec;
import java.util.TreeSet;

/** Which outputs of a derivation are meant when nobody says: the one that was selected, or those that its {@code meta} names. */
final class DefaultOutputs {
    private final Evaluation ev;
    private final boolean otherwiseAll;

    /** @param otherwiseAll whether all outputs are meant where {@code meta} names none; else {@code out} is */
    DefaultOutputs(Evaluation ev, boolean otherwiseAll) {
        this.ev = ev;
        this.otherwiseAll = otherwiseAll;
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
        if (names.isEmpty()) {
            if (otherwiseAll) {
                return new OutputsSpec.All();
            }
            names.add("out");
        }
        return new OutputsSpec.Names(names);
    }
}
