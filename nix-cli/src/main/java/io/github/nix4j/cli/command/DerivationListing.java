package io.github.nix4j.cli.command;

import io.github.nix4j.cli.Session;
import io.github.nix4j.lang.internal.eval.AttrsValue;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.Need;
import io.github.nix4j.lang.internal.eval.StorePathCoercion;
import io.github.nix4j.lang.internal.eval.Value;
import io.github.nix4j.lang.internal.selection.AutoArguments;
import io.github.nix4j.lang.internal.selection.DerivationSearch;
import io.github.nix4j.store.path.StorePath;
import java.util.ArrayList;
import java.util.List;

/** Prints the paths of the derivations in a value, which evaluation has written to the store. */
final class DerivationListing {
    private final Session session;
    private boolean warn;

    DerivationListing(Session session, boolean warn) {
        this.session = session;
        this.warn = warn;
    }

    void print(Evaluation ev, Value value, AutoArguments arguments) {
        List<DerivationSearch.Found> all = DerivationSearch.find(ev, value, arguments);
        int mark = ev.sharing.willEvaluate(paths(ev, all), Need.VALUE);
        try {
            print(ev, all);
        } finally {
            ev.sharing.evaluated(mark);
        }
    }

    private static Value[] paths(Evaluation ev, List<DerivationSearch.Found> all) {
        int symbol = ev.intern("drvPath");
        List<Value> paths = new ArrayList<>();
        for (DerivationSearch.Found found : all) {
            Value path = found.derivation().get(symbol);
            if (path != null) {
                paths.add(path);
            }
        }
        return paths.toArray(Value[]::new);
    }

    private void print(Evaluation ev, List<DerivationSearch.Found> all) {
        for (DerivationSearch.Found found : all) {
            AttrsValue derivation = found.derivation();
            String path = derivationPath(ev, derivation);
            String output = outputName(ev, derivation);
            if (output.isEmpty()) {
                throw ev.errors.eval("derivation '%s' lacks an 'outputName' attribute", path);
            }
            if (warn) {
                warn = false;
                session.warn(
                        "you did not specify '--add-root'; " + "the result might be removed by the garbage collector");
            }
            session.out(path + (output.equals("out") ? "" : "!" + output) + "\n");
        }
    }

    /** The path of a derivation (byte text). */
    static String derivationPath(Evaluation ev, AttrsValue derivation) {
        int symbol = ev.intern("drvPath");
        Value cell = derivation.get(symbol);
        if (cell == null) {
            throw ev.errors.eval("derivation does not contain a 'drvPath' attribute");
        }
        StorePath path = StorePathCoercion.derivation(
                ev, derivation.position(symbol), cell, "while evaluating the 'drvPath' attribute of a derivation");
        return ev.engine.storeBridge().print(path);
    }

    private static String outputName(Evaluation ev, AttrsValue derivation) {
        Value cell = derivation.get(ev.intern("outputName"));
        return cell == null ? "" : ev.forceStringNoContext(cell, 0, "while evaluating the output name of a derivation");
    }
}
