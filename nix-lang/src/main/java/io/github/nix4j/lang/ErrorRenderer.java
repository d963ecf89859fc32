package io.github.nix4j.lang;

import io.github.nix4j.lang.syntax.SourceFile;
import io.github.nix4j.store.ByteText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes Nix's text of a {@link NixException}: trace frames outermost first, each with its place and source lines, then the
 * message. Immutable.
 */
public final class ErrorRenderer {
    private static final String BLUE = "\u001b[34;1m";
    private static final String RED = "\u001b[31;1m";
    private static final String MAGENTA = "\u001b[35;1m";
    private static final String FAINT = "\u001b[2m";
    private static final String NORMAL = "\u001b[0m";

    /** A frame costs one, with a place two; without the full trace so much is shown. */
    private static final int SHORT_TRACE = 3;

    /** Runs of frames already shown that are longer than this are summed up in one line. */
    private static final int MAX_DUPLICATES = 5;

    private final boolean colour;
    private final boolean fullTrace;

    private ErrorRenderer(boolean colour, boolean fullTrace) {
        this.colour = colour;
        this.fullTrace = fullTrace;
    }

    /** Without colours and with a short trace. */
    public static ErrorRenderer plain() {
        return new ErrorRenderer(false, false);
    }

    public ErrorRenderer withColours(boolean on) {
        return new ErrorRenderer(on, fullTrace);
    }

    /** Shows every frame, as {@code --show-trace} does. */
    public ErrorRenderer withFullTrace(boolean on) {
        return new ErrorRenderer(colour, on);
    }

    /** The text in Unicode, without a final line end; bytes of the program that are no UTF-8 become U+FFFD. */
    public String renderUnicode(NixException error) {
        return ByteText.toUnicode(render(error));
    }

    /** The text, as byte text, without a final line end. */
    public String render(NixException error) {
        return finish(RED + "error:" + NORMAL + " ", error);
    }

    /** As {@link #renderWarning}, in Unicode; bytes of the program that are no UTF-8 become U+FFFD. */
    public String renderWarningUnicode(NixException warning, boolean fromExpression) {
        return ByteText.toUnicode(renderWarning(warning, fromExpression));
    }

    /**
     * The text of a warning, as byte text, without a final line end. Those of expressions and those with a place have the layout of errors; Nix's other warnings are
     * shown as they are.
     */
    public String renderWarning(NixException warning, boolean fromExpression) {
        String prefix = MAGENTA + (fromExpression ? "evaluation warning:" : "warning:") + NORMAL + " ";
        if (fromExpression || warning.position() != null || !warning.frames().isEmpty()) {
            return finish(prefix, warning);
        }
        String text = prefix + warning.nixMessage().coloured();
        return TerminalText.of(text, colour);
    }

    private String finish(String prefix, NixException error) {
        StringBuilder body = new StringBuilder();
        List<TraceFrame> frames = error.frames().stream()
                .filter(frame -> !frame.message().coloured().isEmpty())
                .toList();
        // Frames without words show nothing themselves, but the message stands below them all the same.
        if (!error.frames().isEmpty()) {
            new Frames(body).append(frames);
            body.append("\n").append(prefix);
        }
        body.append(error.nixMessage().coloured());
        appendPosition(body, "", error.position());
        appendSuggestions(body, error.byteSuggestions());
        String trimmed = body.toString().stripTrailing();
        String text =
                trimmed.isEmpty() ? "" : indent(Message.stripColours(prefix).length(), prefix, trimmed);
        return TerminalText.of(text, colour);
    }

    private final class Frames {
        private final StringBuilder out;

        Frames(StringBuilder out) {
            this.out = out;
        }

        void append(List<TraceFrame> frames) {
            boolean truncated = false;
            int count = 0;
            Set<TraceFrame> seen = new HashSet<>();
            List<TraceFrame> skipped = new ArrayList<>();
            for (TraceFrame frame : frames) {
                if (!fullTrace && count > SHORT_TRACE) {
                    truncated = true;
                }
                if (!truncated || frame.always()) {
                    if (seen.contains(frame)) {
                        skipped.add(frame);
                        continue;
                    }
                    seen.add(frame);
                    count += flush(skipped);
                    count++;
                    count += one(frame);
                }
            }
            flush(skipped);
            if (truncated) {
                out.append("\n")
                        .append(MAGENTA + "(stack trace truncated; use '--show-trace' to show the full, detailed trace)"
                                + NORMAL)
                        .append("\n");
            }
        }

