package io.github.nix4j.lang.internal.builtins;

import io.github.nix4j.lang.internal.eval.AttrsBuilder;
import io.github.nix4j.lang.internal.eval.AttrsValue;
import io.github.nix4j.lang.internal.eval.BoolValue;
import io.github.nix4j.lang.internal.eval.BuiltinGroup;
import io.github.nix4j.lang.internal.eval.BuiltinRegistry;
import io.github.nix4j.lang.internal.eval.BuiltinValue;
import io.github.nix4j.lang.internal.eval.Closure;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.FlatAttrs;
import io.github.nix4j.lang.internal.eval.Lambda;
import io.github.nix4j.lang.internal.eval.ListValue;
import io.github.nix4j.lang.internal.eval.NullValue;
import io.github.nix4j.lang.internal.eval.PartialValue;
import io.github.nix4j.lang.internal.eval.PositionValue;
import io.github.nix4j.lang.internal.eval.StringValue;
import io.github.nix4j.lang.internal.eval.SymbolTable;
import io.github.nix4j.lang.internal.eval.Value;
import java.util.Arrays;

/** Attribute sets one at a time: listing, looking up, selecting. Those that build sets are {@link AttrsMakingBuiltins}. */
final class AttrsBuiltins implements BuiltinGroup {
    @Override
    public void register(BuiltinRegistry r) {
        r.add1("attrNames", "set", AttrsBuiltins::attrNames).doc("The names in *set*, sorted.");
        r.add1("attrValues", "set", AttrsBuiltins::attrValues).doc("The values in *set*, in the order of their names.");
        r.add2("catAttrs", "attr list", AttrsBuiltins::catAttrs)
                .doc("The values of attribute *attr* of the sets in *list* that have it.");
        r.add1("functionArgs", "f", AttrsBuiltins::functionArgs)
                .doc("The arguments that *f* takes by name, each with whether it has a default value.");
        r.add2("getAttr", "s set", AttrsBuiltins::getAttr).doc("The attribute of *set* that the string *s* names.");
        r.add2("hasAttr", "s set", AttrsBuiltins::hasAttr).doc("Whether *set* has an attribute of the name *s*.");
        r.add2("unsafeGetAttrPos", "s set", AttrsBuiltins::unsafeGetAttrPos)
                .doc("Where attribute *s* of *set* was written, as a set of file, line and column; null if that is not"
                        + " known. Not to be relied on.");
    }

    static Value attrNames(Evaluation ev, Value set) {
        FlatAttrs attrs = ev.forceAttrs(set, 0, "while evaluating the argument passed to builtins.attrNames")
                .flat();
        if (attrs.isEmpty()) {
            return ListValue.EMPTY;
        }
        SymbolTable table = ev.engine.symbolTable();
        int[] order = attrs.nameOrder(table);
        Value[] names = new Value[order.length];
        for (int i = 0; i < names.length; i++) {
            names[i] = StringValue.of(table.name(attrs.symbolAt(order[i])));
        }
        return new ListValue(names);
    }

    static Value attrValues(Evaluation ev, Value set) {
        FlatAttrs attrs = ev.forceAttrs(set, 0, "while evaluating the argument passed to builtins.attrValues")
                .flat();
        if (attrs.isEmpty()) {
            return ListValue.EMPTY;
        }
        int[] order = attrs.nameOrder(ev.engine.symbolTable());
        Value[] values = new Value[order.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = attrs.valueAt(order[i]);
        }
        return new ListValue(values);
    }

    static Value getAttr(Evaluation ev, Value s, Value set) {
        int name = ev.intern(
                ev.forceStringNoContext(s, 0, "while evaluating the first argument passed to builtins.getAttr"));
        AttrsValue attrs = ev.forceAttrs(set, 0, "while evaluating the second argument passed to builtins.getAttr");
        return ev.getAttr(attrs, name, "in the attribute set under consideration")
                .force(ev, 0);
    }

    static Value hasAttr(Evaluation ev, Value s, Value set) {
        String name = ev.forceStringNoContext(s, 0, "while evaluating the first argument passed to builtins.hasAttr");
        AttrsValue attrs = ev.forceAttrs(set, 0, "while evaluating the second argument passed to builtins.hasAttr");
        return BoolValue.of(attrs.get(ev.intern(name)) != null);
    }

    static Value unsafeGetAttrPos(Evaluation ev, Value s, Value set) {
        String name = ev.forceStringNoContext(
                s, 0, "while evaluating the first argument passed to builtins.unsafeGetAttrPos");
        AttrsValue attrs =
                ev.forceAttrs(set, 0, "while evaluating the second argument passed to builtins.unsafeGetAttrPos");
        int symbol = ev.intern(name);
        return attrs.get(symbol) == null ? NullValue.NULL : PositionValue.of(ev, attrs.position(symbol));
    }

    static Value catAttrs(Evaluation ev, Value attr, Value list) {
        int name = ev.intern(
                ev.forceStringNoContext(attr, 0, "while evaluating the first argument passed to builtins.catAttrs"));
        ListValue sets = ev.forceList(list, 0, "while evaluating the second argument passed to builtins.catAttrs");
        Value[] found = new Value[sets.size()];
        int n = 0;
        for (Value item : sets.items) {
            AttrsValue attrs = ev.forceAttrs(
                    item, 0, "while evaluating an element in the list passed as second argument to builtins.catAttrs");
            Value value = attrs.get(name);
            if (value != null) {
                found[n++] = value;
            }
        }
        return new ListValue(Arrays.copyOf(found, n));
    }

    static Value functionArgs(Evaluation ev, Value f) {
        Value function = f.force(ev, 0);
        if (function instanceof BuiltinValue || function instanceof PartialValue) {
            return FlatAttrs.EMPTY;
        }
        if (!(function instanceof Closure closure)) {
            throw ev.errors.atNone(ev.errors.type("'functionArgs' requires a function"));
        }
        Lambda.Formal[] formals = closure.lambda.formals();
        if (formals == null) {
            return FlatAttrs.EMPTY;
        }
        AttrsBuilder args = ev.newAttrs(formals.length);
        for (Lambda.Formal formal : formals) {
            args.add(formal.symbol(), BoolValue.of(formal.defaultValue() != null), formal.pos());
        }
        return args.build();
    }
}
