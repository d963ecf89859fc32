package io.github.nix4j.flake.ref;

import io.github.nix4j.flake.FlakeException;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of an input, such as {@code { type = "path"; path = "/x"; }}: an immutable map sorted by name. Names and
 * texts are byte text. Two inputs are equal when their attributes are.
 */
public final class InputAttributes {
    public static final InputAttributes EMPTY = new InputAttributes(new TreeMap<>());

    private final SortedMap<String, AttributeValue> entries;

    private InputAttributes(SortedMap<String, AttributeValue> entries) {
        this.entries = entries;
    }

    public static InputAttributes of(Map<String, AttributeValue> entries) {
        return new InputAttributes(new TreeMap<>(entries));
    }

    /** The attributes in order of their names; unmodifiable. */
    public SortedMap<String, AttributeValue> asMap() {
        return Collections.unmodifiableSortedMap(entries);
    }

    public Set<String> names() {
        return asMap().keySet();
    }

    public boolean has(String name) {
        return entries.containsKey(name);
    }

    public @Nullable AttributeValue get(String name) {
        return entries.get(name);
    }

    /** The text {@code name}, or null if it is absent. */
    public @Nullable String text(String name) {
        AttributeValue value = entries.get(name);
        if (value == null) {
            return null;
        }
        if (value instanceof AttributeValue.Text text) {
            return text.value();
        }
        throw new FlakeException("input attribute '" + name + "' is not a string " + this);
    }

    /** The text {@code name}, which must be there. */
    public String requireText(String name) {
        String text = text(name);
        if (text == null) {
            throw new FlakeException("input attribute '" + name + "' is missing");
        }
        return text;
    }

    /** The number {@code name} (to be read without sign), or null if it is absent. */
    public @Nullable Long number(String name) {
        AttributeValue value = entries.get(name);
        if (value == null) {
            return null;
        }
        if (value instanceof AttributeValue.Number number) {
            return number.value();
        }
        throw new FlakeException("input attribute '" + name + "' is not an integer");
    }

    /** The Boolean {@code name}; false if it is absent. */
    public boolean bool(String name) {
        AttributeValue value = entries.get(name);
        if (value == null) {
            return false;
        }
        if (value instanceof AttributeValue.Bool bool) {
            return bool.value();
        }
        throw new FlakeException("input attribute '" + name + "' is not a Boolean");
    }

    public InputAttributes with(String name, AttributeValue value) {
        SortedMap<String, AttributeValue> copy = new TreeMap<>(entries);
        copy.put(name, value);
        return new InputAttributes(copy);
    }

    public InputAttributes with(String name, String value) {
        return with(name, new AttributeValue.Text(value));
    }

    public InputAttributes with(String name, long value) {
        return with(name, new AttributeValue.Number(value));
    }

    public InputAttributes with(String name, boolean value) {
        return with(name, new AttributeValue.Bool(value));
    }

    public InputAttributes without(String... names) {
        SortedMap<String, AttributeValue> copy = new TreeMap<>(entries);
        for (String name : names) {
            copy.remove(name);
        }
        return new InputAttributes(copy);
    }

    /** The attributes as the query of a URL would hold them. */
    public SortedMap<String, String> toQuery() {
        SortedMap<String, String> query = new TreeMap<>();
        entries.forEach((name, value) -> query.put(name, value.toQueryValue()));
        return query;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof InputAttributes attributes && attributes.entries.equals(entries);
    }

    @Override
    public int hashCode() {
        return entries.hashCode();
    }

    /** The attributes as JSON on one line, as byte text: how messages show them. */
    @Override
    public String toString() {
        return FlakeJson.shown(FlakeJson.object(this));
    }
}
