package io.github.nix4j.lang.internal.builtins;

import io.github.nix4j.lang.internal.eval.ApplyNodes;
import io.github.nix4j.lang.internal.eval.AttrsBuilder;
import io.github.nix4j.lang.internal.eval.AttrsValue;
import io.github.nix4j.lang.internal.eval.BuiltinGroup;
import io.github.nix4j.lang.internal.eval.BuiltinRegistry;
import io.github.nix4j.lang.internal.eval.Calls;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.FlatAttrs;
import io.github.nix4j.lang.internal.eval.ListValue;
import io.github.nix4j.lang.internal.eval.StringValue;
import io.github.nix4j.lang.internal.eval.SymbolTable;
import io.github.nix4j.lang.internal.eval.Value;
import java.util.Arrays;

/** Attribute sets made of others or of lists. */
final class AttrsMakingBuiltins implements BuiltinGroup {
    /** A left side up to this size is looked up in the right one without asking how large that is. */
    private static final int SMALL = 64;

    @Override
    public void register(BuiltinRegistry r) {
        r.add2("groupBy", "f list", AttrsMakingBuiltins::groupBy)
                .doc("The elements of *list* in lists, one for each string that *f* gives; the strings are the names.");
        r.add2("intersectAttrs", "e1 e2", AttrsMakingBuiltins::intersectAttrs)
                .doc("The attributes of *e2* whose names *e1* has too.");
        r.add1("listToAttrs", "e", AttrsMakingBuiltins::listToAttrs)
                .doc("The set that the list *e* of sets with `name` and `value` describes; of equal names, the first"
                        + " counts.");
        r.add2("mapAttrs", "f attrset", AttrsMakingBuiltins::mapAttrs)
                .doc("The set of the same names whose values are *f* applied to name and value.");
        r.add2("removeAttrs", "set list", AttrsMakingBuiltins::removeAttrs)
                .global()
                .doc("*set* without the attributes that *list* names.");
        r.add2("zipAttrsWith", "f list", AttrsMakingBuiltins::zipAttrsWith)
                .doc(
                        "The set of all names in the sets of *list*; the values are *f* applied to the name and the list of"
                                + " its values.");
    }

    static Value removeAttrs(Evaluation ev, Value set, Value list) {
        FlatAttrs attrs = ev.forceAttrs(set, 0, "while evaluating the first argument passed to builtins.removeAttrs")
                .flat();
        ListValue names = ev.forceList(list, 0, "while evaluating the second argument passed to builtins.removeAttrs");
        int size = attrs.size();
        boolean[] removed = new boolean[size];
        int left = size;
        for (Value item : names.items) {
            String name = ev.forceStringNoContext(
                    item, 0, "while evaluating the values of the second argument passed to builtins.removeAttrs");
            int index = attrs.shape.indexOf(ev.intern(name));
            if (index >= 0 && !removed[index]) {
                removed[index] = true;
                left--;
            }
        }
        if (left == size) {
            return attrs.withValues(attrs.values);
        }
        return pick(attrs, removed, false, left);
    }

    /** The attributes whose mark is {@code wanted}, of which there are {@code count}. */
    private static FlatAttrs pick(FlatAttrs attrs, boolean[] marks, boolean wanted, int count) {
        if (count == 0) {
            return FlatAttrs.emptied();
        }
        int[] symbols = new int[count];
        Value[] values = new Value[count];
        int[] positions = new int[count];
        int n = 0;
        for (int i = 0; i < marks.length; i++) {
            if (marks[i] == wanted) {
                symbols[n] = attrs.symbolAt(i);
                values[n] = attrs.valueAt(i);
                positions[n++] = attrs.positionAt(i);
            }
        }
        return new FlatAttrs(attrs.shape.ofOthers(symbols), values, positions);
    }

    static Value intersectAttrs(Evaluation ev, Value e1, Value e2) {
        AttrsValue left = ev.forceAttrs(e1, 0, "while evaluating the first argument passed to builtins.intersectAttrs");
        AttrsValue right =
                ev.forceAttrs(e2, 0, "while evaluating the second argument passed to builtins.intersectAttrs");
        if (left.isEmpty() || right.isEmpty()) {
            return FlatAttrs.EMPTY;
        }
        FlatAttrs names = left.flat();
        // The right side is often a whole package set in layers: asking its size would flatten it.
        return names.size() <= SMALL || names.size() < right.size()
                ? lookUp(names, right)
                : select(names, right.flat());
    }

