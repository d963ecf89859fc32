package io.github.nix4j.lang.internal.builtins;

import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.internal.eval.AttrsValue;
import io.github.nix4j.lang.internal.eval.BuiltinGroup;
import io.github.nix4j.lang.internal.eval.BuiltinRegistry;
import io.github.nix4j.lang.internal.eval.Calls;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.ListValue;
import io.github.nix4j.lang.internal.eval.Symbols;
import io.github.nix4j.lang.internal.eval.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** {@code genericClosure}: what can be reached from a start set. */
final class ClosureBuiltins implements BuiltinGroup {
    @Override
    public void register(BuiltinRegistry r) {
        r.add1("genericClosure", "attrset", ClosureBuiltins::genericClosure)
                .doc("All sets that can be reached from those in `startSet` by `operator`, which gives the list of the"
                        + " next ones; sets with equal `key` count as one. Breadth first.");
    }

    static Value genericClosure(Evaluation ev, Value attrset) {
        Symbols symbols = ev.engine.symbols();
        AttrsValue args =
                ev.forceAttrs(attrset, 0, "while evaluating the first argument passed to builtins.genericClosure");
        String where = "in the attrset passed as argument to builtins.genericClosure";
        ListValue startSet = ev.forceList(
                ev.getAttr(args, symbols.startSet, where),
                0,
                "while evaluating the 'startSet' attribute passed as argument to builtins.genericClosure");
        if (startSet.size() == 0) {
            return startSet;
        }
        Value operator = ev.forceFunction(
                ev.getAttr(args, symbols.operator, where),
                0,
                "while evaluating the 'operator' attribute passed as argument to builtins.genericClosure");
        ArrayDeque<Value> queue = new ArrayDeque<>();
        Collections.addAll(queue, startSet.items);
        ClosureKeys keys = new ClosureKeys(ev);
        List<Value> result = new ArrayList<>();
        Value element;
        while ((element = queue.poll()) != null) {
            if (keys.add(key(ev, element), element)) {
                result.add(element);
                Collections.addAll(queue, next(ev, operator, element));
            }
        }
        return new ListValue(result.toArray(new Value[0]));
    }

    private static Value key(Evaluation ev, Value element) {
        Value key;
        try {
            key = ev.getAttr(ev.forceAttrs(element, 0, ""), ev.engine.symbols().key, "");
        } catch (NixException e) {
            throw ev.errors.placelessFrame(e, "in genericClosure element %s", ev.errors.show(element));
        }
        key.force(ev, 0);
        return key;
    }

    private static Value[] next(Evaluation ev, Value operator, Value element) {
        try {
            ListValue found = ev.forceList(
                    Calls.call(ev, operator, element, 0),
                    0,
                    "while evaluating the return value of the `operator` passed to builtins.genericClosure");
            for (Value item : found.items) {
                item.force(ev, 0);
            }
            return found.items;
        } catch (NixException e) {
            throw ev.errors.placelessFrame(
                    e, "while calling %s on genericClosure element %s", "operator", ev.errors.show(element));
        }
    }
}
