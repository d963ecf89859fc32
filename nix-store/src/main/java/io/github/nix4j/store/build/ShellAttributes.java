package io.github.nix4j.store.build;

import io.github.nix4j.store.internal.json.Json;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Structured attributes as declarations of a Bash script, as far as Bash can hold them: what is nested deeper is left out. */
final class ShellAttributes {
    private ShellAttributes() {}

    /** The script (byte text). */
    static String of(Json.Obj attributes) {
        StringBuilder script = new StringBuilder();
        attributes.entries().forEach((name, value) -> {
            if (isName(name)) {
                declare(script, name, value);
            }
        });
        return script.toString();
    }

    private static boolean isName(String name) {
        return name.matches("[A-Za-z_][A-Za-z0-9_]*");
    }

    private static void declare(StringBuilder script, String name, Json value) {
        String simple = simple(value);
        if (simple != null) {
            script.append("declare ").append(name).append('=').append(simple).append('\n');
        } else if (value instanceof Json.Arr list) {
            list(script, name, list.items());
        } else if (value instanceof Json.Obj object) {
            object(script, name, object.entries());
        }
    }

    private static void list(StringBuilder script, String name, List<Json> items) {
        StringBuilder words = new StringBuilder();
        for (Json item : items) {
            String simple = simple(item);
            if (simple == null) {
                return;
            }
            words.append(simple).append(' ');
        }
        script.append("declare -a ").append(name).append("=(").append(words).append(")\n");
    }

    private static void object(StringBuilder script, String name, SortedMap<String, Json> entries) {
        StringBuilder words = new StringBuilder();
        for (Map.Entry<String, Json> entry : entries.entrySet()) {
            String simple = simple(entry.getValue());
            if (simple == null) {
                return;
            }
            words.append('[')
                    .append(quoted(entry.getKey()))
                    .append("]=")
                    .append(simple)
                    .append(' ');
        }
        script.append("declare -A ").append(name).append("=(").append(words).append(")\n");
    }

    /** A value that one word can hold; fractions cannot, as in Nix. */
    private static @Nullable String simple(Json value) {
        if (value instanceof Json.Str text) {
            return quoted(text.text());
        }
        if (value instanceof Json.Real real) {
            boolean whole = real.value() == Math.rint(real.value()) && Math.abs(real.value()) < 1e15;
            return whole ? String.valueOf((long) real.value()) : null;
        }
        if (value instanceof Json.Int number) {
            return number.negative() ? String.valueOf(number.bits()) : Long.toUnsignedString(number.bits());
        }
        if (value instanceof Json.Bool bool) {
            return bool.value() ? "1" : "";
        }
        return value instanceof Json.Null ? "''" : null;
    }

    /** A word that a shell reads as {@code text}. */
    static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
