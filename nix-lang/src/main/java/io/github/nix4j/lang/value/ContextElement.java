package io.github.nix4j.lang.value;

import io.github.nix4j.store.path.StorePath;

/**
 * Why a string refers to the store.
 *
 * <p>{@link #encoded} is Nix's own text of the element. In a context, objects come first, then closures, then outputs: which
 * element comes first shows in errors.
 */
public sealed interface ContextElement extends Comparable<ContextElement> {
    String encoded();

    /** A store object itself: a source, or the text of a derivation. */
    record Opaque(StorePath path) implements ContextElement {
        @Override
        public String encoded() {
            return path.baseName();
        }
    }

    /** A derivation with its whole closure and all outputs: what {@code drvPath} carries. */
    record DrvDeep(StorePath drvPath) implements ContextElement {
        @Override
        public String encoded() {
            return "=" + drvPath.baseName();
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
