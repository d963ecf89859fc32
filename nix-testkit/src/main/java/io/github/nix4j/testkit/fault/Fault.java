package io.github.nix4j.testkit.fault;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A change of one place in a source file.
 *
 * @param column where the change is in its line, from 1
 * @param text the line, without the blanks around it
 * @param nth which one this is, from 1, of the places in the line where the same is changed
 * @param offset where {@code from} begins
 */
record Fault(Path file, int line, int column, String text, int nth, int offset, String from, String to) {
    private record Change(Pattern from, String to) {
        static Change of(String from, String to) {
            return new Change(Pattern.compile(from), to);
        }
    }

    private static final String NAME = "([a-z][A-Za-z0-9]*)";
    private static final List<Change> CHANGES = List.of(
            // Conditions.
            Change.of(" == ", " != "),
            Change.of(" != ", " == "),
            Change.of(" < ", " >= "),
            Change.of(" > ", " <= "),
            Change.of(" < ", " <= "),
            Change.of(" >= ", " > "),
            Change.of(" && ", " || "),
            Change.of(" \\|\\| ", " && "),
            Change.of("(?<=[( ])!(?=[a-z(])", ""),
            // Constants and arithmetic.
            Change.of("\\btrue\\b", "false"),
            Change.of("\\bfalse\\b", "true"),
            Change.of("(?<![\\w.\"'%])0(?![\\w.\"'])", "1"),
            Change.of("(?<![\\w.\"'%])1(?![\\w.\"'])", "2"),
            Change.of(" \\+ 1\\b", ""),
            Change.of(" - 1\\b", ""),
            // Arguments in another order.
            Change.of("(?<=\\()" + NAME + ", " + NAME + "(?=\\))", "$2, $1"),
            Change.of("(?<=, )" + NAME + ", " + NAME + "(?=\\))", "$2, $1"),
            // Places and texts of errors.
            Change.of("\", pos\\b|, pos\\)", ""),
            Change.of("[a-z%' ]{5,}\"", ""));

    /** All places of a file that can be changed: conditions, constants, places and texts of errors. */
    static List<Fault> in(Path file) throws IOException {
        String text = Files.readString(file, StandardCharsets.UTF_8);
        List<Fault> faults = new ArrayList<>();
        int start = 0;
        int number = 0;
        boolean documents = false;
        for (String line : text.split("\n", -1)) {
            number++;
            // Documentation goes on in lines that begin with more of its text.
            documents = line.contains(".doc(") || documents && line.strip().matches("(\\+ )?\".*");
            if (isCode(line) && !documents) {
                for (Change change : CHANGES) {
                    Matcher matcher = change.from.matcher(line.replaceFirst(" // .*", ""));
                    for (int nth = 1; matcher.find(); nth++) {
                        String from = matcher.group();
                        String to = to(matcher, change);
                        if (to.equals(from)) {
                            continue;
                        }
                        faults.add(new Fault(
                                file,
                                number,
                                matcher.start() + 1,
                                line.strip(),
                                nth,
                                start + matcher.start(),
                                from,
                                to));
                    }
                }
            }
            start += line.length() + 1;
        }
        return faults;
    }

    private static String to(Matcher matcher, Change change) {
        String from = matcher.group();
        if (from.endsWith("\"")) {
            return from.substring(0, from.length() - 1) + "q\"";
        }
        if (change.to.contains("$")) {
            return matcher.group(2) + ", " + matcher.group(1);
        }
        return from.contains("pos") ? from.replace("pos", "0") : change.to;
    }

    // Documentation shows nowhere here, and what cannot happen happens to nobody.
    private static boolean isCode(String line) {
        String code = line.strip();
        return !code.startsWith("*")
                && !code.startsWith("/")
                && !code.startsWith("import")
                && (!code.startsWith("@") || code.startsWith("@Nullable "))
                && !code.startsWith("super(")
                && !code.contains("IllegalState");
    }

    /** The file's text with the fault in it. */
    String planted() throws IOException {
        String text = Files.readString(file, StandardCharsets.UTF_8);
        return text.substring(0, offset) + to + text.substring(offset + from.length());
    }

    @Override
    public String toString() {
        return file.getFileName() + ":" + line + ":" + column + ": '" + from + "' becomes '" + to + "' in " + text;
    }
}
