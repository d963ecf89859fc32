package io.github.nix4j.flake.edit;

import io.github.nix4j.lang.syntax.AttrName;
import io.github.nix4j.lang.syntax.AttrSet;
import io.github.nix4j.lang.syntax.Binding;
import io.github.nix4j.lang.syntax.Expr;
import io.github.nix4j.lang.syntax.InheritSource;
import io.github.nix4j.lang.syntax.Select;
import io.github.nix4j.lang.syntax.Var;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A variable, or an attribute below one that has to be there: {@code inputs.a.b}.
 *
 * @param names the names (byte text), that of the variable first; computed ones are empty
 * @param start the offset of the variable; of what is inherited, that of the attribute's name
 */
record AttributeChain(List<String> names, int start) {
    AttributeChain {
        names = List.copyOf(names);
    }

    /** The chain that {@code e} is; null if it is something else, or says with {@code or} what to do without the attribute. */
    static @Nullable AttributeChain of(@Nullable Expr e) {
        if (e instanceof Var variable) {
            return new AttributeChain(List.of(variable.name()), variable.start());
        }
        AttributeChain target = e instanceof Select select && select.fallback() == null ? of(select.target()) : null;
        if (target == null || !(e instanceof Select select)) {
            return null;
        }
        List<String> names = new ArrayList<>(target.names());
        for (AttrName step : select.path()) {
            names.add(step instanceof AttrName.Static known ? known.name() : "");
        }
        return new AttributeChain(names, target.start());
    }

    /** The chain that a binding of {@code set} takes with {@code inherit (source)}; null if it is none of these. */
    static @Nullable AttributeChain ofInherited(AttrSet set, Binding binding) {
        if (!(binding.value() instanceof Select select) || !(select.target() instanceof InheritSource inherited)) {
            return null;
        }
        AttributeChain source = of(set.inheritSources().get(inherited.index()));
        if (source == null) {
            return null;
        }
        List<String> names = new ArrayList<>(source.names());
        names.add(binding.name());
        return new AttributeChain(names, binding.pos());
    }

    boolean startsWith(List<String> prefix) {
        return names.size() >= prefix.size() && names.subList(0, prefix.size()).equals(prefix);
    }
}
