package io.github.nix4j.lang.internal.toml;

import io.github.nix4j.lang.internal.eval.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a document holds under a key or in an array. */
sealed interface TomlNode {
    /** Where it was defined. */
    Region region();

    /** A number or a Boolean. */
    record Scalar(Region region, Value value) implements TomlNode {}

    /** A string, as byte text. */
    record Text(Region region, String text) implements TomlNode {}

    /** A date, a time or both, in its normal form. */
    record Timestamp(Region region, String text) implements TomlNode {}

    /**
     * An array.
     *
     * @param headers whether it was made by {@code [[headers]]}, which may add to it
     * @param onlyTables whether it can be taken for a list of tables: it has elements and all are tables
     */
    record Array(Region region, List<TomlNode> items, boolean headers, boolean onlyTables) implements TomlNode {}

    /** A table; its entries are kept in the order of their definition. Grows while the document is read. */
    final class Table implements TomlNode {
        /** How a table came to be, which decides what may be added to it and by what. */
        enum Origin {
            BRACES,
            DOTTED_KEY,
            /** It is a prefix of the name in a header. */
            PREFIX,
            HEADER
        }

        final Map<String, TomlNode> entries = new LinkedHashMap<>();
        private Region region;
        private Origin origin;

        Table(Region region, Origin origin) {
            this.region = region;
            this.origin = origin;
        }

        @Override
        public Region region() {
            return region;
        }

        Origin origin() {
            return origin;
        }

        /** Where the table, now read, stands. */
        void place(Region all) {
            region = all;
        }

        /** The header of a table that was a mere prefix until now. */
        void define(Region header) {
            region = header;
            origin = Origin.HEADER;
        }
    }
}
