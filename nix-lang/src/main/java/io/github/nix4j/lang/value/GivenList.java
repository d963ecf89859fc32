package io.github.nix4j.lang.value;

import java.util.Iterator;
import java.util.List;

/** A list that Java made. */
record GivenList(List<NixValue> items) implements NixList {
    @Override
    public int size() {
        return items.size();
    }

    @Override
    public NixValue get(int index) {
        return items.get(index);
    }

    @Override
    public Iterator<NixValue> iterator() {
        return items.iterator();
    }

    @Override
    public String toString() {
        return "a list of " + size() + " from Java";
    }
}
