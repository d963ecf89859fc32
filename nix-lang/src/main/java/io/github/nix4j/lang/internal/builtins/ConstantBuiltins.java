package io.github.nix4j.lang.internal.builtins;

import io.github.nix4j.lang.internal.eval.BoolValue;
import io.github.nix4j.lang.internal.eval.BuiltinGroup;
import io.github.nix4j.lang.internal.eval.BuiltinRegistry;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.IntValue;
import io.github.nix4j.lang.internal.eval.ListValue;
import io.github.nix4j.lang.internal.eval.NullValue;
import io.github.nix4j.lang.internal.eval.StringValue;
import io.github.nix4j.lang.internal.eval.Symbols;
import io.github.nix4j.lang.internal.eval.Value;
import io.github.nix4j.lang.io.EvalIo.SearchPathEntry;
import java.util.List;

/** The builtins that are no functions. */
final class ConstantBuiltins implements BuiltinGroup {
    /** The version of Nix whose behaviour this is. */
    private static final String NIX_VERSION = "2.34.8";

    private static final int LANGUAGE_VERSION = 6;

    @Override
    public void register(BuiltinRegistry r) {
        r.constant("true", ev -> BoolValue.TRUE).global().doc("The Boolean value true.");
        r.constant("false", ev -> BoolValue.FALSE).global().doc("The Boolean value false.");
        r.constant("null", ev -> NullValue.NULL).global().doc("The null value.");
        r.constant("langVersion", ev -> IntValue.of(LANGUAGE_VERSION)).doc("The version of the Nix language.");
        r.constant("nixVersion", ev -> StringValue.of(NIX_VERSION)).doc("The version of Nix.");
        r.constant("storeDir", ev -> StringValue.of(ev.engine.storeBridge().storeDir()))
                .doc("The directory that store paths begin with.");
        r.constant("nixPath", ConstantBuiltins::nixPath).doc("The search path of `<...>` expressions.");
        r.constant("currentSystem", ev -> StringValue.of(ev.engine.io().currentSystem()))
                .impure()
                .doc("The type of system that evaluates, such as `x86_64-linux`.");
        r.constant("currentTime", ev -> IntValue.of(ev.engine.io().currentTime().getEpochSecond()))
                .impure()
                .doc("The time when the evaluation began, in seconds since 1970.");
    }

    private static Value nixPath(Evaluation ev) {
        Symbols symbols = ev.engine.symbols();
        List<SearchPathEntry> entries = ev.engine.io().nixPath();
        Value[] items = new Value[entries.size()];
        for (int i = 0; i < items.length; i++) {
            items[i] = ev.newAttrs(2)
                    .add(symbols.path, StringValue.of(entries.get(i).path()))
                    .add(symbols.prefix, StringValue.of(entries.get(i).prefix()))
                    .build();
        }
        return new ListValue(items);
    }
}
