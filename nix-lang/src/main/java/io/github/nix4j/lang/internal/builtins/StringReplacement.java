package io.github.nix4j.lang.internal.builtins;

import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.StringValue;
import io.github.nix4j.lang.internal.eval.Value;
import io.github.nix4j.lang.value.ContextBuilder;
import org.jspecify.annotations.Nullable;

/** One call of {@code replaceStrings}. Replacements are evaluated when they are used first. */
final class StringReplacement {
    private final Evaluation ev;
    private final String[] patterns;
    private final Value[] cells;
    private final @Nullable String[] replacements;
    private final ContextBuilder context;

    /** Bytes that some pattern begins with; null if one is empty and so fits anywhere. */
    private final boolean @Nullable [] first;

    private int comparisons;

    StringReplacement(Evaluation ev, String[] patterns, Value[] cells, ContextBuilder context) {
        this.ev = ev;
        this.patterns = patterns;
        this.cells = cells;
        this.replacements = new @Nullable String[cells.length];
        this.context = context;
        this.first = firstBytes(patterns);
    }

    private static boolean @Nullable [] firstBytes(String[] patterns) {
        boolean[] bytes = new boolean[256];
        for (String pattern : patterns) {
            if (pattern.isEmpty()) {
                return null;
            }
            bytes[pattern.charAt(0)] = true;
        }
        return bytes;
    }

    StringValue replace(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        int plainFrom = 0;
        int at = 0;
        // The end counts as a position: an empty pattern fits there.
        while (at <= text.length()) {
            int pattern = patternAt(text, at);
            if (pattern < 0) {
                at++;
                continue;
            }
            String replacement = replacement(pattern);
            ev.checkText((long) out.length() + at - plainFrom + replacement.length());
            out.append(text, plainFrom, at).append(replacement);
            plainFrom = at;
            int length = patterns[pattern].length();
            if (length == 0) {
                at++;
            } else {
                at += length;
                plainFrom = at;
            }
        }
        ev.checkText((long) out.length() + text.length() - plainFrom);
        String result = plainFrom == 0 && out.isEmpty()
                ? text
                : out.append(text, plainFrom, text.length()).toString();
        return new StringValue(result, context.build());
    }

    private int patternAt(String text, int at) {
        if (first != null && (at == text.length() || !first[text.charAt(at)])) {
            return -1;
        }
        for (int i = 0; i < patterns.length; i++) {
            ev.checkLimitsAt(comparisons++);
            if (text.startsWith(patterns[i], at)) {
                return i;
            }
        }
        return -1;
    }

    private String replacement(int index) {
        String known = replacements[index];
        if (known == null) {
            known = ev.forceString(
                    cells[index],
                    context,
                    0,
                    "while evaluating one of the replacement strings passed to builtins.replaceStrings");
            replacements[index] = known;
        }
        return known;
    }
}
