package io.github.nix4j.lang.internal.builtins;

import io.github.nix4j.lang.internal.eval.ApplyNodes;
import io.github.nix4j.lang.internal.eval.BoolValue;
import io.github.nix4j.lang.internal.eval.BuiltinGroup;
import io.github.nix4j.lang.internal.eval.BuiltinRegistry;
import io.github.nix4j.lang.internal.eval.BuiltinValue;
import io.github.nix4j.lang.internal.eval.Calls;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.IntValue;
import io.github.nix4j.lang.internal.eval.ListValue;
import io.github.nix4j.lang.internal.eval.Need;
import io.github.nix4j.lang.internal.eval.Ordering;
import io.github.nix4j.lang.internal.eval.Value;
import io.github.nix4j.lang.internal.eval.ValuePosition;
import java.util.Arrays;

/** Lists and functions: mapping, filtering, folding, sorting. */
final class ListFunctionBuiltins implements BuiltinGroup {
    @Override
    public void register(BuiltinRegistry r) {
        r.add2("all", "pred list", ListFunctionBuiltins::all).doc("Whether *pred* gives true for all elements.");
        r.add2("any", "pred list", ListFunctionBuiltins::any).doc("Whether *pred* gives true for an element.");
        r.add2("concatMap", "f list", ListFunctionBuiltins::concatMap)
                .doc("The lists that *f* gives for the elements, joined.");
        r.add2("filter", "f list", ListFunctionBuiltins::filter)
                .doc("The elements of *list* for which *f* gives true.");
        r.add3("foldl'", "op nul list", ListFunctionBuiltins::foldl)
                .doc(
                        "Joins the elements from the left with *op*, beginning with *nul*; every step is evaluated at once.");
        r.add2("genList", "generator length", ListFunctionBuiltins::genList)
                .doc("The list of *generator* applied to 0 and so on, of *length* elements.");
        r.add2("map", "f list", ListFunctionBuiltins::map).global().doc("The list of *f* applied to each element.");
        r.add2("partition", "pred list", ListFunctionBuiltins::partition)
                .doc("Two lists: `right` with the elements for which *pred* gives true, and `wrong` with the others.");
        r.add2("sort", "comparator list", ListFunctionBuiltins::sort)
                .doc("*list* sorted; *comparator* says whether its first argument goes before the second. Elements of"
                        + " which neither goes before the other keep their order.");
    }

    static Value map(Evaluation ev, Value f, Value list) {
        ListValue l = ev.forceList(list, 0, "while evaluating the second argument passed to builtins.map");
        if (l.size() == 0) {
            return l;
        }
        ev.forceFunction(f, 0, "while evaluating the first argument passed to builtins.map");
        Value[] items = new Value[l.size()];
        for (int i = 0; i < items.length; i++) {
            ev.checkLimitsAt(i);
            items[i] = ApplyNodes.delay(ev, f, l.items[i]);
        }
        return new ListValue(items);
    }

    static Value genList(Evaluation ev, Value generator, Value length) {
        long size = ev.forceInt(length, 0, "while evaluating the second argument passed to builtins.genList");
        if (size < 0) {
            throw ev.errors.atNone(ev.errors.eval("cannot create list of size %s", size));
        }
        ev.forceFunction(generator, 0, "while evaluating the first argument passed to builtins.genList");
        Value[] items = new Value[ev.listSize(size)];
        for (int i = 0; i < items.length; i++) {
            ev.checkLimitsAt(i);
            items[i] = ApplyNodes.delay(ev, generator, IntValue.of(i));
        }
        return new ListValue(items);
    }

    static Value filter(Evaluation ev, Value f, Value list) {
        ListValue l = ev.forceList(list, 0, "while evaluating the second argument passed to builtins.filter");
        if (l.size() == 0) {
            return l;
        }
        Value function = ev.forceFunction(f, 0, "while evaluating the first argument passed to builtins.filter");
        Value[] kept = new Value[l.size()];
        int n = 0;
        Value[] calls = ev.sharing.calls(function, l.items);
        int mark = ev.sharing.willEvaluate(calls, Need.VALUE);
        try {
            for (int i = 0; i < kept.length; i++) {
                if (ev.forceBool(
                        i < calls.length ? calls[i] : Calls.call(ev, function, l.items[i], 0),
                        0,
                        "while evaluating the return value of the filtering function passed to builtins.filter")) {
                    kept[n++] = l.items[i];
                }
            }
        } finally {
            ev.sharing.evaluated(mark);
        }
        return n == kept.length ? l : new ListValue(Arrays.copyOf(kept, n));
    }

