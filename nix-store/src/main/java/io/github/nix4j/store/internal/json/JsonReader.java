package io.github.nix4j.store.internal.json;

import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.StoreException;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/** Reads JSON text. A key that comes twice has the last value; numbers beyond 64 bits become floating-point, as in Nix. */
public final class JsonReader {
    /** Those of the longest number of 64 bits, and its sign. */
    private static final int MOST_DIGITS = 21;

    private static final BigInteger UNSIGNED_LIMIT = BigInteger.ONE.shiftLeft(64);
    private static final BigInteger SIGNED_LIMIT = BigInteger.ONE.shiftLeft(63).negate();
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private JsonReader() {}

    /** Parses one JSON value that takes up all of {@code text} (byte text in UTF-8). */
    public static Json read(String text) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), ByteText.bytes(text))) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw new StoreException("unexpected end of JSON input");
            }
            Json value = value(parser, first);
            if (parser.nextToken() != null) {
                throw new StoreException("trailing text after JSON value");
            }
            return value;
        } catch (JacksonException e) {
            throw new StoreException("invalid JSON: " + ByteText.fromUnicode(e.getOriginalMessage()), e);
        }
    }

    /** An object or array that is being read. */
    private record Open(
            @Nullable TreeMap<String, Json> entries,
            @Nullable List<Json> items) {
        static Open object() {
            return new Open(new TreeMap<>(), null);
        }

        static Open array() {
            return new Open(null, new ArrayList<>());
        }

        void add(@Nullable String key, Json value) {
            if (entries != null) {
                entries.put(Objects.requireNonNull(key), value);
            } else {
                Objects.requireNonNull(items).add(value);
            }
        }

        Json end() {
            return entries != null ? new Json.Obj(entries) : new Json.Arr(Objects.requireNonNull(items));
        }
    }

    /** Not on the thread's stack: there are values as deep as programs like. */
    private static Json value(JsonParser parser, JsonToken first) {
        Deque<Open> open = new ArrayDeque<>();
        Deque<String> keys = new ArrayDeque<>();
        for (JsonToken token = first; ; token = parser.nextToken()) {
            Json value;
            switch (token) {
                case PROPERTY_NAME -> {
                    keys.push(ByteText.fromUnicode(parser.currentName()));
                    continue;
                }
                case START_OBJECT -> {
                    open.push(Open.object());
                    continue;
                }
                case START_ARRAY -> {
                    open.push(Open.array());
                    continue;
                }
                case END_OBJECT, END_ARRAY -> value = open.pop().end();
                default -> value = scalar(parser, token);
            }
            Open around = open.peek();
            if (around == null) {
                return value;
            }
            around.add(around.entries == null ? null : keys.pop(), value);
        }
    }

    private static Json scalar(JsonParser parser, JsonToken token) {
        return switch (token) {
            case VALUE_STRING -> new Json.Str(ByteText.fromUnicode(parser.getString()));
            case VALUE_NUMBER_INT -> integer(parser);
            case VALUE_NUMBER_FLOAT -> real(parser, parser.getDoubleValue());
            case VALUE_TRUE -> new Json.Bool(true);
            case VALUE_FALSE -> new Json.Bool(false);
            case VALUE_NULL -> new Json.Null();
            default -> throw new IllegalStateException("no value is " + token);
        };
    }

    private static Json integer(JsonParser parser) {
        if (parser.getStringLength() > MOST_DIGITS) {
            // Too large without looking at them, for which they would have to be multiplied out.
            return real(parser, Double.parseDouble(parser.getString()));
        }
        if (parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
            return new Json.Int(parser.getLongValue());
        }
        BigInteger number = parser.getBigIntegerValue();
        if (number.signum() >= 0 ? number.compareTo(UNSIGNED_LIMIT) < 0 : number.compareTo(SIGNED_LIMIT) >= 0) {
            return new Json.Int(number.longValue(), number.signum() < 0);
        }
        return real(parser, number.doubleValue());
    }

    private static Json real(JsonParser parser, double value) {
        if (Double.isInfinite(value)) {
            throw new StoreException("number overflow parsing '" + parser.getString() + "'");
        }
        return new Json.Real(value);
    }
}
