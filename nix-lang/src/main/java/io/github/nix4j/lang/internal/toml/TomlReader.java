package io.github.nix4j.lang.internal.toml;

import io.github.nix4j.lang.internal.eval.AttrsBuilder;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.ListValue;
import io.github.nix4j.lang.internal.eval.StringValue;
import io.github.nix4j.lang.internal.eval.Value;
import io.github.nix4j.store.ByteText;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Makes a value of TOML 1.0.0 text. Dates and times become sets, if the settings have the feature for that. */
public final class TomlReader {
    private static final String NULL_SIGN = ByteText.fromUnicode("\u2400");

    /** The reference ends with a full stack somewhere between 10,000 (inline tables) and 30,000 (arrays). */
    private static final int MAX_DEPTH = 12_000;

    private final Evaluation ev;
    private int depth;
    private int nodes;

    private TomlReader(Evaluation ev) {
        this.ev = ev;
    }

    /** The value that {@code text} (byte text) describes; throws {@link TomlSyntaxException} and {@link TomlNestingException}. */
    public static Value read(Evaluation ev, String text) {
        return new TomlReader(ev).value(DocumentReader.read(text, MAX_DEPTH, ev::checkLimits));
    }

    private Value value(TomlNode node) {
        ev.checkLimitsAt(nodes++);
        if (node instanceof TomlNode.Scalar scalar) {
            return scalar.value();
        } else if (node instanceof TomlNode.Text text) {
            return StringValue.of(checked(text.text()));
        } else if (node instanceof TomlNode.Timestamp timestamp) {
            return timestamp(timestamp.text());
        }
        if (++depth > MAX_DEPTH) {
            throw new TomlNestingException();
        }
        Value value = node instanceof TomlNode.Table table ? table(table) : array((TomlNode.Array) node);
        depth--;
        return value;
    }

    private Value table(TomlNode.Table table) {
        Map<String, TomlNode> entries = table.entries;
        AttrsBuilder attrs = ev.newAttrs(entries.size());
        for (String name : HashOrder.of(entries.keySet())) {
            int symbol = ev.intern(checked(name));
            attrs.add(symbol, value(Objects.requireNonNull(entries.get(name))));
        }
        return attrs.build();
    }

    private Value array(TomlNode.Array array) {
        List<TomlNode> nodes = array.items();
        Value[] items = new Value[nodes.size()];
        for (int i = 0; i < items.length; i++) {
            items[i] = value(nodes.get(i));
        }
        return items.length == 0 ? ListValue.EMPTY : new ListValue(items);
    }

    private static String checked(String text) {
        if (text.indexOf('\0') >= 0) {
            throw new TomlSyntaxException("error: input string '" + text.replace("\0", NULL_SIGN)
                    + "' cannot be represented as Nix string because it contains null bytes");
        }
        return text;
    }

    private Value timestamp(String text) {
        if (!ev.engine.settings().hasFeature("parse-toml-timestamps")) {
            throw new TomlSyntaxException("Dates and times are not supported");
        }
        return ev.newAttrs(2)
                .add(ev.intern("_type"), StringValue.of("timestamp"))
                .add(ev.engine.symbols().value, StringValue.of(text))
                .build();
    }
}
