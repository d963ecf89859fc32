package io.github.nix4j.lang.internal.builtins;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Expressions and what {@code nix-instantiate --eval --strict --show-trace -E} prints for them: the value, or the error. In the
 * file an expression stands on a line after {@code >>> } (further lines of it after {@code ... }), the output on the lines below.
 * A line {@code ### NAME} says what the rows that follow are about, {@code --- NAME = VALUE} is a setting for the next row alone.
 */
public final class ReferenceTable {
    /** One expression, and what it gives. */
    public record Row(String topic, Map<String, String> settings, String expression, String output) {}

    private final List<Row> rows = new ArrayList<>();
    private final StringBuilder expression = new StringBuilder();
    private final StringBuilder output = new StringBuilder();
    private String topic = "";
    private Map<String, String> settings = new LinkedHashMap<>();

    private ReferenceTable() {}

    static List<Row> read(String name) {
        return read(ReferenceTable.class, name);
    }

    /** The rows of the table {@code name} in the package of {@code near}. */
    public static List<Row> read(Class<?> near, String name) {
        ReferenceTable table = new ReferenceTable();
        String nextTopic = "";
        Map<String, String> nextSettings = new LinkedHashMap<>();
        for (String line : text(near, name).split("\n", -1)) {
            if (line.startsWith("### ")) {
                nextTopic = line.substring(4);
            } else if (line.startsWith("--- ")) {
                String[] setting = line.substring(4).split(" = ", 2);
                nextSettings.put(setting[0], setting[1]);
            } else if (line.startsWith(">>> ")) {
                table.finishRow();
                table.topic = nextTopic;
                table.settings = nextSettings;
                nextSettings = new LinkedHashMap<>();
                table.expression.append(line, 4, line.length());
            } else if (line.startsWith("... ")) {
                table.expression.append('\n').append(line, 4, line.length());
            } else {
                table.output.append(line).append('\n');
            }
        }
        table.finishRow();
        return table.rows;
    }

    private void finishRow() {
        if (!expression.isEmpty()) {
            rows.add(new Row(
                    topic, settings, expression.toString(), output.toString().strip()));
        }
        expression.setLength(0);
        output.setLength(0);
    }

    private static String text(Class<?> near, String name) {
        try (InputStream in = near.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalArgumentException("no table " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
