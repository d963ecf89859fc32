package io.github.nix4j.flake.fetch;

import io.github.nix4j.store.Secrets;
import io.github.nix4j.store.activity.Activity;
import io.github.nix4j.store.activity.ActivityKind;
import io.github.nix4j.store.activity.ActivityListener;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Queue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What those who fetch have to tell: warnings, and what takes long. It is passed on at once, but that of a fetch before its turn
 * only when that has come: all is told as if one input had been fetched after the other. Thread-safe.
 */
public final class FetchNews {
    private final Consumer<String> warnings;
    private final ActivityListener activities;
    private final ThreadLocal<@Nullable Hold> holds = new ThreadLocal<>();

    /**
     * @param warnings receives warnings (byte text, without {@code warning: })
     * @param activities watches what takes long
     */
    public FetchNews(Consumer<String> warnings, ActivityListener activities) {
        this.warnings = Objects.requireNonNull(warnings, "warnings");
        this.activities = Objects.requireNonNull(activities, "activities");
    }

    /** The same warnings, watched by somebody else. */
    FetchNews watchedBy(ActivityListener listener) {
        return new FetchNews(warnings, listener);
    }

    /** Holds back what this thread has to tell, until {@link Hold#release}. */
    void hold(Hold hold) {
        holds.set(hold);
    }

    /** This thread's news are passed on at once again. */
    void holdNoMore() {
        holds.remove();
    }

    /** Warns, maybe later. */
    public void warn(String warning) {
        tell(holds.get(), () -> warnings.accept(Secrets.hide(warning)));
    }

    /** Begins something that takes long, of which others may hear later. */
    public Activity begin(ActivityKind kind, String subject) {
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

        /** How far it is matters only when somebody watches. */
        private synchronized void progress(HeldActivity activity, long done, long expected) {
            if (released && activity.begun != null) {
                activity.begun.progress(done, expected);
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
            hold.progress(this, done, expected);
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
