package io.github.nix4j.cli.command;

import io.github.nix4j.cli.args.Flags;

/** The flags {@code --json} and {@code --pretty} of a command, and how JSON is laid out then. */
final class JsonOutput {
    private boolean wanted;
    private boolean pretty;

    void declare(Flags flags, String help) {
        flags.add("json", '\0', help, () -> wanted = true);
        flags.add("pretty", '\0', "Print JSON over several lines.", () -> pretty = true);
        flags.add("no-pretty", '\0', "Print JSON in one line, as is done anyway.", () -> pretty = false);
    }

    boolean isWanted() {
        return wanted;
    }

    /** {@code compact}, which is JSON without blanks between its parts, as the user wants it, with a newline at its end. */
    String text(String compact) {
        return (pretty ? indented(compact) : compact) + "\n";
    }

    private static String indented(String compact) {
        StringBuilder out = new StringBuilder();
        int depth = 0;
        boolean inString = false;
        for (int i = 0; i < compact.length(); i++) {
            char c = compact.charAt(i);
            char next = i + 1 < compact.length() ? compact.charAt(i + 1) : '\0';
            if (inString) {
                out.append(c);
                if (c == '\\') {
                    out.append(next);
                    i++;
                }
                inString = c != '"';
            } else if ((c == '{' && next == '}') || (c == '[' && next == ']')) {
                out.append(c).append(next);
                i++;
            } else if (c == '{' || c == '[') {
                line(out.append(c), ++depth);
            } else if (c == '}' || c == ']') {
                line(out, --depth).append(c);
            } else if (c == ',') {
                line(out.append(c), depth);
            } else if (c == ':') {
                out.append(": ");
            } else {
                inString = c == '"';
                out.append(c);
            }
        }
        return out.toString();
    }

    private static StringBuilder line(StringBuilder out, int depth) {
        return out.append('\n').append("  ".repeat(depth));
    }
}
