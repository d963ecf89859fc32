package io.github.nix4j.lang.internal.node;

import io.github.nix4j.lang.ErrorKind;
import io.github.nix4j.lang.internal.eval.AttrsValue;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.FlatAttrs;
import io.github.nix4j.lang.internal.eval.Literals;
import io.github.nix4j.lang.internal.eval.Node;
import io.github.nix4j.lang.internal.eval.Value;
import org.jspecify.annotations.Nullable;

/** A variable that no scope defines, looked up in the surrounding {@code with}s from the innermost outwards. */
public final class WithVarNode extends Node {
    private final int symbol;
    private final int pos;
    private final int[] hops; // to the first with, then from each with's environment to the next
    private final int[] withPositions;
    private final @Nullable Hit[] hits; // by with

    public WithVarNode(int symbol, int pos, int[] hops, int[] withPositions) {
        this.symbol = symbol;
        this.pos = pos;
        this.hops = hops;
        this.withPositions = withPositions;
        this.hits = new Hit[hops.length];
    }

    @Override
    public Value eval(Object[] env, Evaluation ev) {
        Object[] e = env;
        for (int w = 0; w < hops.length; w++) {
            for (int i = hops[w]; i > 0; i--) {
                e = (Object[]) e[0];
            }
            AttrsValue attrs = ev.forceAttrs(
                    (Value) e[1], withPositions[w], "while evaluating the first subexpression of a with expression");
            Value value = attrs instanceof FlatAttrs flat ? find(flat, w) : attrs.get(symbol);
            if (value != null) {
                return value.force(ev, pos);
            }
        }
        throw ev.errors.at(
                ev.errors.of(ErrorKind.UNDEFINED_VARIABLE, "undefined variable '%s'", Literals.name(ev.name(symbol))),
                pos);
    }

    private @Nullable Value find(FlatAttrs flat, int with) {
        Hit hit = hits[with];
        if (hit == null || hit.shape() != flat.shape) {
            hit = Hit.of(flat.shape, symbol);
            hits[with] = hit;
        }
        return flat.at(hit.index());
    }

    @Override
    public int pos() {
        return pos;
    }
}
