package io.github.nix4j.lang.internal.toml;

import io.github.nix4j.lang.internal.toml.TomlNode.Table;
import io.github.nix4j.lang.internal.toml.TomlNode.Table.Origin;
import org.jspecify.annotations.Nullable;

/** Reads a whole document: the root's values, then tables with their headers. Takes time in proportion to the text. */
final class DocumentReader {
    private static final String BYTE_ORDER_MARK = "\u00ef\u00bb\u00bf";

    private final TomlCursor in;
    private final TomlValues values;
    private final Table root;

    private DocumentReader(TomlSource source, int maxDepth, Runnable checkpoint) {
        in = new TomlCursor(source, checkpoint);
        values = new TomlValues(in, maxDepth);
        root = new Table(in.here(), Origin.HEADER);
    }

    /**
     * The root table of {@code text} (byte text).
     *
     * @param maxDepth how deeply arrays and inline tables may nest before {@link TomlNestingException}
     * @param checkpoint called now and then; what it throws ends the reading
     */
    static Table read(String text, int maxDepth, Runnable checkpoint) {
        boolean ended = text.isEmpty() || text.endsWith("\n") || text.endsWith("\r");
        TomlSource source = new TomlSource("fromTOML", ended ? text : text + "\n");
        DocumentReader reader = new DocumentReader(source, maxDepth, checkpoint);
        reader.in.take(BYTE_ORDER_MARK);
        reader.document();
        if (!reader.values.problems.isEmpty()) {
            throw new TomlSyntaxException(ProblemText.of(reader.values.problems, checkpoint));
        }
        return reader.root;
    }

    private void document() {
        if (in.atEnd()) {
            return;
        }
        topComments();
        table(root);
        while (!in.atEnd()) {
            values.spacer();
            headed();
        }
    }

    /** Comments before anything else are looked at twice, if no empty line follows them: their problems are told twice. */
    private void topComments() {
        int first = in.at;
        while (!in.atEnd()) {
            in.step();
            int problems = values.problems.size();
            boolean[] comment = {false};
            values.keepProblem(() -> comment[0] = values.commentLine());
            if (values.problems.size() > problems) {
                values.recovery.pastComments();
            } else if (!comment[0]) {
                in.whitespace();
                if (!in.newline()) {
                    in.at = first;
                }
                return;
            }
        }
    }

    /** A header and its table. */
    private void headed() {
        in.step();
        @Nullable TomlKey key = header("[[");
        boolean array = key != null;
        if (key == null) {
            key = header("[");
        }
        if (key == null) {
            noHeader();
        } else if (restOfHeaderLine()) {
            table(inserted(key, array));
        } else {
            values.recovery.toNextTable();
        }
    }

    /** The header at the cursor. When a name in it is wrong, the cursor is left behind that, as it is by the reference. */
    private @Nullable TomlKey header(String open) {
        if (!TomlKeys.isHeader(in, open)) {
            return null;
        }
        try {
            return TomlKeys.header(in, open);
        } catch (TomlFailure told) {
            // It is not told as such, but as no header at the place reached.
            return null;
        }
    }

    private void noHeader() {
        String open = in.looksAt("[[") ? "[[" : "[";
        String missing = TomlKeys.headerShape(in, open);
        values.problems.add(TomlProblem.of(
                open.equals("[[") ? "toml::parse_file: invalid array-table key" : "toml::parse_file: invalid table key",
                in.here(),
                "expected " + missing));
        values.recovery.toNextTable();
    }

    private boolean restOfHeaderLine() {
        return values.keepProblem(() -> {
            if (!values.commentLine()) {
                in.whitespace();
                if (!in.atEnd() && !in.newline()) {
                    throw TomlProblem.of(
                                    "toml::parse_file: newline (or EOF) expected",
                                    in.here(),
                                    "expected " + ProblemText.shown('\n') + " or \r\n")
                            .failure();
                }
            }
        });
    }

    /** The table that the header names; when it cannot be, one that is thrown away, so that its values are looked at. */
    private Table inserted(TomlKey key, boolean array) {
        try {
            return array ? TableInsertion.element(root, key) : TableInsertion.table(root, key);
        } catch (TomlFailure e) {
            values.problems.add(e.problem());
            return new Table(key.region(), Origin.HEADER);
        }
    }

    private void table(Table table) {
        int problems = values.problems.size();
        entries(table);
        if (values.problems.size() > problems) {
            values.recovery.toNextTable();
        }
    }

    /** Up to the next header, or to something behind a value in the same line. */
    private void entries(Table table) {
        boolean newline = true;
        while (!in.atEnd()) {
            int start = in.at;
            newline |= values.spacer();
            if (in.atEnd()) {
                return;
            } else if (in.current() == '[') {
                in.at = start;
                return;
            } else if (!newline) {
                values.problems.add(
                        TomlProblem.of("toml::parse_table: newline (LF / CRLF) or EOF is expected", in.here(), "here"));
                return;
            }
            newline = false;
            TomlValues.@Nullable Entry entry = values.entry();
            if (entry == null) {
                values.recovery.pastKeyValue();
            } else {
                boolean[] comment = {false};
                values.keepProblem(() -> comment[0] = values.commentLine());
                newline = comment[0];
                values.keepProblem(() -> TableInsertion.value(table, entry.key(), entry.value()));
            }
        }
    }
}
