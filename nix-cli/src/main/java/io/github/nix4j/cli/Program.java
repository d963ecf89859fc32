package io.github.nix4j.cli;

import io.github.nix4j.cli.args.UsageException;
import io.github.nix4j.cli.command.InstantiateCommand;
import io.github.nix4j.cli.command.NixCommand;
import io.github.nix4j.cli.evaluation.Evaluators;
import io.github.nix4j.cli.settings.Settings;
import io.github.nix4j.cli.settings.SettingsLoader;
import io.github.nix4j.lang.ErrorKind;
import io.github.nix4j.lang.NixException;
import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.StoreException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Objects;

/** Runs the program under the name by which it was called and turns failures into Nix's messages and exit statuses. */
public final class Program {
    private Program() {}

    /** Runs one invocation, all output included, and returns its exit status. Never throws. */
    public static int run(Invocation invocation) {
        Settings settings = new Settings();
        Session session = new Session(invocation, settings);
        int status = attempt(session, invocation, settings);
        try {
            session.flush();
            return status;
        } catch (OutputException e) {
            return lost(session, e);
        }
    }

    private static int attempt(Session session, Invocation invocation, Settings settings) {
        try {
            SettingsLoader.load(invocation, settings);
            return start(session, invocation);
        } catch (NixException e) {
            String usage = e.kind() == ErrorKind.USAGE ? hint(invocation) : "";
            session.err(Evaluators.renderer(settings).render(e) + usage);
            return e.exitStatus();
        } catch (UsageException e) {
            session.err("error: " + indent(e.byteText()) + hint(invocation));
        } catch (OutputException e) {
            return lost(session, e);
        } catch (CliException e) {
            session.err("error: " + indent(e.byteText()));
        } catch (StoreException e) {
            session.err("error: " + indent(e.byteMessage()));
        } catch (UncheckedIOException e) {
            IOException cause = Objects.requireNonNull(e.getCause());
            session.err("error: " + ByteText.fromUnicode(String.valueOf(cause.getMessage())));
        } catch (RuntimeException | Error e) {
            session.err(internalError(invocation, e));
        }
        return 1;
    }

    private static int start(Session session, Invocation invocation) {
        switch (invocation.programName()) {
            case "nix-instantiate":
                return new InstantiateCommand(session).start(invocation.arguments());
            case "nix4j":
                session.settings().set("extra-experimental-features", "nix-command flakes");
                return new NixCommand(session).start(invocation.arguments());
            default:
                return new NixCommand(session).start(invocation.arguments());
        }
    }

    private static int lost(Session session, OutputException e) {
        // The older programs leave it to their reader how much is read, and say nothing.
        if (e.isClosedByReader() && session.invocation().programName().equals("nix-instantiate")) {
            return 0;
        }
        session.err("error: " + e.byteText());
        return 1;
    }

    private static String hint(Invocation invocation) {
        return "\nTry '" + invocation.programPath() + " --help' for more information.";
    }

    private static String indent(String message) {
        return message.replace("\n", "\n       ").replace("\n       \n", "\n\n");
    }

    private static String internalError(Invocation invocation, Throwable e) {
        String text = "error: internal error of nix4j: " + e;
        if (invocation.variable("NIX4J_DEBUG") != null) {
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            text = text + "\n" + trace;
        } else {
            text = text + "\n       This is a bug; NIX4J_DEBUG=1 shows where it happened.";
        }
        return ByteText.fromUnicode(text);
    }
}
