package io.github.nix4j.cli.args;

import io.github.nix4j.cli.CliException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words that a script gives to the program that runs it: lines that begin with {@code #! nix}, among comments of any
 * language. Words are parted by blanks; two backticks on either side hold one together, in which three of them stand for two.
 */
public final class Shebang {
    private static final Pattern LINE = Pattern.compile("#!\\s*nix(?::? |$)([^\n\r]*)");
    private static final String COMMENTS = "#/\\%@*-(";
    private static final String RESERVED = "$*~<>|;()[]{}'\"\\";

    private final String text;
    private final List<String> words = new ArrayList<>();
    private int at;

    private Shebang(String text) {
        this.text = text;
    }

    /** Whether a file's content is a script. */
    public static boolean begins(String content) {
        return content.startsWith("#!");
    }

    /**
     * The words in a script (byte text).
     *
     * @throws CliException if they cannot be parted
     */
    public static List<String> words(String script) {
        StringBuilder text = new StringBuilder();
        String[] lines = script.split("\n", -1);
        for (int i = 1; i < lines.length; i++) {
            if (lines[i].isEmpty() || COMMENTS.indexOf(lines[i].charAt(0)) < 0) {
                break;
            }
            Matcher line = LINE.matcher(lines[i].stripTrailing());
            if (line.matches()) {
                // The blanks at the end have no meaning, those at the beginning may be part of a quoted text.
                text.append(line.group(1)).append('\n');
            }
        }
        Shebang shebang = new Shebang(text.toString());
        shebang.split();
        return shebang.words;
    }

    private void split() {
        StringBuilder word = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
                end(word);
                at++;
            } else if (c == '`') {
                if (!text.startsWith("``", at)) {
                    throw new CliException("single backtick is not a supported syntax in the nix shebang.");
                }
                at += 2;
                // As in Nix, what stands before a quoted text without a blank is lost.
                word.setLength(0);
                words.add(quoted());
            } else if (RESERVED.indexOf(c) >= 0) {
                throw new CliException(
                        "unsupported unquoted character in nix shebang: " + c + ". Use double backticks to escape?");
            } else if (c == '#' && word.length() == 0) {
                throw new CliException(
                        "unquoted nix shebang argument cannot start with #. Use double backticks to escape?");
            } else {
                word.append(c);
                at++;
            }
        }
        end(word);
    }

    private void end(StringBuilder word) {
        if (word.length() > 0) {
            words.add(word.toString());
            word.setLength(0);
        }
    }

    private String quoted() {
        StringBuilder quoted = new StringBuilder();
        while (at < text.length()) {
            int ticks = 0;
            while (at + ticks < text.length() && text.charAt(at + ticks) == '`') {
                ticks++;
            }
            if (ticks == 2) {
                at += 2;
                // One blank before the end does not count.
                boolean blank = quoted.length() > 0 && quoted.charAt(quoted.length() - 1) == ' ';
                return blank ? quoted.substring(0, quoted.length() - 1) : quoted.toString();
            }
            if (ticks > 2) {
                quoted.append("`".repeat(ticks - 1));
                at += ticks;
            } else {
                quoted.append(text.charAt(at));
                at++;
            }
        }
        throw new CliException("unterminated quoted string in nix shebang");
    }
}
