package io.github.nix4j.lang.internal.node;

import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.FlatAttrs;
import io.github.nix4j.lang.internal.eval.Literals;
import io.github.nix4j.lang.internal.eval.Node;
import io.github.nix4j.lang.internal.eval.Value;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The steps of a selection, some of them computed. */
public final class AttrPath {
    private final int[] symbols; // -1 where the name is computed
    private final @Nullable Node[] names;
    private final @Nullable Supplier<String>[] texts;
    private final @Nullable Hit[] hits; // by step, of steps with constant names

    /**
     * @param symbols by step; -1 where the name is computed
     * @param names by step: the code of computed names
     * @param texts by step: the code of computed names as text
     */
    public AttrPath(int[] symbols, @Nullable Node[] names, @Nullable Supplier<String>[] texts) {
        this.symbols = symbols;
        this.names = names;
        this.texts = texts;
        this.hits = new Hit[symbols.length];
    }

    int length() {
        return symbols.length;
    }

    /** The symbol of a step; evaluates it if it is computed. */
    int symbol(int step, Object[] env, Evaluation ev) {
        Node name = names[step];
        if (name == null) {
            return symbols[step];
        }
        String text = ev.forceStringNoContext(name.eval(env, ev), name.pos(), "while evaluating an attribute name");
        return ev.intern(text);
    }

    /** The index of {@code symbol}, the name of a step, in {@code set}; negative if it has none of that name. */
    int index(int step, int symbol, FlatAttrs set) {
        if (names[step] != null) {
            return set.shape.indexOf(symbol);
        }
        Hit hit = hits[step];
        if (hit == null || hit.shape() != set.shape) {
            hit = Hit.of(set.shape, symbol);
            hits[step] = hit;
        }
        return hit.index();
    }

    /** The attribute called {@code symbol}, the name of a step, or null. */
    @Nullable
    Value find(int step, int symbol, FlatAttrs set) {
        return set.at(index(step, symbol, set));
    }

    /** The path as messages show it. */
    String show(Object[] env, Evaluation ev) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < symbols.length; i++) {
            if (i > 0) {
                out.append('.');
            }
            try {
                out.append(Literals.name(ev.name(symbol(i, env, ev))));
            } catch (NixException e) {
                // The name itself cannot be computed: show its code.
                out.append("\"${").append(texts[i].get()).append("}\"");
            }
        }
        return out.toString();
    }
}
