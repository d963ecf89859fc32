package io.github.nix4j.cli;

import io.github.nix4j.cli.evaluation.Evaluators;
import io.github.nix4j.cli.log.JsonLog;
import io.github.nix4j.lang.Message;
import io.github.nix4j.lang.NixException;
import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.HangingText;
import io.github.nix4j.store.StoreException;
import io.github.nix4j.store.SystemReason;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The texts of failures as the program prints them. */
public final class Failure {
    private static final String ERROR = "error:";

    private Failure() {}

    /** The text (byte text, without a final line end) of anything thrown; that of a bug in nix4j says so. */
    public static String text(Session session, Throwable e) {
        String plain = plain(session, e);
        return session.hasColours() && plain.startsWith(ERROR)
                ? "\u001b[31;1m" + ERROR + "\u001b[0m" + plain.substring(ERROR.length())
                : plain;
    }

    /** What went wrong, without the way to it: for failures that stop nothing. */
    public static String message(Throwable e) {
        if (e instanceof NixException nix) {
            return nix.nixMessage().text();
        }
        if (e instanceof CliException cli) {
            return cli.byteText();
        }
        return e instanceof StoreException store ? store.byteMessage() : ByteText.fromUnicode(String.valueOf(e));
    }

    private static String plain(Session session, Throwable e) {
        if (e instanceof NixException nix) {
            return Evaluators.renderer(session).render(nix);
        } else if (e instanceof OutputException output) {
            return "error: " + output.byteText();
        } else if (e instanceof CliException cli) {
            return "error: " + HangingText.behindError(session.hasColours() ? cli.coloured() : cli.byteText());
        } else if (e instanceof StoreException store) {
            return "error: " + HangingText.behindError(quoted(session, store.byteMessage()));
        } else if (e instanceof UncheckedIOException io) {
            return "error: " + SystemReason.withFile(Objects.requireNonNull(io.getCause()));
        }
        return internalError(session.invocation(), e);
    }

    /** The line of JSON for anything thrown. */
    static String json(Session session, Throwable e) {
        String text = text(session, e);
        if (e instanceof NixException nix) {
            return JsonLog.error(0, text, nix, session.settings().bool("show-trace", false));
        }
        if (e instanceof CliException cli) {
            return JsonLog.failure(0, text, cli.nixMessage());
        }
        String own = e instanceof StoreException store
                ? store.byteMessage()
                : plain(session, e).substring(ERROR.length()).strip();
        return JsonLog.failure(0, text, Message.quoting(own));
    }

    private static String quoted(Session session, String message) {
        return session.hasColours() ? Message.quoting(message).coloured() : message;
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
