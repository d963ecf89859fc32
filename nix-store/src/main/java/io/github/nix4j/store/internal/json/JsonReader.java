package io.github.nix4j.store.internal.json;

import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.StoreException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/** Reads JSON text. A key that comes twice has the last value; numbers beyond 64 bits become floating-point, as in Nix. */
public final class JsonReader {
    /** How deep values may be nested. */
    public static final int MAX_NESTING = 2000;

    private static final BigInteger UNSIGNED_LIMIT = BigInteger.ONE.shiftLeft(64);
    private static final BigInteger SIGNED_LIMIT = BigInteger.ONE.shiftLeft(63).negate();
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_NESTING)
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

    private static Json value(JsonParser parser, JsonToken token) {
        return switch (token) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> new Json.Str(ByteText.fromUnicode(parser.getString()));
            case VALUE_NUMBER_INT -> integer(parser);
            case VALUE_NUMBER_FLOAT -> new Json.Real(parser.getDoubleValue());
            case VALUE_TRUE -> new Json.Bool(true);
            case VALUE_FALSE -> new Json.Bool(false);
            case VALUE_NULL -> new Json.Null();
            default -> throw new IllegalStateException("no value starts with " + token);
        };
    }

    private static Json object(JsonParser parser) {
        TreeMap<String, Json> entries = new TreeMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = ByteText.fromUnicode(parser.currentName());
            entries.put(key, value(parser, parser.nextToken()));
        }
        return new Json.Obj(entries);
    }

    private static Json array(JsonParser parser) {
        List<Json> items = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            items.add(value(parser, token));
        }
        return new Json.Arr(items);
    }

    private static Json integer(JsonParser parser) {
        if (parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
            return new Json.Int(parser.getLongValue());
        }
        BigInteger number = parser.getBigIntegerValue();
        if (number.signum() >= 0 ? number.compareTo(UNSIGNED_LIMIT) < 0 : number.compareTo(SIGNED_LIMIT) >= 0) {
            return new Json.Int(number.longValue(), number.signum() < 0);
        }
        return new Json.Real(number.doubleValue());
    }
}
