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
        if (level <= session.level()) {
            session.log(level, kind.describe(subject) + "...");
        }
        return session.showsProgress() ? progress().begin(kind, subject) : Activity.UNWATCHED;
    }

    private synchronized ActivityListener json() {
        if (json == null) {
            json = new JsonActivities(err);
        }
        return json;
    }

    private synchronized ActivityListener progress() {
        if (progress == null) {
            progress = new ProgressLine(err);
        }
        return progress;
    }

    @Override
    public synchronized void close() {
        if (progress != null) {
            progress.close();
        }
    }
}
