package io.github.nix4j.cli;

import io.github.nix4j.cli.log.ActivityLevels;
import io.github.nix4j.cli.log.ErrorOutput;
import io.github.nix4j.cli.log.JsonActivities;
import io.github.nix4j.cli.log.ProgressLine;
import io.github.nix4j.store.activity.Activity;
import io.github.nix4j.store.activity.ActivityKind;
import io.github.nix4j.store.activity.ActivityListener;
import org.jspecify.annotations.Nullable;

/** Tells of the activities of a run in the way that its flags and its terminal ask for. Thread-safe. */
final class SessionActivities implements ActivityListener, AutoCloseable {
    private final Session session;
    private final ErrorOutput err;
    private @Nullable ProgressLine progress;
    private @Nullable JsonActivities json;
    private boolean closed;

    SessionActivities(Session session, ErrorOutput err) {
        this.session = session;
        this.err = err;
    }

    @Override
    public Activity begin(ActivityKind kind, String subject) {
        if (session.logsJson()) {
            return json().begin(kind, subject);
        }
        int level = ActivityLevels.of(kind);
        boolean told = level <= session.level();
        if (told) {
            session.log(level, kind.describe(subject) + "...");
        }
        ActivityListener line = session.showsProgress() ? progress() : null;
        if (line == null) {
            return Activity.UNWATCHED;
        }
        if (kind.mayAsk()) {
            // Whoever is asked for a password has to know by whom, and to see it.
            if (!told) {
                session.log(level, kind.describe(subject) + "...");
            }
            return session.leaveTerminal()::close;
        }
        return line.begin(kind, subject);
    }

    private synchronized ActivityListener json() {
        if (json == null) {
            json = new JsonActivities(err);
        }
        return json;
    }

    private synchronized @Nullable ActivityListener progress() {
        if (progress == null && !closed) {
            progress = new ProgressLine(err);
        }
        return closed ? null : progress;
    }

    /** Whether a line may be shown now, so that others have to write above it. */
    synchronized boolean mayShow() {
        return progress != null && !closed;
    }

    @Override
    public void close() {
        ProgressLine shown;
        synchronized (this) {
            closed = true;
            shown = progress;
        }
        if (shown != null) {
            shown.close();
        }
    }
}
