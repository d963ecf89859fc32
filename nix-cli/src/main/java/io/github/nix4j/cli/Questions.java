package io.github.nix4j.cli;

import io.github.nix4j.cli.log.ErrorOutput;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a run asks whoever sits at the terminal.
 *
 * @param told notes the answers
 * @param toldBefore knows answers that are not to be asked for again; null if there are none
 */
record Questions(
        Invocation invocation,
        ErrorOutput err,
        Told told,
        @Nullable Told toldBefore) {
    /** As {@link Session#ask}. */
    @Nullable
    Character ask(String question) {
        if (!invocation.showsColours()) {
            return null;
        }
        Optional<Character> before = toldBefore == null ? null : toldBefore.answerTo(question);
        if (before != null) {
            return before.orElse(null);
        }
        try (ErrorOutput.Suspension answering = err.ask(question + " ")) {
            String line = readLine().trim();
            Character answer = line.length() == 1 ? line.charAt(0) : null;
            told.answer(question, answer);
            return answer;
        } catch (IOException e) {
            return null;
        }
    }

    /** What comes before the next end of line on standard input, and no byte after that, which may be meant for others. */
    private String readLine() throws IOException {
        InputStream in = invocation.in() == System.in ? new FileInputStream(FileDescriptor.in) : invocation.in();
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            line.append((char) c);
        }
        return line.toString();
    }
}
