package io.github.nix4j.lang.syntax;

/**
 * The source of an {@code inherit (source) name;}: an index into {@link AttrSet#inheritSources()} of the set that holds the
 * binding. It occurs only as the target of the {@link Select} of such a binding.
 */
public record InheritSource(int index, int start, int end) implements Expr {
    @Override
    public int pos() {
        return start;
    }
}
