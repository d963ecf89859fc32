package io.github.nix4j.cli.command;

import io.github.nix4j.cli.Session;
import io.github.nix4j.cli.args.Flags;
import io.github.nix4j.cli.args.Positional;
import java.util.Deque;
import java.util.List;

/** What Nix's older programs that work on a store have in common: flags, help and version. */
public abstract class StoreManagingProgram {
    private final String name;
    private final Session session;
    private boolean help;
    private boolean version;

    StoreManagingProgram(String name, Session session) {
        this.name = name;
        this.session = session;
    }

    final Session session() {
        return session;
    }

    /** Runs the command line and returns the exit status. */
    public final int start(List<String> arguments) {
        Flags flags = new Flags();
        CommonFlags.declare(flags, session);
        LegacyFlags.declare(flags, session);
        flags.section("Options");
        flags.add("help", '\0', "Show this text.", () -> help = true);
        flags.add("version", '\0', "Show the version.", () -> version = true);
        declare(flags);
        flags.parse(arguments, (Positional) this::word);
        session.checkSettings();
        if (help) {
            new HelpPage(session).print(name, flags);
        } else if (version) {
            session.out(session.versionLine());
        } else {
            run();
        }
        return 0;
    }

    /** Adds this program's own flags. */
    abstract void declare(Flags flags);

    /** Takes a word that is no flag: see {@link Positional}. */
    abstract boolean word(String word, Deque<String> rest);

    abstract void run();
}
