package io.github.nix4j.lang.value;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A list, whose elements are evaluated when they are asked for. */
public non-sealed interface NixList extends NixValue, Iterable<NixValue> {
    /** A list of values, for functions that Java gives to programs. */
    static NixList of(List<? extends NixValue> items) {
        return new GivenList(List.copyOf(items));
    }

    int size();

    /**
     * The element at {@code index}, counted from 0, evaluated.
     *
     * @throws IndexOutOfBoundsException when there is none
     */
    NixValue get(int index);

    /** The elements, each evaluated when the stream comes to it. */
    default Stream<NixValue> stream() {
        return IntStream.range(0, size()).mapToObj(this::get);
    }

    @Override
    default String typeName() {
        return "list";
    }
}
