package io.github.nix4j.lang.internal.toml;

import io.github.nix4j.lang.internal.eval.AttrsBuilder;
import io.github.nix4j.lang.internal.eval.BoolValue;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.FloatValue;
import io.github.nix4j.lang.internal.eval.IntValue;
import io.github.nix4j.lang.internal.eval.ListValue;
import io.github.nix4j.lang.internal.eval.StringValue;
import io.github.nix4j.lang.internal.eval.Value;
import io.github.nix4j.store.ByteText;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Map;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseOptions;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlTable;
import org.tomlj.TomlVersion;

/** Makes a value of TOML 1.0.0 text. Dates and times become sets, if the settings have the feature for that. */
public final class TomlReader {
    private static final String NULL_SIGN = ByteText.fromUnicode("\u2400");

    /** The reference has no limit of its own; deeper nesting than calls may have is refused here. */
    private static final TomlParseOptions OPTIONS =
            TomlParseOptions.sourceless().withVersion(TomlVersion.V1_0_0).withMaxNestingDepth(10_000);

    private final Evaluation ev;

    private TomlReader(Evaluation ev) {
        this.ev = ev;
    }

    /** The value that {@code text} (byte text) describes; throws {@link TomlSyntaxException}. */
    public static Value read(Evaluation ev, String text) {
        TomlParseResult result = Toml.parse(decode(text), OPTIONS);
        if (result.hasErrors()) {
            throw TomlMessages.of(result.errors(), text);
        }
        return new TomlReader(ev).table(result);
    }

    private static String decode(String text) {
        try {
            return SecondFractions.cut(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(ByteText.bytes(text)))
                    .toString());
        } catch (CharacterCodingException e) {
            throw TomlMessages.notUtf8(text);
        }
    }

    private Value value(Object toml) {
        if (toml instanceof TomlTable table) {
            return table(table);
        } else if (toml instanceof TomlArray array) {
            return array(array);
        } else if (toml instanceof String s) {
            return StringValue.of(checked(s));
        } else if (toml instanceof Long n) {
            return IntValue.of(n);
        } else if (toml instanceof Double d) {
            return new FloatValue(d);
        } else if (toml instanceof Boolean b) {
            return BoolValue.of(b);
        }
        return timestamp(toml);
    }

    private Value table(TomlTable table) {
        ev.enter(0);
        try {
            AttrsBuilder attrs = new AttrsBuilder(table.size());
            for (Map.Entry<String, Object> entry : table.entrySet()) {
                int symbol = ev.intern(checked(entry.getKey()));
                attrs.add(symbol, value(entry.getValue()));
            }
            return attrs.build();
        } finally {
            ev.leave();
        }
    }

    private Value array(TomlArray array) {
        ev.enter(0);
        try {
            Value[] items = new Value[array.size()];
            for (int i = 0; i < items.length; i++) {
                items[i] = value(array.get(i));
            }
            return items.length == 0 ? ListValue.EMPTY : new ListValue(items);
        } finally {
            ev.leave();
        }
    }

    private static String checked(String unicode) {
        String text = ByteText.fromUnicode(unicode);
        if (text.indexOf('\0') >= 0) {
            throw new TomlSyntaxException("error: input string '" + text.replace("\0", NULL_SIGN)
                    + "' cannot be represented as Nix string because it contains null bytes");
        }
        return text;
    }

    private Value timestamp(Object toml) {
        if (!ev.engine.settings().hasFeature("parse-toml-timestamps")) {
            throw new TomlSyntaxException("Dates and times are not supported");
        }
        return new AttrsBuilder(2)
                .add(ev.intern("_type"), StringValue.of("timestamp"))
                .add(ev.engine.symbols().value, StringValue.of(timestampText(toml)))
                .build();
    }

    private static String timestampText(Object toml) {
        if (toml instanceof OffsetDateTime t) {
            return t.toLocalDate() + "T" + time(t.toLocalTime()) + t.getOffset().getId();
        } else if (toml instanceof LocalDateTime t) {
            return t.toLocalDate() + "T" + time(t.toLocalTime());
        } else if (toml instanceof LocalDate t) {
            return t.toString();
        } else if (toml instanceof LocalTime t) {
            return time(t);
        }
        throw new IllegalStateException("no value for " + toml.getClass());
    }

    /** Always with seconds, and with no, three, six or nine digits after them. */
    private static String time(LocalTime t) {
        StringBuilder out = new StringBuilder();
        twoDigits(out, t.getHour()).append(':');
        twoDigits(out, t.getMinute()).append(':');
        twoDigits(out, t.getSecond());
        int nanos = t.getNano();
        if (nanos != 0) {
            String digits = Integer.toString(1_000_000_000 + nanos).substring(1);
            int length = nanos % 1_000_000 == 0 ? 3 : nanos % 1000 == 0 ? 6 : 9;
            out.append('.').append(digits, 0, length);
        }
        return out.toString();
    }

    private static StringBuilder twoDigits(StringBuilder out, int n) {
        return out.append(n < 10 ? "0" : "").append(n);
    }
}
