package io.github.nix4j.lang.internal.builtins;

import io.github.nix4j.lang.ErrorKind;
import io.github.nix4j.lang.internal.eval.BoolValue;
import io.github.nix4j.lang.internal.eval.BuiltinGroup;
import io.github.nix4j.lang.internal.eval.BuiltinRegistry;
import io.github.nix4j.lang.internal.eval.Equality;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.IntValue;
import io.github.nix4j.lang.internal.eval.ListValue;
import io.github.nix4j.lang.internal.eval.Need;
import io.github.nix4j.lang.internal.eval.Value;
import java.util.Arrays;

/** Lists without functions: parts of a list, joining, looking. Those that take functions are {@link ListFunctionBuiltins}. */
final class ListBuiltins implements BuiltinGroup {
    @Override
    public void register(BuiltinRegistry r) {
        r.add1("concatLists", "lists", ListBuiltins::concatLists).doc("The lists in *lists*, joined.");
        r.add2("elem", "x xs", ListBuiltins::elem).doc("Whether an element of *xs* is equal to *x*.");
        r.add2("elemAt", "xs n", ListBuiltins::elemAt).doc("Element *n* of *xs*, counted from 0.");
        r.add1("head", "list", ListBuiltins::head).doc("The first element of *list*.");
        r.add1("length", "e", ListBuiltins::length).doc("The number of elements of the list *e*.");
        r.add1("tail", "list", ListBuiltins::tail).doc("*list* without its first element; copies it.");
    }

    static Value concatLists(Evaluation ev, Value lists) {
        ListValue outer = ev.forceList(lists, 0, "while evaluating the first argument passed to builtins.concatLists");
        ListValue[] parts = new ListValue[outer.size()];
        int mark = ev.sharing.willEvaluate(outer.items, Need.VALUE);
        try {
            for (int i = 0; i < parts.length; i++) {
                parts[i] = ev.forceList(
                        outer.items[i], 0, "while evaluating a value of the list passed to builtins.concatLists");
            }
        } finally {
            ev.sharing.evaluated(mark);
        }
        return join(ev, parts);
    }

    /** The lists joined; if all but one are empty, that one itself. */
    static ListValue join(Evaluation ev, ListValue[] parts) {
        int size = 0;
        ListValue last = ListValue.EMPTY;
        for (ListValue part : parts) {
            if (part.size() > 0) {
                size = ev.listSize((long) size + part.size());
                last = part;
            }
        }
        if (last.size() == size) {
            return last;
        }
        Value[] items = new Value[size];
        int at = 0;
        for (ListValue part : parts) {
            System.arraycopy(part.items, 0, items, at, part.size());
            at += part.size();
        }
        return new ListValue(items);
    }

    static Value elem(Evaluation ev, Value x, Value xs) {
        ListValue list = ev.forceList(xs, 0, "while evaluating the second argument passed to builtins.elem");
        for (Value item : list.items) {
            if (Equality.equalCells(ev, x, item, 0)) {
                return BoolValue.TRUE;
            }
        }
        return BoolValue.FALSE;
    }

    static Value elemAt(Evaluation ev, Value xs, Value n) {
        long index = ev.forceInt(n, 0, "while evaluating the second argument passed to 'builtins.elemAt'");
        ListValue list = ev.forceList(xs, 0, "while evaluating the first argument passed to 'builtins.elemAt'");
        if (index < 0 || index >= list.size()) {
            throw ev.errors.atNone(ev.errors.of(
                    ErrorKind.INDEX_OUT_OF_RANGE,
                    "'builtins.elemAt' called with index %s on a list of size %s",
                    index,
                    list.size()));
        }
        return list.items[(int) index].force(ev, 0);
    }

    static Value head(Evaluation ev, Value list) {
        ListValue l = ev.forceList(list, 0, "while evaluating the first argument passed to 'builtins.head'");
        if (l.size() == 0) {
            throw ev.errors.atNone(
                    ev.errors.of(ErrorKind.INDEX_OUT_OF_RANGE, "'builtins.head' called on an empty list"));
        }
        return l.items[0].force(ev, 0);
    }

    static Value tail(Evaluation ev, Value list) {
        ListValue l = ev.forceList(list, 0, "while evaluating the first argument passed to 'builtins.tail'");
        if (l.size() == 0) {
            throw ev.errors.atNone(
                    ev.errors.of(ErrorKind.INDEX_OUT_OF_RANGE, "'builtins.tail' called on an empty list"));
        }
        return new ListValue(Arrays.copyOfRange(l.items, 1, l.size()));
    }

    static Value length(Evaluation ev, Value e) {
        return IntValue.of(ev.forceList(e, 0, "while evaluating the first argument passed to builtins.length")
                .size());
    }
}
