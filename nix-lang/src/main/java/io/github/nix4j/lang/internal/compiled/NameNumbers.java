package io.github.nix4j.lang.internal.compiled;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The names of a file by number: first those that parsing enters into the symbol table, in that order, then any others. */
final class NameNumbers {
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> names = new ArrayList<>();

    NameNumbers(List<String> interned) {
        interned.forEach(this::of);
    }

    int of(String name) {
        Integer number = numbers.putIfAbsent(name, names.size());
        if (number == null) {
            names.add(name);
            return names.size() - 1;
        }
        return number;
    }

    List<String> inOrder() {
        return names;
    }
}