    private static FlatAttrs lookUp(FlatAttrs names, AttrsValue from) {
        int size = names.size();
        int[] symbols = new int[size];
        Value[] values = new Value[size];
        int[] positions = new int[size];
        int n = 0;
        for (int i = 0; i < size; i++) {
            int symbol = names.symbolAt(i);
            Value value = from.get(symbol);
            if (value != null) {
                symbols[n] = symbol;
                values[n] = value;
                positions[n++] = from.position(symbol);
            }
        }
        if (n == 0) {
            return FlatAttrs.emptied();
        }
        if (n == size) {
            return new FlatAttrs(names.shape, values, positions);
        }
        return new FlatAttrs(
                names.shape.ofOthers(Arrays.copyOf(symbols, n)), Arrays.copyOf(values, n), Arrays.copyOf(positions, n));
    }

    private static FlatAttrs select(FlatAttrs names, FlatAttrs from) {
        boolean[] wanted = new boolean[from.size()];
        int count = 0;
        for (int i = 0; i < wanted.length; i++) {
            wanted[i] = names.get(from.symbolAt(i)) != null;
            count += wanted[i] ? 1 : 0;
        }
        return count == wanted.length ? from.withValues(from.values) : pick(from, wanted, true, count);
    }

    static Value listToAttrs(Evaluation ev, Value e) {
        ListValue list = ev.forceList(e, 0, "while evaluating the argument passed to builtins.listToAttrs");
        int nameSymbol = ev.engine.symbols().name;
        int valueSymbol = ev.engine.symbols().value;
        AttrsBuilder pairs = ev.newAttrs(list.size());
        for (Value item : list.items) {
            AttrsValue pair =
                    ev.forceAttrs(item, 0, "while evaluating an element of the list passed to builtins.listToAttrs");
            Value nameCell = ev.getAttr(pair, nameSymbol, "in a {name=...; value=...;} pair");
            String name = ev.forceStringNoContext(
                    nameCell,
                    pair.position(nameSymbol),
                    "while evaluating the `name` attribute of an element of the list passed to builtins.listToAttrs");
            pairs.add(ev.intern(name), pair);
        }
        // Values are looked for when the names are known: a pair whose name came before needs none.
        FlatAttrs byName = pairs.build();
        Value[] values = new Value[byName.size()];
        int[] positions = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            AttrsValue pair = (AttrsValue) byName.valueAt(i);
            values[i] = ev.getAttr(pair, valueSymbol, "in a {name=...; value=...;} pair");
            positions[i] = pair.position(valueSymbol);
        }
        return new FlatAttrs(byName.shape, values, positions);
    }

    static Value mapAttrs(Evaluation ev, Value f, Value attrset) {
        FlatAttrs attrs = ev.forceAttrs(attrset, 0, "while evaluating the second argument passed to builtins.mapAttrs")
                .flat();
        SymbolTable table = ev.engine.symbolTable();
        Value[] values = new Value[attrs.size()];
        for (int i = 0; i < values.length; i++) {
            Value name = StringValue.of(table.name(attrs.symbolAt(i)));
            values[i] = ApplyNodes.delay(ev, f, name, attrs.valueAt(i));
        }
        return new FlatAttrs(attrs.shape, values, null);
    }

    static Value zipAttrsWith(Evaluation ev, Value f, Value list) {
        ev.forceFunction(f, 0, "while evaluating the first argument passed to builtins.zipAttrsWith");
        ListValue sets = ev.forceList(list, 0, "while evaluating the second argument passed to builtins.zipAttrsWith");
        ValueGroups groups = new ValueGroups();
        for (Value item : sets.items) {
            FlatAttrs attrs = ev.forceAttrs(
                            item,
                            0,
                            "while evaluating a value of the list passed as second argument to builtins.zipAttrsWith")
                    .flat();
            for (int i = 0; i < attrs.size(); i++) {
                groups.add(attrs.symbolAt(i), attrs.valueAt(i));
            }
        }
        FlatAttrs lists = groups.build(ev);
        Value[] values = new Value[lists.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = ApplyNodes.delay(ev, f, StringValue.of(ev.name(lists.symbolAt(i))), lists.valueAt(i));
        }
        return lists.withValues(values);
    }

    static Value groupBy(Evaluation ev, Value f, Value list) {
        Value function = ev.forceFunction(f, 0, "while evaluating the first argument passed to builtins.groupBy");
        ListValue items = ev.forceList(list, 0, "while evaluating the second argument passed to builtins.groupBy");
        ValueGroups groups = new ValueGroups();
        for (Value item : items.items) {
            String name = ev.forceStringNoContext(
                    Calls.call(ev, function, item, 0),
                    0,
                    "while evaluating the return value of the grouping function passed to builtins.groupBy");
            groups.add(ev.intern(name), item);
        }
        return groups.build(ev);
    }
}
