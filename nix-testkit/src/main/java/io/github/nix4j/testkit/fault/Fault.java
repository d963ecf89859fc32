package io.github.nix4j.testkit.fault;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A change of one place in a source file.
 *
 * @param offset where {@code from} begins
 */
record Fault(Path file, int line, int offset, String from, String to) {
    private static final Map<Pattern, String> CHANGES = Map.of(
            Pattern.compile(" == "), " != ",
            Pattern.compile(" != "), " == ",
            Pattern.compile(" < "), " >= ",
            Pattern.compile(" > "), " <= ",
            Pattern.compile(" && "), " || ",
            Pattern.compile(" \\|\\| "), " && ",
            Pattern.compile("\\btrue\\b"), "false",
            Pattern.compile("\\bfalse\\b"), "true",
            Pattern.compile("\", pos\\b|, pos\\)"), "",
            Pattern.compile("[a-z%' ]{5,}\""), "");

    /** All places of a file that can be changed: conditions, constants, places and texts of errors. */
    static List<Fault> in(Path file) throws IOException {
        String text = Files.readString(file, StandardCharsets.UTF_8);
        List<Fault> faults = new ArrayList<>();
        int start = 0;
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            if (isCode(line)) {
                for (Map.Entry<Pattern, String> change : CHANGES.entrySet()) {
                    Matcher matcher = change.getKey().matcher(line);
                    while (matcher.find()) {
                        String from = matcher.group();
                        faults.add(new Fault(
                                file, number, start + matcher.start(), from, changed(from, change.getValue())));
                    }
                }
            }
            start += line.length() + 1;
        }
        return faults;
    }

    private static String changed(String from, String to) {
        if (from.endsWith("\"")) {
            return from.substring(0, from.length() - 1) + "q\"";
        }
        return from.contains("pos") ? from.replace("pos", "0") : to;
    }

    // Documentation shows nowhere here, and what cannot happen happens to nobody.
    private static boolean isCode(String line) {
        String code = line.strip();
        return !code.startsWith("*")
                && !code.startsWith("/")
                && !code.startsWith("import")
                && !code.startsWith("@")
                && !code.startsWith("super(")
                && !code.contains(".doc(")
                && !code.contains("IllegalState");
    }

    /** The file's text with the fault in it. */
    String planted() throws IOException {
        String text = Files.readString(file, StandardCharsets.UTF_8);
        return text.substring(0, offset) + to + text.substring(offset + from.length());
    }

    @Override
    public String toString() {
        return file.getFileName() + ":" + line + ": '" + from + "' becomes '" + to + "'";
    }
}
