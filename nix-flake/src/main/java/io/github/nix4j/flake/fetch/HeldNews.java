package io.github.nix4j.flake.fetch;

import io.github.nix4j.store.activity.Activity;
import io.github.nix4j.store.activity.ActivityKind;
import io.github.nix4j.store.activity.ActivityListener;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Passes on warnings and activities, but those of fetches before their turn only when that has come: they are in the same order
 * as if one input had been fetched after the other. Thread-safe.
 */
final class HeldNews {
    private final Consumer<String> warnings;
    private final ActivityListener activities;
    private final ThreadLocal<@Nullable Hold> holds = new ThreadLocal<>();

    HeldNews(Consumer<String> warnings, ActivityListener activities) {
        this.warnings = warnings;
        this.activities = activities;
    }

    /** The settings of fetchers whose news these are. */
    FetchSettings around(FetchSettings settings) {
        return settings.withWarnings(this::warn).withActivities(this::begin);
    }

    /** Holds back what this thread has to tell, until {@link Hold#release}. */
    void hold(Hold hold) {
        holds.set(hold);
    }

    /** This thread's news are passed on at once again. */
    void holdNoMore() {
        holds.remove();
    }

    void warn(String warning) {
        tell(holds.get(), () -> warnings.accept(warning));
    }

    Activity begin(ActivityKind kind, String subject) {
        Hold hold = holds.get();
        if (hold == null) {
            return activities.begin(kind, subject);
        }
        HeldActivity held = new HeldActivity(hold);
        tell(hold, () -> held.begun = activities.begin(kind, subject));
        return held;
    }

    private static void tell(@Nullable Hold hold, Runnable news) {
        if (hold == null) {
            news.run();
        } else {
            hold.tell(news);
        }
    }

    /** The news of one fetch. */
    static final class Hold {
        private final Queue<Runnable> waiting = new ArrayDeque<>();
        private boolean released;

        private synchronized void tell(Runnable news) {
            if (released) {
                news.run();
            } else {
                waiting.add(news);
            }
        }

        /** Passes on what was held, and at once what is still to come. */
        synchronized void release() {
            released = true;
            for (Runnable news = waiting.poll(); news != null; news = waiting.poll()) {
                news.run();
            }
        }
    }

    /** An activity that begins, for those who watch it, when its news are released. */
    private static final class HeldActivity implements Activity {
        private final Hold hold;
        private @Nullable Activity begun;

        private HeldActivity(Hold hold) {
            this.hold = hold;
        }

        @Override
        public void progress(long done, long expected) {
            hold.tell(() -> {
                if (begun != null) {
                    begun.progress(done, expected);
                }
            });
        }

        @Override
        public void close() {
            hold.tell(() -> {
                if (begun != null) {
                    begun.close();
                }
            });
        }
    }
}
