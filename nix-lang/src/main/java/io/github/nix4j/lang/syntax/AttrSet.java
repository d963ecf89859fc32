package io.github.nix4j.lang.syntax;

import java.util.List;

/**
 * An attribute set, or the bindings of a {@code let}; attribute paths and repeated set literals are already merged.
 *
 * @param bindings in order of first appearance, without duplicates
 * @param inheritSources the sources of {@code inherit (source)}; in recursive sets and in {@code let} their scope is the inner one
 * @param dynamicBindings in the order in which they are to be evaluated
 * @param pos {@link Expr#NO_POS} for sets that an attribute path or a {@code let} made
 */
public record AttrSet(
        boolean recursive,
        List<Binding> bindings,
        List<Expr> inheritSources,
        List<DynamicBinding> dynamicBindings,
        int pos,
        int start,
        int end)
        implements Expr {}
