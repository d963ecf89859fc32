package io.github.nix4j.cli;

import io.github.nix4j.store.ByteText;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Lays out simple Markdown as plain text, as Nix does where it may not use colours: headings, paragraphs, lists, quotes, code.
 * Texts are byte text. Tables, definitions and what stands in items of lists beside text are shown as they are written.
 */
public final class PlainMarkdown {
    private static final int WIDTH = 60;
    private static final int INDENT = 4;
    private static final String BAR = "  \u00e2\u0094\u0082 ";
    private static final String DOT = "\u00c2\u00b7 ";
    private static final Pattern ITEM = Pattern.compile("( *)(?:[-*+]|(\\d+)[.)]) +(.*)");
    private static final Pattern HEADING = Pattern.compile("(#{1,6}) +(.*?) *#*");
    private static final Pattern LINK = Pattern.compile("\\[([^\\]]*)\\]\\(([^)]*)\\)");

    private final StringBuilder out = new StringBuilder();
    private final List<String> paragraph = new ArrayList<>();
    /** How far the items of the list that is open are indented in the source, the outermost first. */
    private final Deque<Integer> lists = new ArrayDeque<>();
    /** The number of the last item. */
    private int number;

    private String first = "";
    private String rest = "";

    private PlainMarkdown() {}

    /** The text, which ends with a newline. */
    public static String of(String markdown) {
        PlainMarkdown text = new PlainMarkdown();
        boolean code = false;
        for (String line : markdown.split("\n")) {
            if (line.startsWith("```")) {
                text.end();
                code = !code;
                text.separate(!text.out.isEmpty());
            } else if (code || (line.startsWith("    ") && text.paragraph.isEmpty() && text.lists.isEmpty())) {
                text.out
                        .append(BAR)
                        .append(code ? line : line.substring(INDENT))
                        .append('\n');
            } else {
                text.line(line);
            }
        }
        text.end();
        return text.out.toString().replaceFirst("\n\n+$", "\n");
    }

    private void line(String line) {
        Matcher item = ITEM.matcher(line);
        Matcher heading = HEADING.matcher(line);
        if (line.isBlank()) {
            end();
            separate(!out.isEmpty());
        } else if (item.matches() && (paragraph.isEmpty() || !lists.isEmpty())) {
            end();
            item(item.group(1).length(), item.group(2), item.group(3));
        } else if (heading.matches()) {
            end();
            separate(!out.isEmpty());
            lists.clear();
            String level = heading.group(1);
            paragraph.add((level.length() == 1 ? "" : level + " ") + heading.group(2));
            end();
            separate(true);
        } else if (line.startsWith(">") && (paragraph.isEmpty() || first.equals(BAR))) {
            first = BAR;
            rest = BAR;
            paragraph.add(line.substring(1).strip());
        } else if (line.endsWith("\\")) {
            // A backslash at its end keeps the next line apart.
            paragraph.add(line.substring(0, line.length() - 1).strip());
            String indent = rest;
            end();
            first = indent;
            rest = indent;
        } else {
            if (paragraph.isEmpty() && !line.startsWith(" ")) {
                lists.clear();
            }
            paragraph.add(line.strip());
        }
    }

    private void item(int indent, @Nullable String given, String text) {
        while (!lists.isEmpty() && indent < lists.getLast()) {
            lists.removeLast();
        }
        if (lists.isEmpty() || indent > lists.getLast()) {
            lists.addLast(indent);
            number = given == null ? 0 : Math.max(0, Integer.parseInt(given) - 1);
        }
        String before = " ".repeat(INDENT * (lists.size() - 1));
        String mark = "  " + DOT;
        if (given != null) {
            // Items count from the first one's number, whatever stands before the others.
            mark = (++number < 10 ? " " : "") + number + ". ";
        }
        first = before + mark;
        rest = before + " ".repeat(INDENT);
        paragraph.add(text);
    }

    /** Makes sure that an empty line follows what is there, if it is wanted. */
    private void separate(boolean wanted) {
        if (wanted && !out.toString().endsWith("\n\n")) {
            out.append('\n');
        }
    }

    private void end() {
        if (paragraph.isEmpty()) {
            return;
        }
        String indent = first;
        StringBuilder line = new StringBuilder(indent);
        for (String word : plain(String.join(" ", paragraph)).split(" +")) {
            if (line.length() > indent.length() && width(line) + width(word) >= WIDTH) {
                out.append(line.toString().stripTrailing()).append('\n');
                indent = rest;
                line = new StringBuilder(indent);
            }
            line.append(word).append(' ');
        }
        boolean item = !first.isEmpty() && !first.equals(BAR);
        out.append(item ? line.toString() : line.toString().stripTrailing()).append('\n');
        paragraph.clear();
        first = "";
        rest = "";
    }

    private static int width(CharSequence byteText) {
        return ByteText.toUnicode(byteText.toString()).length();
    }

    private static String plain(String text) {
        String shown = LINK.matcher(text).replaceAll(link -> {
            String target = link.group(2);
            // Others lead nowhere for who reads the text.
            return Matcher.quoteReplacement(link.group(1) + (target.contains("://") ? " " + target : ""));
        });
        return shown.replaceAll("(\\*\\*|__)(.+?)\\1", "$2")
                .replaceAll("(?<!\\w)([*_])(.+?)\\1(?!\\w)", "$2")
                .replaceAll("`([^`]*)`", "$1");
    }
}
