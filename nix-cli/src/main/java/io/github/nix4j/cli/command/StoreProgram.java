package io.github.nix4j.cli.command;

import io.github.nix4j.cli.Session;
import io.github.nix4j.cli.args.Flags;
import io.github.nix4j.cli.args.Positional;
import io.github.nix4j.cli.args.UsageException;
import io.github.nix4j.cli.evaluation.ProgramStore;
import io.github.nix4j.store.Store;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The program {@code nix-store}: works on the store by itself. Few of its operations are here yet. */
public final class StoreProgram {
    /** What the program does with its words. */
    private interface Operation {
        void run(Store store, List<String> words);
    }

    private final Session session;
    private final Flags flags = new Flags();
    private final List<String> words = new ArrayList<>();
    private @Nullable Operation operation;
    private boolean help;
    private boolean version;

    public StoreProgram(Session session) {
        this.session = session;
    }

    /** Runs the command line and returns the exit status. */
    public int start(List<String> arguments) {
        CommonFlags.declare(flags, session);
        LegacyFlags.declare(flags, session);
        flags.section("Options");
        flags.add("help", '\0', "Show this text.", () -> help = true);
        flags.add("version", '\0', "Show the version.", () -> version = true);
        flags.add("init", '\0', "Make the folders of the store.", () -> operation(StoreProgram::init));
        flags.parse(arguments, (Positional) this::word);
        session.checkSettings();
        if (help) {
            new HelpPage(session).print("nix-store", flags);
            return 0;
        }
        if (version) {
            session.out(session.versionLine());
            return 0;
        }
        if (operation == null) {
            throw new UsageException("no operation specified");
        }
        try (Store store = ProgramStore.open(session, null, false)) {
            operation.run(store, words);
        }
        return 0;
    }

    private boolean word(String word, Deque<String> rest) {
        words.add(word);
        return true;
    }

    private void operation(Operation next) {
        if (operation != null) {
            throw new UsageException("only one operation may be specified");
        }
        operation = next;
    }

    private static void init(Store store, List<String> words) {
        if (!words.isEmpty()) {
            throw new UsageException("no arguments expected");
        }
        // Opening the store has made it.
    }
}
