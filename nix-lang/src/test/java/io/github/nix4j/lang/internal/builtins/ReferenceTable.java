package io.github.nix4j.lang.internal.builtins;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Expressions and what {@code nix-instantiate --eval --strict --show-trace -E} prints for them: the value, or the error. In the
 * file an expression stands on a line after {@code >>> } (further lines of it after {@code ... }), the output on the lines below.
 */
final class ReferenceTable {
    record Row(String expression, String output) {}

    private ReferenceTable() {}

    static List<Row> read(String name) {
        List<Row> rows = new ArrayList<>();
        StringBuilder expression = new StringBuilder();
        StringBuilder output = new StringBuilder();
        for (String line : text(name).split("\n", -1)) {
            if (line.startsWith(">>> ")) {
                add(rows, expression, output);
                expression.append(line, 4, line.length());
            } else if (line.startsWith("... ")) {
                expression.append('\n').append(line, 4, line.length());
            } else {
                output.append(line).append('\n');
            }
        }
        add(rows, expression, output);
        return rows;
    }

    private static void add(List<Row> rows, StringBuilder expression, StringBuilder output) {
        if (!expression.isEmpty()) {
            rows.add(new Row(expression.toString(), output.toString().strip()));
        }
        expression.setLength(0);
        output.setLength(0);
    }

    private static String text(String name) {
        try (InputStream in = ReferenceTable.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalArgumentException("no table " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
