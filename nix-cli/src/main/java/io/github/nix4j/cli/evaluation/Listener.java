package io.github.nix4j.cli.evaluation;

import io.github.nix4j.cli.Session;
import io.github.nix4j.cli.log.JsonLog;
import io.github.nix4j.lang.ErrorRenderer;
import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.TerminalText;
import io.github.nix4j.lang.io.EvalListener;
import io.github.nix4j.lang.io.SourcePath;
import io.github.nix4j.store.ByteText;

/** Prints what an evaluation says to standard error. */
final class Listener implements EvalListener {
    private final Session session;
    private final ErrorRenderer renderer;

    Listener(Session session, ErrorRenderer renderer) {
        this.session = session;
        this.renderer = renderer;
    }

    @Override
    public synchronized void trace(String text) {
        String line = "trace: " + text;
        session.log(0, session.logsJson() ? line : TerminalText.of(line, session.hasColours()));
    }

    @Override
    public synchronized void warning(NixException warning, boolean fromExpression) {
        if (session.level() < Session.WARNING) {
            return;
        }
        String text = renderer.renderWarning(warning, fromExpression);
        boolean placed = fromExpression
                || warning.position() != null
                || warning.nixMessage().text().startsWith("Nix search path entry ");
        if (placed && session.logsJson()) {
            boolean trace = session.settings().bool("show-trace", false);
            session.raw(JsonLog.error(Session.WARNING, text, warning, trace));
        } else {
            session.log(Session.WARNING, text);
        }
    }

    @Override
    public synchronized void file(SourcePath file) {
        // Asked for its name only when that is shown: a large tree has to be hashed for it.
        if (tellsFiles()) {
            file(file.display());
        }
    }

    /** Tells that evaluation begins, which it does with the file that defines {@code derivation}. */
    void begins() {
        if (tellsFiles()) {
            file(ByteText.fromUnicode("«nix-internal»/derivation-internal.nix"));
        }
    }

    private boolean tellsFiles() {
        return session.level() >= Session.TALKATIVE;
    }

    private void file(String name) {
        session.log(Session.TALKATIVE, "evaluating file '" + name + "'");
    }
}
