package io.github.nix4j.lang.internal.toml;

import io.github.nix4j.lang.internal.eval.BoolValue;
import io.github.nix4j.lang.internal.toml.TomlNode.Array;
import io.github.nix4j.lang.internal.toml.TomlNode.Table;
import io.github.nix4j.lang.internal.toml.TomlNode.Table.Origin;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads values. A failure is thrown; problems after which reading went on inside of an array or a table are kept in
 * {@link #problems} as well.
 */
final class TomlValues {
    private static final String FLOATING = "from `1` to `9` or digit [0-9] or inf or nan";

    final List<TomlProblem> problems = new ArrayList<>();
    final TomlRecovery recovery;
    private final TomlCursor in;
    private final int maxDepth;
    private int depth;

    TomlValues(TomlCursor in, int maxDepth) {
        this.in = in;
        this.maxDepth = maxDepth;
        this.recovery = new TomlRecovery(in, maxDepth);
    }

    TomlNode value() {
        in.step();
        switch (in.current()) {
            case '"', '\'':
                return TomlStrings.read(in);
            case '[':
                return array();
            case '{':
                return inlineTable();
            case 't', 'f':
                return bool();
            case 'T':
                throw notLowercase("true", "true or false");
            case 'F':
                throw notLowercase("false", "true or false");
            case 'i', 'n':
                if (in.looksAt("inf") || in.looksAt("nan")) {
                    return TomlNumbers.floating(in);
                }
                throw notLowercase(in.current() == 'i' ? "inf" : "nan", FLOATING);
            case 'I':
                throw notLowercase("inf", FLOATING);
            case 'N':
                throw notLowercase("nan", FLOATING);
            default:
                return number();
        }
    }

    private TomlNode number() {
        NumberKind kind = NumberKind.of(in);
        return switch (kind) {
            case INTEGER -> TomlNumbers.integer(in);
            case FLOAT -> TomlNumbers.floating(in);
            default -> TomlTimestamps.read(in, kind);
        };
    }

    private TomlNode bool() {
        int first = in.at;
        boolean truth = in.take("true");
        if (!truth && !in.take("false")) {
            throw TomlProblem.of(
                            "toml::parse_boolean: invalid boolean: boolean must be `true` or `false`, in lowercase."
                                    + " string must be surrounded by `\"`",
                            in.here(),
                            "expected true or false")
                    .failure();
        }
        return new TomlNode.Scalar(in.since(first), BoolValue.of(truth));
    }

    private TomlFailure notLowercase(String word, String expected) {
        return TomlProblem.of(
                        "toml::parse_value: `" + word
                                + "` must be in lowercase. A string must be surrounded by quotes.",
                        in.here(),
                        "expected " + expected)
                .failure();
    }

    /** Passes over a comment and the end of its line; gives whether there was one. */
    boolean commentLine() {
        int first = in.at;
        in.whitespace();
        if (!in.comment()) {
            in.at = first;
            return false;
        }
        if (!in.atEnd() && !in.newline()) {
            do {
                in.advance();
            } while (!in.atEnd() && in.current() != '\n');
            in.advance();
            throw TomlProblem.of(
                            "toml::parse_comment_line: newline (LF / CRLF) or EOF is expected",
                            in.here(),
                            "but got this",
                            "Hint: most of the control characters are not allowed in comments")
                    .failure();
        }
        return true;
    }

    /** Passes over white space, comments and ends of lines; gives whether there was such an end. */
    boolean spacer() {
        boolean lines = false;
        while (true) {
            in.whitespace();
            int comment = in.at;
            in.comment();
            if (in.newline()) {
                lines = true;
            } else {
                in.at = comment;
                return lines;
            }
        }
    }

    private TomlNode array() {
        int first = in.at;
        int before = problems.size();
        long around = recovery.open(TomlRecovery.Construct.ARRAY);
        deeper();
        try {
            in.advance();
            List<TomlNode> items = items();
            if (!in.take("]")) {
                throw TomlProblem.of(
                                "toml::parse_array: missing closing bracket `]`",
                                in.here(),
                                "expected `]`, reached EOF")
                        .failure();
            }
            if (problems.size() > before) {
                // Told again by each array around.
                throw problems.get(problems.size() - 1).failure();
            }
            boolean tables = !items.isEmpty() && items.stream().allMatch(Table.class::isInstance);
            return new Array(in.since(first), items, false, tables);
        } finally {
            depth--;
            recovery.close(around);
        }
    }

    private List<TomlNode> items() {
        List<TomlNode> items = new ArrayList<>();
        spacer();
        boolean comma = true;
        while (!in.atEnd() && in.current() != ']') {
            if (!comma) {
                throw TomlProblem.of(
                                "toml::parse_array: expected value-separator `,` or closing `]`", in.here(), "here")
                        .failure();
            }
            @Nullable TomlNode item = item();
            if (item != null) {
                items.add(item);
                comma = separator();
            } else {
                int wrong = in.at;
                recovery.pastValue();
                if (in.at == wrong) {
                    break;
                }
            }
        }
        return items;
    }

    private @Nullable TomlNode item() {
        try {
            return value();
        } catch (TomlFailure e) {
            problems.add(e.problem());
            return null;
        }
    }

    private boolean separator() {
        spacer();
        boolean comma = in.take(",");
        keepProblem(this::commentLine);
        if (comma) {
            spacer();
        }
        return comma;
    }

    /** In one line, and without a comma behind the last value. */
    private TomlNode inlineTable() {
        int first = in.at;
        int before = problems.size();
        long around = recovery.open(TomlRecovery.Construct.TABLE);
        deeper();
        try {
            in.advance();
            Table table = new Table(Region.at(in.source, first), Origin.BRACES);
            entries(table);
            if (!in.take("}")) {
                throw TomlProblem.of(
                                "toml::parse_inline_table: missing closing bracket `}`",
                                in.here(),
                                "expected `}`, reached line end")
                        .failure();
            }
            if (problems.size() > before) {
                throw problems.remove(problems.size() - 1).failure();
            }
            table.place(in.since(first));
            return table;
        } finally {
            depth--;
            recovery.close(around);
        }
    }

    private void entries(Table table) {
        in.whitespace();
        boolean empty = true;
        boolean comma = false;
        while (!in.atEnd()) {
            if (in.current() == '}') {
                if (comma) {
                    throw TomlProblem.of(
                                    "toml::parse_inline_table: trailing comma is not allowed in TOML-v1.0.0)",
                                    in.here(),
                                    "here")
                            .failure();
                }
                return;
            } else if (!comma && !empty) {
                throw TomlProblem.of(
                                "toml::parse_inline_table: expected value-separator `,` or closing `}`",
                                in.here(),
                                "here")
                        .failure();
            }
            empty = false;
            @Nullable Entry entry = entry();
            if (entry == null) {
                to("}\n");
                return;
            } else if (keepProblem(() -> TableInsertion.value(table, entry.key(), entry.value()))) {
                in.whitespace();
                comma = in.take(",");
                in.whitespace();
            } else {
                to(",\n}");
                comma = in.atEnd() ? comma : in.current() == ',';
            }
        }
    }

    private void to(String ends) {
        while (!in.atEnd() && ends.indexOf(in.current()) < 0) {
            in.advance();
        }
    }

    /** A key and its value. */
    record Entry(TomlKey key, TomlNode value) {}

    /** {@code key = value}, or nothing after a problem, which is kept. A key that is none leaves the cursor before it. */
    @Nullable
    Entry entry() {
        int first = in.at;
        try {
            TomlKey key;
            try {
                key = TomlKeys.read(in);
                in.whitespace();
                if (!in.take("=")) {
                    throw TomlProblem.of(
                                    "toml::parse_key_value_pair: invalid key value separator `=`",
                                    in.here(),
                                    "expected =")
                            .failure();
                }
            } catch (TomlFailure e) {
                in.at = first;
                throw e;
            }
            in.whitespace();
            return new Entry(key, value());
        } catch (TomlFailure e) {
            problems.add(e.problem());
            return null;
        }
    }

    /** Whether {@code step} ended without a problem; a problem is kept. */
    boolean keepProblem(Runnable step) {
        try {
            step.run();
            return true;
        } catch (TomlFailure e) {
            problems.add(e.problem());
            return false;
        }
    }

    private void deeper() {
        if (++depth > maxDepth) {
            throw new TomlNestingException();
        }
    }
}
