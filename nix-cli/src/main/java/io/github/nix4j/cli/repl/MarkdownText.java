package io.github.nix4j.cli.repl;

import io.github.nix4j.store.ByteText;
import java.util.ArrayList;
import java.util.List;

/**
 * Lays the Markdown of documentation out for reading: paragraphs are filled, code keeps its lines behind a bar, the marks of
 * emphasis and code in the text go. What it does not know stays as it is written.
 */
final class MarkdownText {
    private static final int WIDTH = 78;
    private static final String BAR = ByteText.fromUnicode("  \u2502 ");
    private static final String BULLET = ByteText.fromUnicode("  \u00b7 ");

    private final StringBuilder out = new StringBuilder();
    private final List<String> words = new ArrayList<>();
    private String first = "";
    private String rest = "";

    private MarkdownText() {}

    /** Byte text from byte text. */
    static String render(String markdown) {
        return new MarkdownText().all(markdown);
    }

    private String all(String markdown) {
        boolean fenced = false;
        for (String line : markdown.split("\n", -1)) {
            String trimmed = line.strip();
            if (trimmed.startsWith("```")) {
                fill();
                fenced = !fenced;
            } else if (fenced || (line.startsWith("    ") && words.isEmpty())) {
                out.append(BAR).append(fenced ? line : line.substring(4)).append('\n');
            } else if (trimmed.isEmpty()) {
                fill();
                blank();
            } else if (trimmed.startsWith("#")) {
                fill();
                out.append(plain(trimmed.replaceFirst("^#+ *", ""))).append('\n');
            } else {
                text(line, trimmed);
            }
        }
        fill();
        return out.toString();
    }

    private void text(String line, String trimmed) {
        if (trimmed.startsWith("- ") || trimmed.startsWith("* ")) {
            fill();
            String indent = " ".repeat(line.indexOf(trimmed));
            first = indent + BULLET;
            rest = indent + "    ";
            trimmed = trimmed.substring(2);
        }
        boolean breaks = trimmed.endsWith("\\");
        String text = plain(breaks ? trimmed.substring(0, trimmed.length() - 1) : trimmed);
        words.addAll(List.of(text.strip().split("\\s+")));
        if (breaks) {
            fill();
        }
    }

    /** Writes the words of a paragraph in lines. */
    private void fill() {
        StringBuilder line = new StringBuilder(first);
        int width = first.isEmpty() ? 0 : rest.length();
        boolean empty = true;
        for (String word : words) {
            int length = ByteText.toUnicode(word).length();
            if (!empty && width + 1 + length > WIDTH) {
                out.append(line).append('\n');
                line.setLength(0);
                line.append(rest);
                width = rest.length();
                empty = true;
            }
            line.append(empty ? "" : " ").append(word);
            width += length + (empty ? 0 : 1);
            empty = false;
        }
        if (!words.isEmpty()) {
            out.append(line).append('\n');
        }
        words.clear();
        first = "";
        rest = "";
    }

    private void blank() {
        if (out.length() > 0 && !out.toString().endsWith("\n\n")) {
            out.append('\n');
        }
    }

    /** A text without the marks of code, emphasis and links. */
    private static String plain(String text) {
        return text.replaceAll("`([^`]*)`", "$1")
                .replaceAll("\\*\\*([^*]+)\\*\\*", "$1")
                .replaceAll("(?<![\\w*])\\*([^*\\s](?:[^*]*[^*\\s])?)\\*(?!\\w)", "$1")
                .replaceAll("\\[([^\\]]+)\\]\\((https?:[^)]+)\\)", "$1 ($2)");
    }
}
