package io.github.nix4j.cli.evaluation;

import io.github.nix4j.cli.Session;
import io.github.nix4j.lang.ErrorRenderer;
import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.TerminalText;
import io.github.nix4j.lang.io.EvalListener;
import io.github.nix4j.lang.io.SourcePath;

/** Prints what an evaluation says to standard error. */
final class Listener implements EvalListener {
    /** The level at which it is told which files are evaluated. */
    private static final int TALKATIVE = 4;

    private final Session session;
    private final ErrorRenderer renderer;

    Listener(Session session, ErrorRenderer renderer) {
        this.session = session;
        this.renderer = renderer;
    }

    @Override
    public synchronized void trace(String text) {
        session.err(TerminalText.of("trace: " + text, session.hasColours()));
    }

    @Override
    public synchronized void warning(NixException warning, boolean fromExpression) {
        session.err(renderer.renderWarning(warning, fromExpression));
    }

    @Override
    public synchronized void file(SourcePath file) {
        if (session.level() >= TALKATIVE) {
            session.err("evaluating file '" + file.display() + "'");
        }
    }
}
