package io.github.nix4j.testkit.program;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Sets and bindings of all forms. */
final class AttrSets {
    private static final List<String> NAMES = List.of(
            "a", "b", "c", "d", "x", "y", "z", "foo", "bar", "name", "a-b", "x'", "or", "a b", "1", "", "é", "type");

    private final Expressions expressions;
    private final Dice dice;

    AttrSets(Expressions expressions) {
        this.expressions = expressions;
        this.dice = expressions.dice;
    }

    static boolean isPlain(String name) {
        return name.matches("[a-zA-Z_][a-zA-Z0-9_'-]*") && !name.equals("or");
    }

    String anyName() {
        return dice.chance(0.8) ? NAMES.get(dice.below(9)) : dice.of(NAMES);
    }

    Type.Attrs anyAttrs(int depth) {
        Map<String, Type> attributes = new TreeMap<>();
        int count = dice.between(0, 3);
        for (int i = 0; i < count; i++) {
            attributes.put(anyName(), expressions.anyType(depth));
        }
        return new Type.Attrs(attributes);
    }

    /** A name as it may stand in an attribute path that selects. */
    String selector(String name) {
        if (dice.chance(0.06)) {
            expressions.used.add("dynamic select");
            return "${\"" + name + "\"" + (dice.chance(0.6) ? "+\"\"" : "") + "}";
        }
        return key(name);
    }

    private String key(String name) {
        if (!isPlain(name) && !name.equals("or")) {
            return "\"" + name + "\"";
        }
        return dice.chance(0.04) ? "\"" + name + "\"" : name;
    }

    Code mapOf(Type value, Scope scope, int fuel) {
        Map<String, Type> attributes = new TreeMap<>();
        int count = dice.between(0, 3);
        for (int i = 0; i < count; i++) {
            attributes.put(anyName(), value);
        }
        return set(attributes, scope, fuel);
    }

    /** A set with the attributes of {@code type} and sometimes more. */
    Code of(Type.Attrs type, Scope scope, int fuel) {
        Map<String, Type> attributes = new TreeMap<>(type.attributes());
        if (dice.chance(0.1)) {
            attributes.putIfAbsent(anyName(), expressions.anyType(0));
        }
        return set(attributes, scope, fuel);
    }

    private Code set(Map<String, Type> attributes, Scope scope, int fuel) {
        boolean recursive = dice.chance(0.2);
        expressions.used.add(recursive ? "rec" : "set");
        Scope inner = scope;
        List<String> bindings = new ArrayList<>();
        if (recursive) {
            // An attribute sees those before it, so that few programs need themselves.
            inner = expressions.hiding(scope, attributes);
            for (Map.Entry<String, Type> entry : attributes.entrySet()) {
                Map<String, Type> one = Map.of(entry.getKey(), entry.getValue());
                bindings.addAll(bindings(one, scope, inner, true, fuel / attributes.size()));
                if (isPlain(entry.getKey())) {
                    inner = inner.and(entry.getKey(), entry.getValue());
                }
            }
        } else {
            bindings.addAll(bindings(attributes, scope, scope, true, fuel));
        }
        if (recursive && !attributes.isEmpty() && dice.chance(0.06)) {
            expressions.used.add("__overrides");
            bindings.add("__overrides" + eq() + "{" + Code.SPACE
                    + String.join("", bindings(attributes, scope, inner, false, fuel / 2)) + "};" + Code.SPACE);
        }
        if (dice.chance(0.03)) {
            expressions.used.add("__toString");
            bindings.add("__toString" + eq() + "self:" + Code.SPACE
                    + expressions.of(Type.Basic.STRING, inner, fuel / 3).text() + ";" + Code.SPACE);
        }
        return Code.atom((recursive ? "rec" + Code.SPACE : "") + "{" + Code.SPACE + String.join("", bindings) + "}");
    }

    private static String eq() {
        return Code.SPACE + "=" + Code.SPACE;
    }

    /**
     * Bindings of {@code attributes}, in any order, each followed by a semicolon.
     *
     * @param outer what {@code inherit} sees
     * @param inner what values see
     * @param dynamic whether names may be computed
     */
    List<String> bindings(Map<String, Type> attributes, Scope outer, Scope inner, boolean dynamic, int fuel) {
        List<String> bindings = new ArrayList<>();
        int share = attributes.isEmpty() ? 0 : fuel / attributes.size();
        attributes.forEach((name, type) -> {
            boolean inScope = outer.visible().stream()
                    .anyMatch(e -> e.name().equals(name) && e.type().equals(type));
            if (inScope && dice.chance(0.5)) {
                expressions.used.add("inherit");
                bindings.add("inherit" + Code.SPACE + name + ";" + Code.SPACE);
            } else if (dice.chance(0.06)) {
                expressions.used.add("inherit from");
                Code from = expressions.of(new Type.Attrs(Map.of(name, type)), inner, share);
                bindings.add(
                        "inherit" + Code.SPACE + "(" + from.text() + ")" + Code.SPACE + key(name) + ";" + Code.SPACE);
            } else if (type instanceof Type.Attrs attrs && !attrs.attributes().isEmpty() && dice.chance(0.3)) {
                nested(name, attrs, inner, dynamic, share, bindings);
            } else {
                bindings.add(defined(name, dynamic) + eq()
                        + expressions.of(type, inner, share).text() + ";" + Code.SPACE);
            }
        });
        if (dynamic && dice.chance(0.02)) {
            expressions.used.add("null attribute");
            bindings.add("${null}" + eq() + "1;" + Code.SPACE);
        }
        Collections.shuffle(bindings, new Random(dice.anyLong()));
        return bindings;
    }

    private String defined(String name, boolean dynamic) {
        if (dynamic && dice.chance(0.05)) {
            expressions.used.add("dynamic attribute");
            return dice.of("${\"" + name + "\"}", "\"${\"" + name + "\"}\"", "${\"" + name + "\" + \"\"}");
        }
        return key(name);
    }

    // a.b = 1; a.c = 2; or a = { b = 1; }; a.c = 2; which Nix merges.
    private void nested(String name, Type.Attrs attrs, Scope inner, boolean dynamic, int fuel, List<String> bindings) {
        expressions.used.add("nested attributes");
        int share = fuel / attrs.attributes().size();
        attrs.attributes().forEach((part, type) -> {
            String value = expressions.of(type, inner, share).text();
            if (dice.chance(0.25)) {
                bindings.add(key(name) + eq() + "{" + Code.SPACE + key(part) + eq() + value + ";" + Code.SPACE + "};"
                        + Code.SPACE);
            } else {
                bindings.add(key(name) + "." + defined(part, dynamic) + eq() + value + ";" + Code.SPACE);
            }
        });
    }
}
