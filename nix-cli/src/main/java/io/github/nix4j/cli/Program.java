package io.github.nix4j.cli;

import io.github.nix4j.cli.args.UsageException;
import io.github.nix4j.cli.command.CollectGarbageProgram;
import io.github.nix4j.cli.command.InstantiateCommand;
import io.github.nix4j.cli.command.NixCommand;
import io.github.nix4j.cli.command.StoreProgram;
import io.github.nix4j.cli.settings.Settings;
import io.github.nix4j.cli.settings.SettingsLoader;
import io.github.nix4j.flake.Preparation;
import io.github.nix4j.lang.ErrorKind;
import io.github.nix4j.lang.LookaheadException;
import io.github.nix4j.lang.NixException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs the program under the name by which it was called and turns failures into Nix's messages and exit statuses. */
public final class Program {
    private Program() {}

    /** Runs one invocation, all output included, and returns its exit status. Never throws. */
    public static int run(Invocation invocation) {
        return run(invocation, null, clearing -> {});
    }

    /**
     * @param preparation what was begun ahead for this run, if anything
     * @param clearing is given, before anything else, what takes away what this run may be showing on a terminal
     */
    static int run(Invocation invocation, @Nullable Preparation preparation, Consumer<Runnable> clearing) {
        Session session = new Session(invocation, preparation, null);
        try {
            return run(session, clearing);
        } catch (LookaheadException e) {
            session.close();
            return run(new Session(invocation, preparation, session.told()), clearing);
        }
    }

    private static int run(Session session, Consumer<Runnable> clearing) {
        clearing.accept(session::endActivities);
        int status;
        try {
            status = attempt(session, session.invocation(), session.settings());
        } finally {
            session.endActivities();
        }
        try {
            session.flush();
        } catch (OutputException e) {
            status = lost(session, e);
        }
        session.runAfterwards();
        return status;
    }

    private static int attempt(Session session, Invocation invocation, Settings settings) {
        try {
            if (invocation.programName().equals("nix4j")) {
                settings.enable("nix-command", "flakes");
            }
            SettingsLoader.load(session);
            return start(session, invocation);
        } catch (LookaheadException e) {
            throw e;
        } catch (OutputException e) {
            return lost(session, e);
        } catch (RuntimeException | Error e) {
            boolean usage =
                    e instanceof UsageException || (e instanceof NixException nix && nix.kind() == ErrorKind.USAGE);
            session.fail(e);
            if (usage) {
                session.log(
                        0, "Try '" + invocation.typedName() + session.helpPlace() + " --help' for more information.");
            }
            SyntaxHints.add(session, e);
            return e instanceof NixException nix ? nix.exitStatus() : 1;
        }
    }

    private static int start(Session session, Invocation invocation) {
        switch (invocation.programName()) {
            case "nix-instantiate":
                return new InstantiateCommand(session).start(invocation.arguments());
            case "nix-store":
                return new StoreProgram(session).start(invocation.arguments());
            case "nix-collect-garbage":
                return new CollectGarbageProgram(session).start(invocation.arguments());
            default:
                return new NixCommand(session).start(invocation.arguments());
        }
    }

    private static int lost(Session session, OutputException e) {
        // The older programs leave it to their reader how much is read, and say nothing.
        if (e.isClosedByReader() && session.invocation().programName().equals("nix-instantiate")) {
            return 0;
        }
        session.fail(e);
        return 1;
    }
}
