package io.github.nix4j.cli.develop;

import io.github.nix4j.cli.CliException;
import io.github.nix4j.flake.ref.FlakeJson;
import io.github.nix4j.store.ByteText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The variables and functions that a shell has when it begins to build something. All texts are byte text.
 *
 * @param variables by name
 * @param functions what is between the braces of each, by name
 * @param structured the files {@code .attrs.json} and {@code .attrs.sh}; empty for derivations without structured attributes
 */
public record BuildEnvironment(
        SortedMap<String, Variable> variables,
        SortedMap<String, String> functions,
        SortedMap<String, String> structured) {
    public BuildEnvironment {
        variables = Collections.unmodifiableSortedMap(new TreeMap<>(variables));
        functions = Collections.unmodifiableSortedMap(new TreeMap<>(functions));
        structured = Collections.unmodifiableSortedMap(new TreeMap<>(structured));
    }

    /** What a variable holds. */
    public sealed interface Variable {
        /** A text, which other programs get too if it is {@code exported}. */
        record Text(String value, boolean exported) implements Variable {}

        /** Texts by number. */
        record Numbered(List<String> values) implements Variable {}

        /** Texts by name. */
        record Associative(SortedMap<String, String> values) implements Variable {}
    }

    /**
     * Reads what {@code environment.sh} writes: fields that end in NUL, of which the first of each entry says how many follow.
     *
     * @throws CliException if it is something else
     */
    public static BuildEnvironment parse(byte[] content) {
        SortedMap<String, Variable> variables = new TreeMap<>();
        SortedMap<String, String> functions = new TreeMap<>();
        SortedMap<String, String> structured = new TreeMap<>();
        Fields fields = new Fields(ByteText.of(content).split("\0", -1));
        for (String kind = fields.next(); kind != null && !kind.isEmpty(); kind = fields.next()) {
            String name = fields.require();
            switch (kind) {
                case "exported" -> variables.put(name, new Variable.Text(fields.require(), true));
                case "var" -> variables.put(name, new Variable.Text(fields.require(), false));
                case "array" -> variables.put(name, new Variable.Numbered(fields.list()));
                case "associative" -> {
                    SortedMap<String, String> values = new TreeMap<>();
                    List<String> both = fields.list();
                    for (int i = 0; i + 1 < both.size(); i += 2) {
                        values.put(both.get(i), both.get(i + 1));
                    }
                    variables.put(name, new Variable.Associative(values));
                }
                case "function" -> functions.put(name, body(fields.require()));
                case "file" -> structured.put(name, fields.require());
                default -> throw new CliException("there is no environment in what the builder left");
            }
        }
        return new BuildEnvironment(variables, functions, structured);
    }

    private static String body(String definition) {
        return definition.substring(definition.indexOf('{') + 1, definition.lastIndexOf('}'));
    }

    /** The fields, one after the other. */
    private static final class Fields {
        private final String[] fields;
        private int at;

        Fields(String[] fields) {
            this.fields = fields;
        }

        @Nullable
        String next() {
            return at < fields.length ? fields[at++] : null;
        }

        String require() {
            String field = next();
            if (field == null) {
                throw new CliException("the environment that the builder left is not whole");
            }
            return field;
        }

        List<String> list() {
            int count = Integer.parseInt(require());
            List<String> values = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                values.add(require());
            }
            return values;
        }
    }

    /** The text of a variable; null if it has none. */
    public @Nullable String text(String name) {
        return variables.get(name) instanceof Variable.Text text ? text.value() : null;
    }

    /** The outputs of the derivation: their names, and where the builder puts them. */
    public Map<String, String> outputs() {
        Map<String, String> outputs = new LinkedHashMap<>();
        Variable all = variables.get("outputs");
        if (all instanceof Variable.Associative associative) {
            outputs.putAll(associative.values());
        } else if (all instanceof Variable.Text names) {
            for (String name : names.value().trim().split("[ \t\n]+")) {
                String place = text(name);
                if (place != null) {
                    outputs.put(name, place);
                }
            }
        }
        return outputs;
    }

    /** As {@code print-dev-env --json} prints it: compact, keys sorted. */
    public String json() {
        Map<String, Object> all = new TreeMap<>();
        variables.forEach((name, variable) -> all.put(name, json(variable)));
        Map<String, Object> json = new TreeMap<>(Map.of("bashFunctions", functions, "variables", all));
        if (!structured.isEmpty()) {
            json.put("structuredAttrs", structured);
        }
        return FlakeJson.compact(json);
    }

    private static Object json(Variable variable) {
        Map<String, Object> fields = new TreeMap<>();
        if (variable instanceof Variable.Text text) {
            fields.put("type", text.exported() ? "exported" : "var");
            fields.put("value", text.value());
        } else if (variable instanceof Variable.Numbered numbered) {
            fields.put("type", "array");
            fields.put("value", numbered.values());
        } else {
            fields.put("type", "associative");
            fields.put("value", ((Variable.Associative) variable).values());
        }
        return fields;
    }
}
