package io.github.nix4j.cli.repl.terminal;

import io.github.nix4j.store.ByteText;
import java.util.List;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

/** Tells the line editor when an input is complete and which word the cursor is in. */
final class ReplParser implements Parser {
    private static final String SEPARATORS = " \n\r\t(){}[]";

    private final Assistance assistance;

    ReplParser(Assistance assistance) {
        this.assistance = assistance;
    }

    @Override
    public ParsedLine parse(String line, int cursor, ParseContext context) {
        boolean entered = context == ParseContext.ACCEPT_LINE || context == ParseContext.UNSPECIFIED;
        if (entered && assistance.isIncomplete(ByteText.fromUnicode(line))) {
            throw new EOFError(-1, cursor, "the input is not complete");
        }
        int start = cursor;
        while (start > 0 && SEPARATORS.indexOf(line.charAt(start - 1)) < 0) {
            start--;
        }
        return new Line(line, cursor, line.substring(start, cursor));
    }

    private record Line(String line, int cursor, String word) implements CompletingParsedLine {
        @Override
        public int wordCursor() {
            return word.length();
        }

        @Override
        public int rawWordCursor() {
            return word.length();
        }

        @Override
        public int rawWordLength() {
            return word.length();
        }

        @Override
        public CharSequence escape(CharSequence candidate, boolean complete) {
            return candidate;
        }

        @Override
        public int wordIndex() {
            return 0;
        }

        @Override
        public List<String> words() {
            return List.of(word);
        }
    }
}