        private int flush(List<TraceFrame> skipped) {
            int places = 0;
            if (skipped.size() <= MAX_DUPLICATES) {
                for (TraceFrame frame : skipped) {
                    places += one(frame);
                }
            } else {
                out.append("\n")
                        .append(MAGENTA + "(" + skipped.size() + " duplicate frames omitted)" + NORMAL)
                        .append("\n");
            }
            skipped.clear();
            return places;
        }

        private int one(TraceFrame frame) {
            out.append("\n").append(ELLIPSIS).append(frame.message().coloured()).append("\n");
            SourcePosition place = frame.position();
            if (place == null) {
                return 0;
            }
            appendPlace(out, "  ", place);
            return 1;
        }
    }

    private static final String ELLIPSIS = ByteText.fromUnicode("… ");

    private static void appendPosition(StringBuilder out, String indent, @Nullable SourcePosition place) {
        if (place != null) {
            out.append("\n");
            appendPlace(out, indent, place);
            if (out.charAt(out.length() - 1) == '\n') {
                out.setLength(out.length() - 1);
            }
        }
    }

    private static void appendPlace(StringBuilder out, String indent, SourcePosition place) {
        SourceFile file = place.file();
        int line = place.line();
        out.append(indent).append(BLUE + "at " + MAGENTA).append(file.origin().display());
        out.append(':')
                .append(line)
                .append(':')
                .append(place.column())
                .append(NORMAL)
                .append(":\n");
        int start = out.length();
        appendLine(out, file, line - 1);
        appendLine(out, file, line);
        out.append("      |")
                .append(" ".repeat(place.column()))
                .append(RED + "^" + NORMAL)
                .append("\n");
        appendLine(out, file, line + 1);
        if (file.lineText(line) == null || file.quotesNothing()) {
            // Without lines nothing follows the colon: what comes next brings its own line end.
            out.setLength(start - 1);
        }
    }

    private static void appendLine(StringBuilder out, SourceFile file, int line) {
        String text = shownLine(file, line);
        if (text != null) {
            String number = Integer.toString(line);
            out.append(" ".repeat(Math.max(1, 6 - number.length())))
                    .append(number)
                    .append("| ")
                    .append(text)
                    .append("\n");
        }
    }

    /** A line of a source text; texts that are no files end at their first NUL here. */
    private static @Nullable String shownLine(SourceFile file, int line) {
        String text = file.lineText(line);
        if (text == null || file.origin() instanceof SourceFile.FileOrigin) {
            return text;
        }
        int end = file.text().indexOf('\0');
        int start = file.lineStart(line);
        return end < 0 || end > start + text.length() ? text : end < start ? null : text.substring(0, end - start);
    }

    private static void appendSuggestions(StringBuilder out, List<String> names) {
        if (names.isEmpty()) {
            return;
        }
        out.append("\n").append("Did you mean ");
        if (names.size() > 1) {
            out.append("one of ");
        }
        for (int i = 0; i < names.size(); i++) {
            if (i > 0) {
                out.append(i == names.size() - 1 ? " or " : ", ");
            }
            // Made fit for terminals one by one, so that a tab's width counts from the beginning of its name.
            out.append(MAGENTA).append(TerminalText.of(names.get(i), true)).append(NORMAL);
        }
        out.append("?");
    }

    /** Puts {@code first} before the first line and as many blanks before the others; blank lines stay empty. */
    private static String indent(int width, String first, String text) {
        StringBuilder out = new StringBuilder(text.length() + 64);
        String blanks = " ".repeat(width);
        boolean head = true;
        int from = 0;
        while (from <= text.length()) {
            int end = text.indexOf('\n', from);
            if (end < 0) {
                end = text.length();
            }
            String line = text.substring(from, end);
            String lead = head ? first : blanks;
            String whole = lead + line;
            out.append(rightTrim(whole));
            if (end < text.length()) {
                out.append('\n');
            }
            head = false;
            from = end + 1;
        }
        return out.toString();
    }

    private static String rightTrim(String line) {
        int end = line.length();
        while (end > 0 && " \t\r".indexOf(line.charAt(end - 1)) >= 0) {
            end--;
        }
        return line.substring(0, end);
    }
}
