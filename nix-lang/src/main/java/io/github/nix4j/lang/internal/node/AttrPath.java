package io.github.nix4j.lang.internal.node;

import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.Literals;
import io.github.nix4j.lang.internal.eval.Node;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The steps of a selection, some of them computed. */
public final class AttrPath {
    private final int[] symbols; // -1 where the name is computed
    private final @Nullable Node[] names;
    private final @Nullable Supplier<String>[] texts;

    /**
     * @param symbols by step; -1 where the name is computed
     * @param names by step: the code of computed names
     * @param texts by step: the code of computed names as text
     */
    public AttrPath(int[] symbols, @Nullable Node[] names, @Nullable Supplier<String>[] texts) {
        this.symbols = symbols;
        this.names = names;
        this.texts = texts;
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
