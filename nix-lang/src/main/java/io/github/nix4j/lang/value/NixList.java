package io.github.nix4j.lang.value;

/** A list, whose elements are evaluated when they are asked for. */
public non-sealed interface NixList extends NixValue, Iterable<NixValue> {
    int size();

    /**
     * The element at {@code index}, counted from 0, evaluated.
     *
     * @throws IndexOutOfBoundsException when there is none
     */
    NixValue get(int index);

    @Override
    default String typeName() {
        return "list";
    }
}
