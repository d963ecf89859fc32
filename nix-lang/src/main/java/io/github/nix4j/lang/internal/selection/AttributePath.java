package io.github.nix4j.lang.internal.selection;

import io.github.nix4j.lang.ErrorAccess;
import io.github.nix4j.lang.ErrorKind;
import io.github.nix4j.lang.Message;
import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.internal.eval.AttrsValue;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.FlatAttrs;
import io.github.nix4j.lang.internal.eval.ListValue;
import io.github.nix4j.lang.internal.eval.Suggestions;
import io.github.nix4j.lang.internal.eval.Value;
import java.util.ArrayList;
import java.util.List;

/** A path into nested sets and lists, as {@code -A} takes it: {@code a.b."c.d".0}. Texts are byte text. */
public final class AttributePath {
    /**
     * What a path leads to.
     *
     * @param cell the value, maybe unevaluated
     * @param pos where the last attribute was defined; 0 if unknown
     */
    public record Found(Value cell, int pos) {}

    private final String text;

    public AttributePath(String text) {
        this.text = text;
    }

    /** Follows the path from {@code root}, calling functions on the way. */
    public Found find(Evaluation ev, Value root, AutoArguments arguments) {
        Value at = root;
        int pos = 0;
        for (String part : split(text)) {
            at = arguments.call(ev, at);
            long index = index(part);
            if (index >= 0) {
                at = element(ev, at, index);
                pos = 0;
            } else {
                AttrsValue attrs = attrs(ev, at);
                if (part.isEmpty()) {
                    throw ev.errors.eval("empty attribute name in selection path '%s'", text);
                }
                int symbol = ev.intern(part);
                Value next = attrs.get(symbol);
                if (next == null) {
                    throw notFound(ev, attrs, part);
                }
                pos = attrs.position(symbol);
                at = next;
            }
        }
        return new Found(at, pos);
    }

    private AttrsValue attrs(Evaluation ev, Value value) {
        if (value instanceof AttrsValue attrs) {
            return attrs;
        }
        throw ev.errors.type(
                "the expression selected by the selection path '%s' should be a set but is %s",
                text, value.describeType());
    }

    private Value element(Evaluation ev, Value value, long index) {
        if (!(value instanceof ListValue list)) {
            throw ev.errors.type(
                    "the expression selected by the selection path '%s' should be a list but is %s",
                    text, value.describeType());
        }
        if (index >= list.size()) {
            throw ev.errors.of(
                    ErrorKind.INDEX_OUT_OF_RANGE, "list index %s in selection path '%s' is out of range", index, text);
        }
        return list.items[(int) index];
    }

    private NixException notFound(Evaluation ev, AttrsValue attrs, String part) {
        List<String> names = new ArrayList<>();
        FlatAttrs flat = attrs.flat();
        for (int i = 0; i < flat.size(); i++) {
            names.add(ev.name(flat.symbolAt(i)));
        }
        return ErrorAccess.suggest(
                ev.errors.of(
                        ErrorKind.MISSING_ATTRIBUTE, "attribute '%s' in selection path '%s' not found", part, text),
                Suggestions.best(names, part));
    }

    /** The parts of a path; quotes keep dots together. */
    public static List<String> split(String text) {
        List<String> parts = new ArrayList<>();
        StringBuilder current = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.') {
                parts.add(current.toString());
                current.setLength(0);
            } else if (c == '"') {
                int close = text.indexOf('"', i + 1);
                if (close < 0) {
                    throw new NixException(
                            ErrorKind.PARSE, Message.of("missing closing quote in selection path '%s'", text));
                }
                current.append(text, i + 1, close);
                i = close;
            } else {
                current.append(c);
            }
        }
        if (current.length() > 0) {
            parts.add(current.toString());
        }
        return parts;
    }

    /** The number that a part is, of 32 bits without a sign, before which there may be a plus; -1 if it is a name. */
    private static long index(String part) {
        try {
            return part.startsWith("-") ? -1 : Integer.toUnsignedLong(Integer.parseUnsignedInt(part));
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
