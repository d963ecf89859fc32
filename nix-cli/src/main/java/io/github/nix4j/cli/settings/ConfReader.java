package io.github.nix4j.cli.settings;

import io.github.nix4j.cli.CliException;
import io.github.nix4j.cli.args.UsageException;
import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;

/** Reads the text of {@code nix.conf}: lines of {@code name = value}, comments and includes. All texts are byte text. */
public final class ConfReader {
    /** One {@code name = value}. */
    record Entry(String name, String value) {}

    /** Reads files for {@code include}. */
    @FunctionalInterface
    interface Files {
        /** The content of the file at an absolute path; null if it does not exist or cannot be read. */
        @Nullable
        String read(String absolutePath);
    }

    private static final String BLANKS = " \t\n\r";

    private final Files files;
    private final List<Entry> entries = new ArrayList<>();

    private ConfReader(Files files) {
        this.files = files;
    }

    /**
     * The entries of {@code text} and of what it includes, in order.
     *
     * @param origin how messages name the text; includes are relative to its directory
     * @throws UsageException if a line is malformed
     */
    static List<Entry> read(String text, String origin, Files files) {
        ConfReader reader = new ConfReader(files);
        reader.addAll(text, origin);
        return reader.entries;
    }

    private void addAll(String text, String origin) {
        int start = 0;
        while (start < text.length()) {
            int end = text.indexOf('\n', start);
            end = end < 0 ? text.length() : end;
            addLine(text.substring(start, end), origin);
            start = end + 1;
        }
    }

    private void addLine(String fullLine, String origin) {
        int comment = fullLine.indexOf('#');
        String line = comment < 0 ? fullLine : fullLine.substring(0, comment);
        List<String> words = words(line);
        if (words.isEmpty()) {
            return;
        }
        boolean include = words.get(0).equals("include") || words.get(0).equals("!include");
        if (include && words.size() == 2) {
            include(words.get(1), words.get(0).startsWith("!"), origin);
        } else if (include || words.size() < 2 || !words.get(1).equals("=")) {
            throw new UsageException("syntax error in configuration line '" + line + "' in \"" + origin + "\"");
        } else {
            entries.add(new Entry(words.get(0), String.join(" ", words.subList(2, words.size()))));
        }
    }

    private void include(String file, boolean optional, String origin) {
        int slash = origin.lastIndexOf('/');
        String path = file.startsWith("/") || slash < 0 ? file : origin.substring(0, slash + 1) + file;
        if (!path.startsWith("/")) {
            throw new CliException("not an absolute path: \"" + path + "\"");
        }
        String text = files.read(path);
        if (text != null) {
            addAll(text, path);
        } else if (!optional) {
            throw new CliException("file \"" + path + "\" included from \"" + origin + "\" not found");
        }
    }

    public static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        StringTokenizer tokens = new StringTokenizer(text, BLANKS);
        while (tokens.hasMoreTokens()) {
            words.add(tokens.nextToken());
        }
        return words;
    }
}
