package io.github.nix4j.lang.value;

import io.github.nix4j.store.path.StorePath;

/**
 * Why a string refers to the store.
 *
 * <p>{@link #encoded} is Nix's own text of the element. In a context, objects come first, then closures, then outputs: which
 * element comes first shows in errors.
 *
 * <p>The records' equality is written out: a record's own is made when it is first called, which takes a start milliseconds.
 */
public sealed interface ContextElement extends Comparable<ContextElement> {
    String encoded();

    /** A store object itself: a source, or the text of a derivation. */
    record Opaque(StorePath path) implements ContextElement {
        @Override
        public String encoded() {
            return path.baseName();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Opaque opaque && path.equals(opaque.path);
        }

        @Override
        public int hashCode() {
            return path.hashCode();
        }
    }

    /** A derivation with its whole closure and all outputs: what {@code drvPath} carries. */
    record DrvDeep(StorePath drvPath) implements ContextElement {
        @Override
        public String encoded() {
            return "=" + drvPath.baseName();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof DrvDeep deep && drvPath.equals(deep.drvPath);
        }

        @Override
        public int hashCode() {
            return 31 * drvPath.hashCode();
        }
    }

    /** An output of a derivation; {@code drv} is an {@link Opaque} or, with dynamic derivations, again an output. */
    record Built(ContextElement drv, String output) implements ContextElement {
        @Override
        public String encoded() {
            StringBuilder outputs = new StringBuilder("!").append(output);
            ContextElement inner = drv;
            while (inner instanceof Built built) {
                outputs.insert(0, "!" + built.output());
                inner = built.drv();
            }
            return outputs.append('!').append(inner.encoded()).toString();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Built built && drv.equals(built.drv) && output.equals(built.output);
        }

        @Override
        public int hashCode() {
            return 31 * drv.hashCode() + output.hashCode();
        }
    }

    @Override
    default int compareTo(ContextElement other) {
        int kinds = Integer.compare(rank(), other.rank());
        if (kinds != 0) {
            return kinds;
        }
        if (this instanceof Opaque opaque && other instanceof Opaque another) {
            return opaque.path().compareTo(another.path());
        }
        if (this instanceof DrvDeep deep && other instanceof DrvDeep another) {
            return deep.drvPath().compareTo(another.drvPath());
        }
        Built built = (Built) this;
        Built another = (Built) other;
        int derivations = built.drv() == another.drv() ? 0 : built.drv().compareTo(another.drv());
        return derivations != 0 ? derivations : built.output().compareTo(another.output());
    }

    private int rank() {
        return this instanceof Opaque ? 0 : this instanceof DrvDeep ? 1 : 2;
    }
}
