package io.github.nix4j.lang.internal.xml;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.SortedMap;

/** Puts XML together in the reference's layout: an element a line, indented by two, attributes sorted by name. */
final class XmlText {
    private final StringBuilder out = new StringBuilder("<?xml version='1.0' encoding='utf-8'?>\n");
    private final Deque<String> open = new ArrayDeque<>();

    void open(String name, SortedMap<String, String> attributes) {
        start(name, attributes);
        out.append(">\n");
        open.push(name);
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

    void empty(String name, SortedMap<String, String> attributes) {
        start(name, attributes);
        out.append(" />\n");
    }

    private void start(String name, SortedMap<String, String> attributes) {
        indent();
        out.append('<').append(name);
        for (Map.Entry<String, String> attribute : attributes.entrySet()) {
            out.append(' ').append(attribute.getKey()).append("=\"");
            escape(attribute.getValue());
            out.append('"');
        }
    }

    private void indent() {
        out.append("  ".repeat(open.size()));
    }

    private void escape(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("&quot;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                // Readers turn a plain newline in an attribute into a blank.
                case '\n' -> out.append("&#xA;");
                default -> out.append(c);
            }
        }
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