    static Value foldl(Evaluation ev, Value op, Value nul, Value list) {
        Value function = ev.forceFunction(op, 0, "while evaluating the first argument passed to builtins.foldlStrict");
        ListValue l = ev.forceList(list, 0, "while evaluating the third argument passed to builtins.foldlStrict");
        Value result = nul;
        for (Value item : l.items) {
            result = Calls.call(ev, function, result, item, 0);
        }
        return result.force(ev, 0);
    }

    static Value any(Evaluation ev, Value pred, Value list) {
        Value function = ev.forceFunction(pred, 0, "while evaluating the first argument passed to builtins.any");
        ListValue l = ev.forceList(list, 0, "while evaluating the second argument passed to builtins.any");
        for (Value item : l.items) {
            if (ev.forceBool(
                    Calls.call(ev, function, item, 0),
                    0,
                    "while evaluating the return value of the function passed to builtins.any")) {
                return BoolValue.TRUE;
            }
        }
        return BoolValue.FALSE;
    }

    static Value all(Evaluation ev, Value pred, Value list) {
        Value function = ev.forceFunction(pred, 0, "while evaluating the first argument passed to builtins.all");
        ListValue l = ev.forceList(list, 0, "while evaluating the second argument passed to builtins.all");
        for (Value item : l.items) {
            if (!ev.forceBool(
                    Calls.call(ev, function, item, 0),
                    0,
                    "while evaluating the return value of the function passed to builtins.all")) {
                return BoolValue.FALSE;
            }
        }
        return BoolValue.TRUE;
    }

    static Value concatMap(Evaluation ev, Value f, Value list) {
        Value function = ev.forceFunction(f, 0, "while evaluating the first argument passed to builtins.concatMap");
        ListValue l = ev.forceList(list, 0, "while evaluating the second argument passed to builtins.concatMap");
        ListValue[] parts = new ListValue[l.size()];
        int size = 0;
        Value[] calls = ev.sharing.calls(function, l.items);
        int mark = ev.sharing.willEvaluate(calls, Need.VALUE);
        try {
            for (int i = 0; i < parts.length; i++) {
                Value part = i < calls.length ? calls[i].force(ev, 0) : Calls.call(ev, function, l.items[i], 0);
                parts[i] = ev.forceList(
                        part,
                        ValuePosition.of(part, ValuePosition.of(function, 0)),
                        "while evaluating the return value of the function passed to builtins.concatMap");
                size = ev.listSize((long) size + parts[i].size());
            }
        } finally {
            ev.sharing.evaluated(mark);
        }
        Value[] items = new Value[size];
        int at = 0;
        for (ListValue part : parts) {
            System.arraycopy(part.items, 0, items, at, part.size());
            at += part.size();
        }
        return new ListValue(items);
    }

    static Value partition(Evaluation ev, Value pred, Value list) {
        Value function = ev.forceFunction(pred, 0, "while evaluating the first argument passed to builtins.partition");
        ListValue l = ev.forceList(list, 0, "while evaluating the second argument passed to builtins.partition");
        Value[] right = new Value[l.size()];
        Value[] wrong = new Value[l.size()];
        int rights = 0;
        int wrongs = 0;
        for (Value item : l.items) {
            item.force(ev, 0);
            if (ev.forceBool(
                    Calls.call(ev, function, item, 0),
                    0,
                    "while evaluating the return value of the partition function passed to builtins.partition")) {
                right[rights++] = item;
            } else {
                wrong[wrongs++] = item;
            }
        }
        return ev.newAttrs(2)
                .add(ev.engine.symbols().right, new ListValue(Arrays.copyOf(right, rights)))
                .add(ev.engine.symbols().wrong, new ListValue(Arrays.copyOf(wrong, wrongs)))
                .build();
    }

    static Value sort(Evaluation ev, Value comparator, Value list) {
        ListValue l = ev.forceList(list, 0, "while evaluating the second argument passed to builtins.sort");
        if (l.size() == 0) {
            return l;
        }
        Value function = ev.forceFunction(comparator, 0, "while evaluating the first argument passed to builtins.sort");
        Value[] items = l.items.clone();
        for (Value item : items) {
            item.force(ev, 0);
        }
        boolean natural = function instanceof BuiltinValue b && b.builtin.name().equals("lessThan");
        if (natural) {
            Value[] sorted = IntegerSort.sorted(ev, items);
            if (sorted != null) {
                return new ListValue(sorted);
            }
        }
        PeekSort.sort(
                items,
                natural
                        ? (a, b) -> Ordering.lessThan(
                                ev, a, b, 0, "while evaluating the ordering function passed to builtins.sort")
                        : (a, b) -> ev.forceBool(
                                Calls.call(ev, function, a, b, 0),
                                0,
                                "while evaluating the return value of the sorting function passed to builtins.sort"));
        return new ListValue(items);
    }
}
