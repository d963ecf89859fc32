package io.github.nix4j.lang.value;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The conversion between Nix values and Java data: int and {@link Long}, float and {@link Double}, bool and {@link Boolean},
 * string and {@link String}, list and {@link List}, set and {@link Map} with string keys in Nix's order. null becomes {@link
 * NixNull}, since maps may not hold Java's; paths and functions stay what they are.
 */
public final class JavaValues {
    private JavaValues() {}

    static Object toJava(NixValue value) {
        if (value instanceof NixInt i) {
            return i.value();
        } else if (value instanceof NixFloat f) {
            return f.value();
        } else if (value instanceof NixBool b) {
            return b.value();
        } else if (value instanceof NixText s) {
            return s.value();
        } else if (value instanceof NixList list) {
            List<Object> items = new ArrayList<>(list.size());
            list.forEach(item -> items.add(toJava(item)));
            return items;
        } else if (value instanceof NixAttrs attrs) {
            Map<String, Object> map = new LinkedHashMap<>();
            for (String name : attrs.names()) {
                map.put(name, toJava(attrs.get(name)));
            }
            return map;
        }
        return value;
    }
}
