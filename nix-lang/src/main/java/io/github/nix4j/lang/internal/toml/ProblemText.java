package io.github.nix4j.lang.internal.toml;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Lays out problems: a title, the quoted lines, marks under them, hints. */
final class ProblemText {
    private static final Map<Character, String> NAMES = Map.of(
            '\0', "(NUL)",
            ' ', "(SPACE)",
            '\n', "(LINE FEED)",
            '\r', "(CARRIAGE RETURN)",
            '\t', "(TAB)",
            '\u000b', "(VERTICAL TAB)",
            '\f', "(FORM FEED)",
            '\u001b', "(ESCAPE)");

    private final StringBuilder out = new StringBuilder();
    private String margin = "";

    private ProblemText() {}

    /** @param checkpoint called before each problem */
    static String of(List<TomlProblem> problems, Runnable checkpoint) {
        ProblemText text = new ProblemText();
        for (TomlProblem problem : problems) {
            checkpoint.run();
            text.problem(problem);
        }
        return text.out.toString();
    }

    private void problem(TomlProblem problem) {
        out.append("[error] ").append(problem.title()).append('\n');
        int width = problem.marks().stream()
                .mapToInt(mark -> Integer.toString(mark.region().lastLine()).length())
                .max()
                .orElse(0);
        margin = " ".repeat(width + 1) + " |";
        String file = "";
        for (TomlProblem.Mark mark : problem.marks()) {
            if (!file.isEmpty()) {
                out.append(margin).append(" ...\n").append(margin).append('\n');
            }
            String name = mark.region().source().name;
            if (!name.equals(file)) {
                out.append(" --> ").append(name).append('\n').append(margin).append('\n');
            }
            file = name;
            excerpt(mark, width);
        }
        out.append(problem.hint());
    }

    private void excerpt(TomlProblem.Mark mark, int width) {
        Region region = mark.region();
        List<TomlSource.Quote> lines = region.lines();
        TomlSource.Quote first = lines.get(0);
        TomlSource.Quote last = lines.get(lines.size() - 1);
        int rest = first.line().length() - first.offset();
        line(width, region.firstLine(), first.line());
        if (lines.size() == 1) {
            underline(first.offset(), Math.max(1, Math.min(rest, region.length())), mark.note());
            return;
        }
        underline(first.offset(), rest, lines.size() == 2 ? "" : "and");
        if (lines.size() > 2) {
            line(width, region.firstLine() + 1, lines.get(1).line());
            underline(0, lines.get(1).line().length(), "and");
        }
        line(width, region.lastLine(), last.line());
        underline(0, last.offset() + 1, mark.note());
    }

    private void line(int width, int number, String line) {
        String digits = Integer.toString(number);
        out.append(' ')
                .append(" ".repeat(Math.max(0, width - digits.length())))
                .append(digits)
                .append(" | ");
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            out.append(c == ' ' ? " " : shown(c));
        }
        out.append('\n');
    }

    private void underline(int from, int length, String note) {
        out.append(margin).append(' ').append(" ".repeat(from)).append("^".repeat(length));
        out.append("-- ").append(note).append('\n');
    }

    /** A byte as itself if it is printable ASCII, otherwise as a number, a few with their names. */
    static String shown(char c) {
        if (c > ' ' && c < 0x7f) {
            return String.valueOf(c);
        }
        return "0x" + HexFormat.of().toHexDigits((byte) c) + NAMES.getOrDefault(c, "");
    }
}
