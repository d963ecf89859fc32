package io.github.nix4j.lang.internal.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads JSON text as Java's own objects: sorted maps, lists, {@code String}s of byte text, {@code Long}s (which may mean
 * unsigned numbers), {@code Double}s, {@code Boolean}s. One object reads one text.
 */
public final class JsonDocument extends JsonStructure<Object> {
    private final Object nothing;

    private JsonDocument(String text, Object nothing) {
        super(text);
        this.nothing = nothing;
    }

    /**
     * What {@code text} (byte text) describes; throws {@link JsonSyntaxException}. Of equal keys the last counts.
     *
     * @param nothing what JSON's null becomes
     */
    public static Object read(String text, Object nothing) {
        return new JsonDocument(text, nothing).read();
    }

    private static final class Array implements Container<Object> {
        private final List<Object> elements = new ArrayList<>();

        @Override
        public boolean isObject() {
            return false;
        }

        @Override
        public void name(String name) {
            throw new IllegalStateException("elements of a list have no names");
        }

        @Override
        public void add(Object value) {
            elements.add(value);
        }

        @Override
        public Object close() {
            return elements;
        }
    }

    private static final class Members implements Container<Object> {
        private final Map<String, Object> members = new TreeMap<>();
        private String name = "";

        @Override
        public boolean isObject() {
            return true;
        }

        @Override
        public void name(String next) {
            name = next;
        }

        @Override
        public void add(Object value) {
            members.put(name, value);
        }

        @Override
        public Object close() {
            return members;
        }
    }

    @Override
    Container<Object> container(boolean isObject) {
        return isObject ? new Members() : new Array();
    }

    @Override
    Object bool(boolean value) {
        return value;
    }

    @Override
    Object nothing() {
        return nothing;
    }

    @Override
    Object string(String byteText) {
        return byteText;
    }

    @Override
    Object integer(long value, boolean unsigned) {
        return value;
    }

    @Override
    Object number(double value) {
        return value;
    }
}
