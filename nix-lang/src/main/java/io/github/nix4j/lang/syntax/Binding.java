package io.github.nix4j.lang.syntax;

/**
 * An attribute whose name is known when parsing.
 *
 * @param pos the offset of the name (of the whole attribute path, for every set that the path makes)
 * @param value for {@link Kind#INHERITED} the {@link Var} to read in the scope around the set; for
 *     {@link Kind#INHERITED_FROM} a {@link Select} of one name from an {@link InheritSource}
 */
public record Binding(String name, Kind kind, Expr value, int pos) {

    /** How an attribute was written. */
    public enum Kind {
        /** {@code name = value;}. */
        PLAIN,
        /** {@code inherit name;}. */
        INHERITED,
        /** {@code inherit (source) name;}. */
        INHERITED_FROM
    }
}
