package io.github.nix4j.cli.repl.terminal;

import io.github.nix4j.cli.repl.InputInterruptedException;
import io.github.nix4j.cli.repl.ReplInput;
import io.github.nix4j.store.ByteText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.jline.reader.Candidate;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.ParsedLine;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jspecify.annotations.Nullable;

/** Lines that are typed, with a history, completion, and inputs of several lines. */
public final class TerminalInput implements ReplInput {
    private static final int USUAL_COLUMNS = 80;
    private static final int USUAL_ROWS = 24;

    private final Terminal terminal;
    private final LineReader reader;

    private TerminalInput(Terminal terminal, LineReader reader) {
        this.terminal = terminal;
        this.reader = reader;
    }

    /**
     * Takes over the terminal of this process.
     *
     * @param history the file that inputs are remembered in
     */
    public static TerminalInput open(Assistance assistance, Path history) {
        try {
            Terminal terminal =
                    TerminalBuilder.builder().system(true).nativeSignals(true).build();
            if (terminal.getWidth() <= 0 || terminal.getHeight() <= 0) {
                // A terminal that does not say how large it is: what is usual.
                terminal.setSize(new Size(USUAL_COLUMNS, USUAL_ROWS));
            }
            return on(terminal, assistance, history);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same on another terminal, which is closed with this. */
    public static TerminalInput on(Terminal terminal, Assistance assistance, Path history) throws IOException {
        return new TerminalInput(terminal, reader(terminal, assistance, history));
    }

    /** The editor of lines on {@code terminal}. */
    static LineReader reader(Terminal terminal, Assistance assistance, Path history) throws IOException {
        Path folder = history.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        keepPrivate(history);
        return LineReaderBuilder.builder()
                .terminal(terminal)
                .appName("nix4j")
                .parser(new ReplParser(assistance))
                .completer((reader, line, candidates) -> complete(assistance, line, candidates))
                .variable(LineReader.HISTORY_FILE, history)
                .variable(LineReader.SECONDARY_PROMPT_PATTERN, CONTINUATION)
                // An exclamation mark is an operator here, and blanks before a line belong to it.
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .option(LineReader.Option.HISTORY_TIMESTAMPED, false)
                .build();
    }

    /** What was typed is its user's alone, where the file system can say so. */
    private static void keepPrivate(Path history) throws IOException {
        if (Files.notExists(history)
                && history.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(
                    history, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
    }

    private static void complete(Assistance assistance, ParsedLine line, List<Candidate> candidates) {
        String before = ByteText.fromUnicode(line.line().substring(0, line.cursor()));
        for (String word : assistance.complete(before, ByteText.fromUnicode(line.word()))) {
            String text = ByteText.toUnicode(word);
            candidates.add(new Candidate(text, text, null, null, null, null, false));
        }
    }

    @Override
    public @Nullable String read(String prompt) {
        try {
            return ByteText.fromUnicode(reader.readLine(prompt));
        } catch (UserInterruptException e) {
            throw new InputInterruptedException();
        } catch (EndOfFileException e) {
            return null;
        }
    }

    @Override
    public boolean isTerminal() {
        return true;
    }

    @Override
    public void interruptibly(Runnable interrupt, Runnable work) {
        Terminal.SignalHandler before = terminal.handle(Terminal.Signal.INT, signal -> interrupt.run());
        try {
            work.run();
        } finally {
            terminal.handle(Terminal.Signal.INT, before);
        }
    }

    @Override
    public void close() {
        try {
            reader.getHistory().save();
            terminal.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
