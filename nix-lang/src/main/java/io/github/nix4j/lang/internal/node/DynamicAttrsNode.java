package io.github.nix4j.lang.internal.node;

import io.github.nix4j.lang.internal.eval.AttrsBuilder;
import io.github.nix4j.lang.internal.eval.AttrsValue;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.FlatAttrs;
import io.github.nix4j.lang.internal.eval.Lambda;
import io.github.nix4j.lang.internal.eval.LazyNode;
import io.github.nix4j.lang.internal.eval.Literals;
import io.github.nix4j.lang.internal.eval.Node;
import io.github.nix4j.lang.internal.eval.NullValue;
import io.github.nix4j.lang.internal.eval.Value;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** A set literal with {@code rec} or computed names, or both. */
public final class DynamicAttrsNode extends Node {
    /** An attribute whose name is computed. */
    public record Dynamic(Node name, Node value, int pos) {}

    private final Bindings bindings;
    private final Dynamic[] dynamics;
    private final boolean recursive;
    private final int pos;
    private final int[] positions;

    public DynamicAttrsNode(Bindings bindings, Dynamic[] dynamics, boolean recursive, int pos) {
        this.bindings = bindings;
        this.dynamics = dynamics;
        this.recursive = recursive;
        this.pos = pos;
        this.positions = Arrays.copyOf(bindings.positions(), bindings.size() + 1);
        positions[bindings.size()] = pos;
    }

    @Override
    public Value eval(Object[] env, Evaluation ev) {
        FlatAttrs attrs;
        Object[] inner = env;
        if (recursive) {
            inner = new Object[bindings.size() + 1];
            ev.countEnvironment(bindings.size());
            inner[0] = env;
            attrs = recursive(inner, env, ev);
        } else {
            Object[] sources = bindings.sourcesEnv(env, ev);
            Value[] cells = new Value[bindings.size()];
            for (int i = 0; i < cells.length; i++) {
                cells[i] = bindings.cell(i, env, env, sources, ev);
            }
            attrs = new FlatAttrs(bindings.shape(), cells, positions);
        }
        return dynamics.length == 0 ? attrs : addDynamics(attrs, inner, ev);
    }

    private FlatAttrs recursive(Object[] inner, Object[] outer, Evaluation ev) {
        Object[] sources = bindings.sourcesEnv(inner, ev);
        int overrides = bindings.shape().indexOf(ev.engine.symbols().overrides);
        Value[] cells = new Value[bindings.size()];
        for (int i = 0; i < cells.length; i++) {
            Value cell;
            if (overrides >= 0 && bindings.scopes()[i] != Bindings.Scope.OUTER) {
                // A cell of its own, which an override can replace without others having seen what it replaces.
                ev.thunksMade++;
                cell = new io.github.nix4j.lang.internal.eval.Thunk(
                        bindings.values()[i], bindings.env(i, inner, outer, sources));
            } else {
                cell = bindings.cell(i, inner, outer, sources, ev);
            }
            cells[i] = cell;
            inner[i + 1] = cell;
        }
        FlatAttrs attrs = new FlatAttrs(bindings.shape(), cells, positions);
        return overrides < 0 ? attrs : override(attrs, cells[overrides], inner, ev);
    }

    private FlatAttrs override(FlatAttrs attrs, Value overridesCell, Object[] inner, Evaluation ev) {
        AttrsValue overrides = ev.forceAttrs(overridesCell, 0, "while evaluating the `__overrides` attribute");
        FlatAttrs flat = overrides.flat();
        AttrsBuilder all = ev.newAttrs(attrs.size() + flat.size());
        for (int i = 0; i < flat.size(); i++) {
            all.add(flat.symbolAt(i), flat.valueAt(i), flat.positionAt(i));
            int slot = bindings.shape().indexOf(flat.symbolAt(i));
            if (slot >= 0) {
                inner[slot + 1] = flat.valueAt(i);
            }
        }
        for (int i = 0; i < attrs.size(); i++) {
            all.add(attrs.symbolAt(i), attrs.valueAt(i), attrs.positionAt(i));
        }
        return all.build(pos); // the first of two equal names stays: the override
    }

    private FlatAttrs addDynamics(FlatAttrs attrs, Object[] inner, Evaluation ev) {
        AttrsBuilder all = ev.newAttrs(attrs.size() + dynamics.length);
        for (int i = 0; i < attrs.size(); i++) {
            all.add(attrs.symbolAt(i), attrs.valueAt(i), attrs.positionAt(i));
        }
        Map<Integer, Integer> added = new HashMap<>();
        for (Dynamic dynamic : dynamics) {
            Value name = dynamic.name.eval(inner, ev);
            if (name instanceof NullValue) {
                continue;
            }
            String text =
                    ev.forceStringNoContext(name, dynamic.pos, "while evaluating the name of a dynamic attribute");
            int symbol = ev.intern(text);
            Integer earlier = attrs.get(symbol) != null ? Integer.valueOf(attrs.position(symbol)) : added.get(symbol);
            if (earlier != null) {
                throw ev.errors.at(
                        ev.errors.eval(
                                "dynamic attribute '%s' already defined at %s",
                                Literals.name(text), ev.engine.positions().display(earlier)),
                        dynamic.pos);
            }
            added.put(symbol, dynamic.pos);
            Node value = dynamic.value instanceof LazyNode lazy ? lazy.code() : dynamic.value;
            if (value instanceof Lambda lambda) {
                lambda.rename(text);
            }
            all.add(symbol, dynamic.value.delay(inner, ev), dynamic.pos);
        }
        return all.size() == 0 ? FlatAttrs.emptied() : all.build(pos);
    }

    @Override
    public int pos() {
        return pos;
    }
}
