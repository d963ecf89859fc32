package io.github.nix4j.lang.internal.xml;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Puts XML together in the reference's layout: an element a line, indented by two. An element is begun, gets its attributes, which
 * the reference sorts by name, and then is {@link #opened} for others or {@link #empty}.
 */
final class XmlText {
    private final StringBuilder out = new StringBuilder("<?xml version='1.0' encoding='utf-8'?>\n");
    private final Deque<String> open = new ArrayDeque<>();

    XmlText begin(String name) {
        indent();
        out.append('<').append(name);
        return this;
    }

    XmlText attribute(String name, String value) {
        out.append(' ').append(name).append("=\"");
        escape(value);
        out.append('"');
        return this;
    }

    /** Ends the tag of the element that was begun under this {@code name}. */
    void opened(String name) {
        out.append(">\n");
        open.push(name);
    }

    void empty() {
        out.append(" />\n");
    }

    void close() {
        String name = open.pop();
        indent();
        out.append("</").append(name).append(">\n");
    }

    void closeAll() {
        while (!open.isEmpty()) {
            close();
        }
    }

    private void indent() {
        for (int i = open.size(); i > 0; i--) {
            out.append("  ");
        }
    }

    private void escape(String text) {
        int plain = 0;
        for (int i = 0; i < text.length(); i++) {
            String escaped = escaped(text.charAt(i));
            if (escaped != null) {
                out.append(text, plain, i).append(escaped);
                plain = i + 1;
            }
        }
        out.append(text, plain, text.length());
    }

    private static @Nullable String escaped(char c) {
        return switch (c) {
            case '"' -> "&quot;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '&' -> "&amp;";
            // Readers turn a plain newline in an attribute into a blank.
            case '\n' -> "&#xA;";
            default -> null;
        };
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
