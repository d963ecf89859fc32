package io.github.nix4j.cli.log;

import io.github.nix4j.store.activity.Activity;
import io.github.nix4j.store.activity.ActivityKind;
import io.github.nix4j.store.activity.ActivityListener;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Activities in the format {@code internal-json}: lines for their beginning, progress and end. Thread-safe. */
public final class JsonActivities implements ActivityListener {
    /** Nix's number for what tells how far an activity is. */
    private static final long PROGRESS = 105;

    private static final int PROCESS_SHIFT = 32;

    private final ErrorOutput err;
    private final AtomicLong ids = new AtomicLong(ProcessHandle.current().pid() << PROCESS_SHIFT);

    public JsonActivities(ErrorOutput err) {
        this.err = err;
    }

    @Override
    public Activity begin(ActivityKind kind, String subject) {
        if (!ActivityLevels.isKnownToNix(kind)) {
            return Activity.UNWATCHED;
        }
        long id = ids.getAndIncrement();
        Map<String, @Nullable Object> start = object("start", id);
        if (ActivityLevels.hasSubject(kind)) {
            start.put("fields", List.of(JsonLog.unicode(subject)));
        }
        start.put("level", (long) ActivityLevels.of(kind));
        start.put("parent", 0L);
        start.put("text", JsonLog.unicode(kind.describe(subject)));
        start.put("type", ActivityLevels.number(kind));
        err.line(JsonLog.line(start));
        return new Activity() {
            private boolean ended;

            @Override
            public synchronized void progress(long done, long expected) {
                if (ended) {
                    return;
                }
                Map<String, @Nullable Object> result = object("result", id);
                // Of these, none runs beside and none has failed.
                result.put("fields", List.of(done, expected, 0L, 0L));
                result.put("type", PROGRESS);
                err.line(JsonLog.line(result));
            }

            @Override
            public synchronized void close() {
                if (ended) {
                    return;
                }
                ended = true;
                err.line(JsonLog.line(object("stop", id)));
            }
        };
    }

    private static Map<String, @Nullable Object> object(String action, long id) {
        Map<String, @Nullable Object> object = new TreeMap<>();
        object.put("action", action);
        object.put("id", id);
        return object;
    }
}
