package io.github.nix4j.lang.internal.toml;

import io.github.nix4j.lang.internal.toml.TomlNode.Array;
import io.github.nix4j.lang.internal.toml.TomlNode.Table;
import io.github.nix4j.lang.internal.toml.TomlNode.Table.Origin;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts values and tables where their names say, if nothing else stands there. Failures name the key and what is in its way. */
final class TableInsertion {
    private static final String TITLE = "toml::insert_value: ";

    private TableInsertion() {}

    /** {@code a.b.c = value} below {@code root}. */
    static void value(Table root, TomlKey key, TomlNode value) {
        Table table = parent(root, key, true);
        TomlNode there = table.entries.putIfAbsent(key.last(), value);
        if (there != null) {
            throw TomlProblem.of(
                            TITLE + "failed to insert a value, value already exists",
                            key.region(),
                            "inserting this",
                            there.region(),
                            "but value already exists")
                    .failure();
        }
    }

    /** {@code [a.b.c]}: the table to fill. */
    static Table table(Table root, TomlKey key) {
        Table parent = parent(root, key, false);
        TomlNode there = parent.entries.get(key.last());
        if (there == null) {
            Table table = new Table(key.region(), Origin.HEADER);
            parent.entries.put(key.last(), table);
            return table;
        } else if (there instanceof Table table && table.origin() == Origin.PREFIX) {
            table.define(key.region());
            return table;
        }
        throw TomlProblem.of(
                        TITLE + "failed to insert a table, table already defined",
                        key.region(),
                        "inserting this",
                        there.region(),
                        "this table is explicitly defined")
                .failure();
    }

    /** {@code [[a.b.c]]}: the table to fill, a new element of the array. */
    static Table element(Table root, TomlKey key) {
        Table parent = parent(root, key, false);
        TomlNode there = parent.entries.get(key.last());
        Table element = new Table(key.region(), Origin.HEADER);
        if (there == null) {
            List<TomlNode> items = new ArrayList<>();
            items.add(element);
            parent.entries.put(key.last(), new Array(key.region(), items, true, true));
            return element;
        } else if (!(there instanceof Array array) || !array.onlyTables()) {
            throw TomlProblem.of(
                            TITLE + "failed to insert an array of tables, value already exists",
                            key.region(),
                            "while inserting this",
                            there.region(),
                            "non-table value already exists")
                    .failure();
        } else if (!array.headers()) {
            throw TomlProblem.of(
                            TITLE + "failed to insert a table, inline array of tables is immutable",
                            key.region(),
                            "while inserting this",
                            there.region(),
                            "this is inline array-of-tables")
                    .failure();
        } else {
            array.items().add(element);
            return element;
        }
    }

    private static Table parent(Table root, TomlKey key, boolean dotted) {
        Table table = root;
        for (int i = 0; i < key.names().size() - 1; i++) {
            table = below(table, key.names().get(i), key.region(), dotted);
        }
        return table;
    }

    private static Table below(Table table, String name, Region key, boolean dotted) {
        @Nullable TomlNode there = table.entries.get(name);
        if (there == null) {
            Table made = new Table(key, dotted ? Origin.DOTTED_KEY : Origin.PREFIX);
            table.entries.put(name, made);
            return made;
        } else if (there instanceof Table found) {
            return enter(found, key, dotted);
        } else if (there instanceof Array array && array.onlyTables()) {
            return lastElement(array, key, dotted);
        }
        throw TomlProblem.of(
                        TITLE + "failed to insert a value, value already exists",
                        key,
                        "while inserting this",
                        there.region(),
                        "non-table value already exists")
                .failure();
    }

    private static Table enter(Table found, Region key, boolean dotted) {
        if (found.origin() == Origin.BRACES) {
            throw TomlProblem.of(
                            TITLE + "failed to insert a value: inline table is immutable",
                            key,
                            "inserting this",
                            found.region(),
                            "to this table")
                    .failure();
        } else if (dotted && found.origin() != Origin.DOTTED_KEY) {
            throw TomlProblem.of(
                            TITLE + "reopening a table using dotted keys",
                            key,
                            "dotted key cannot reopen a table",
                            found.region(),
                            "this table is already closed")
                    .failure();
        }
        return found;
    }

    private static Table lastElement(Array array, Region key, boolean dotted) {
        if (!array.headers()) {
            throw TomlProblem.of(
                            "toml::insert_value:inline array of tables are immutable",
                            key,
                            "inserting this",
                            array.region(),
                            "inline array of tables")
                    .failure();
        } else if (dotted) {
            throw TomlProblem.of(
                            "toml::insert_value:dotted key cannot reopen an array-of-tables",
                            key,
                            "inserting this",
                            array.region(),
                            "to this array-of-tables.")
                    .failure();
        }
        return (Table) array.items().get(array.items().size() - 1);
    }
}
