package io.github.nix4j.store.internal.json;

import io.github.nix4j.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A JSON value. Strings and keys are byte text in UTF-8. The accessors complain in Nix's words about another kind. */
public sealed interface Json {
    /** What Nix's messages call this kind. */
    String kind();

    record Obj(SortedMap<String, Json> entries) implements Json {
        @Override
        public String kind() {
            return "object";
        }

        /** An object with the given keys and values in turn. */
        public static Obj of(Object... keysAndValues) {
            TreeMap<String, Json> entries = new TreeMap<>();
            for (int i = 0; i < keysAndValues.length; i += 2) {
                entries.put((String) keysAndValues[i], (Json) keysAndValues[i + 1]);
            }
            return new Obj(entries);
        }

        /** The value of a key that must be there. */
        public Json at(String key) {
            Json value = entries.get(key);
            if (value == null) {
                throw new StoreException("Expected JSON object to contain key '" + key + "' but it doesn't: "
                        + JsonWriter.compact(this));
            }
            return value;
        }

        /** The value of a key, or null without it. */
        public @Nullable Json get(String key) {
            return entries.get(key);
        }
    }

    record Arr(List<Json> items) implements Json {
        @Override
        public String kind() {
            return "array";
        }

        /** An array of one item for each of {@code items}. */
        public static <T> Arr of(Iterable<T> items, Function<? super T, ? extends Json> convert) {
            ArrayList<Json> list = new ArrayList<>();
            items.forEach(item -> list.add(convert.apply(item)));
            return new Arr(list);
        }
    }

    record Str(String text) implements Json {
        @Override
        public String kind() {
            return "string";
        }
    }

    record Bool(boolean value) implements Json {
        @Override
        public String kind() {
            return "boolean";
        }
    }

    /** An integer within 64 bits, signed or unsigned: {@code negative} says how to read the bits. */
    record Int(long bits, boolean negative) implements Json {
        public Int(long value) {
            this(value, value < 0);
        }

        @Override
        public String kind() {
            return "number";
        }
    }

    record Real(double value) implements Json {
        @Override
        public String kind() {
            return "number";
        }
    }

    record Null() implements Json {
        @Override
        public String kind() {
            return "null";
        }
    }

    private StoreException expected(String kind) {
        return new StoreException("Expected JSON value to be of type '" + kind + "' but it is of type '" + kind()
                + "': " + JsonWriter.compact(this));
    }

    /** This as an object. */
    default Obj object() {
        if (this instanceof Obj object) {
            return object;
        }
        throw expected("object");
    }

    /** The items of this array. */
    default List<Json> array() {
        if (this instanceof Arr array) {
            return array.items();
        }
        throw expected("array");
    }

    /** This string's byte text. */
    default String string() {
        if (this instanceof Str string) {
            return string.text();
        }
        throw expected("string");
    }

    /** This boolean's value. */
    default boolean bool() {
        if (this instanceof Bool bool) {
            return bool.value();
        }
        throw expected("boolean");
    }

    /** This number, which must be an integer of at least zero. */
    default long unsigned() {
        if (this instanceof Int number && !number.negative()) {
            return number.bits();
        }
        String kind = this instanceof Real
                ? "floating point number"
                : this instanceof Int ? "signed integral number" : kind();
        throw new StoreException("Expected JSON value to be an unsigned integral number but it is of type '" + kind
                + "': " + JsonWriter.compact(this));
    }
}
