package io.github.nix4j.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lays out simple Markdown as plain text, as Nix does where it may not use colours: headings, paragraphs, lists, code. Texts
 * are byte text.
 */
public final class PlainMarkdown {
    private static final int WIDTH = 80;
    private static final Pattern ITEM = Pattern.compile("( *)(?:[-*+]|(\\d+)[.)]) +(.*)");
    private static final Pattern HEADING = Pattern.compile("#{1,6} +(.*?) *#*");
    private static final Pattern LINK = Pattern.compile("\\[([^\\]]*)\\]\\(([^)]*)\\)");

    private final StringBuilder out = new StringBuilder();
    private final List<String> paragraph = new ArrayList<>();
    private String first = "";
    private String rest = "";
    private boolean inList;

    private PlainMarkdown() {}

    /** The text, which ends with a newline. */
    public static String of(String markdown) {
        PlainMarkdown text = new PlainMarkdown();
        boolean code = false;
        for (String line : markdown.split("\n")) {
            if (line.startsWith("```")) {
                text.end();
                code = !code;
                text.separate(!code);
            } else if (code || (line.startsWith("    ") && text.paragraph.isEmpty() && !text.inList)) {
                text.separate(false);
                text.out.append("    ").append(code ? line : line.substring(4)).append('\n');
            } else {
                text.line(line);
            }
        }
        text.end();
        return text.out.toString();
    }

    private void line(String line) {
        Matcher item = ITEM.matcher(line);
        Matcher heading = HEADING.matcher(line);
        if (line.isBlank()) {
            end();
            separate(!out.isEmpty());
        } else if (item.matches()) {
            end();
            inList = true;
            first = "  " + item.group(1) + (item.group(2) == null ? "\u00c2\u00b7 " : item.group(2) + ". ");
            rest = "    " + item.group(1);
            paragraph.add(item.group(3));
        } else if (heading.matches()) {
            end();
            inList = false;
            paragraph.add(heading.group(1));
            end();
        } else if (line.endsWith("\\")) {
            // A backslash at its end keeps the next line apart.
            paragraph.add(line.substring(0, line.length() - 1).strip());
            String indent = rest;
            end();
            first = indent;
            rest = indent;
        } else {
            paragraph.add(line.strip());
        }
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
            if (line.length() > indent.length() && line.length() + word.length() > WIDTH) {
                out.append(line.toString().stripTrailing()).append('\n');
                indent = rest;
                line = new StringBuilder(indent);
            }
            line.append(word).append(' ');
        }
        out.append(first.isEmpty() ? line.toString().stripTrailing() : line.toString())
                .append('\n');
        paragraph.clear();
        first = "";
        rest = "";
    }

    private static String plain(String text) {
        String shown = LINK.matcher(text).replaceAll("$1 ($2)");
        return shown.replaceAll("(\\*\\*|__)(.+?)\\1", "$2")
                .replaceAll("(?<!\\w)([*_])(.+?)\\1(?!\\w)", "$2")
                .replaceAll("`([^`]*)`", "$1");
    }
}
