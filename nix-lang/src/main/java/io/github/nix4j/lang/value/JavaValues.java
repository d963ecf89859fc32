package io.github.nix4j.lang.value;

import io.github.nix4j.lang.ErrorKind;
import io.github.nix4j.lang.Message;
import io.github.nix4j.lang.NixException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The conversion between Nix values and Java data: int and {@link Long}, float and {@link Double}, bool and {@link Boolean},
 * string and {@link String}, list and {@link List}, set and {@link Map} with string keys in Nix's order. null becomes {@link
 * NixNull}, since maps may not hold Java's; paths and functions stay what they are, and so do derivations, which hold themselves.
 *
 * <p>A value without end, such as a set that contains itself, gives Nix's error for calls that nest too deeply.
 */
public final class JavaValues {
    private static final int MAX_DEPTH = 10_000;

    /** Data is walked on the caller's stack, which may be small. */
    private static final int MAX_DATA_DEPTH = 1000;

    private final IntConsumer entering;

    /** What remains to be done in the lists and sets that are being walked, the innermost first. */
    private final ArrayDeque<Open> open = new ArrayDeque<>();

    /** A list or set that is being walked: converts its next element, or says that there is none. */
    @FunctionalInterface
    private interface Open {
        boolean step();
    }

    private JavaValues(IntConsumer entering) {
        this.entering = entering;
    }

    static Object toJava(NixValue value) {
        return toJava(value, depth -> {
            if (depth > MAX_DEPTH) {
                throw new NixException(
                        ErrorKind.STACK_OVERFLOW, Message.plain("stack overflow; max-call-depth exceeded"));
            }
        });
    }

    /**
     * {@code value} as Java data, deeply.
     *
     * @param entering is told before each list and set in how many others it is; may throw to end the walk
     */
    public static Object toJava(NixValue value, IntConsumer entering) {
        // No recursion, since the calling thread's stack may be small.
        JavaValues walk = new JavaValues(entering);
        List<Object> result = new ArrayList<>(1);
        walk.convert(value, result::add);
        while (!walk.open.isEmpty()) {
            Open innermost = walk.open.getFirst();
            if (!innermost.step()) {
                walk.open.removeFirst();
            }
        }
        return result.get(0);
    }

    /** The value of Java data, deeply: see {@link NixValue#ofJava}. */
    static NixValue toNix(@Nullable Object data) {
        return toNix(data, 0);
    }

    private static NixValue toNix(@Nullable Object data, int depth) {
        if (depth > MAX_DATA_DEPTH) {
            throw new IllegalArgumentException(
                    "lists and maps in more than " + MAX_DATA_DEPTH + " others, or one that contains itself");
        } else if (data == null) {
            return new NixNull();
        } else if (data instanceof NixValue value) {
            return value;
        } else if (data instanceof CharSequence text) {
            return NixText.of(text.toString());
        } else if (data instanceof Boolean truth) {
            return new NixBool(truth);
        } else if (data instanceof Long || data instanceof Integer || data instanceof Short || data instanceof Byte) {
            return new NixInt(((Number) data).longValue());
        } else if (data instanceof Double || data instanceof Float) {
            return new NixFloat(((Number) data).doubleValue());
        } else if (data instanceof Map<?, ?> map) {
            Map<String, NixValue> attributes = new LinkedHashMap<>();
            map.forEach((name, item) -> attributes.put(attributeName(name), toNix(item, depth + 1)));
            return NixAttrs.of(attributes);
        } else if (data instanceof Iterable<?> items && !(data instanceof Path)) {
            List<NixValue> list = new ArrayList<>();
            items.forEach(item -> list.add(toNix(item, depth + 1)));
            return NixList.of(list);
        }
        throw new IllegalArgumentException(
                "no Nix value is like " + data.getClass().getName() + ": " + data);
    }

    private static String attributeName(@Nullable Object name) {
        if (name instanceof String text) {
            return NixText.checked(text);
        }
        throw new IllegalArgumentException("the name of an attribute is a string, not " + name);
    }

    private static boolean isDerivation(NixAttrs attrs) {
        return attrs.find("type").orElse(null) instanceof NixText type
                && type.byteText().equals("derivation");
    }

    private void convert(NixValue value, Consumer<Object> into) {
        if (value instanceof NixInt i) {
            into.accept(i.value());
        } else if (value instanceof NixFloat f) {
            into.accept(f.value());
        } else if (value instanceof NixBool b) {
            into.accept(b.value());
        } else if (value instanceof NixText s) {
            into.accept(s.value());
        } else if (value instanceof NixList list) {
            entering.accept(open.size());
            List<Object> items = new ArrayList<>(list.size());
            into.accept(items);
            Iterator<NixValue> from = list.iterator();
            open.addFirst(() -> {
                boolean more = from.hasNext();
                if (more) {
                    convert(from.next(), items::add);
                }
                return more;
            });
        } else if (value instanceof NixAttrs attrs && !isDerivation(attrs)) {
            entering.accept(open.size());
            Map<String, Object> map = new LinkedHashMap<>();
            into.accept(map);
            Iterator<Map.Entry<String, NixValue>> entries = attrs.entries().iterator();
            open.addFirst(() -> {
                boolean more = entries.hasNext();
                if (more) {
                    Map.Entry<String, NixValue> entry = entries.next();
                    convert(entry.getValue(), item -> map.put(entry.getKey(), item));
                }
                return more;
            });
        } else {
            into.accept(value);
        }
    }
}
