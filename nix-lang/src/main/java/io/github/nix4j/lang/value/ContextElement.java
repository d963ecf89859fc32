package io.github.nix4j.lang.value;

/**
 * Why a string refers to the store. Store objects are named by the base name of their path, as byte text.
 *
 * <p>{@link #encoded} is Nix's own text of the element, which also gives the order of a context.
 */
public sealed interface ContextElement extends Comparable<ContextElement> {
    String encoded();

    /** A store object itself: a source, or the text of a derivation. */
    record Opaque(String path) implements ContextElement {
        @Override
        public String encoded() {
            return path;
        }
    }

    /** A derivation with its whole closure and all outputs: what {@code drvPath} carries. */
    record DrvDeep(String drvPath) implements ContextElement {
        @Override
        public String encoded() {
            return "=" + drvPath;
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
        return encoded().compareTo(other.encoded());
    }
}
