package io.github.nix4j.store.activity;

/**
 * Is told when something begins that may take long. Activities may lie within each other and, on several threads, beside each
 * other. Called on the thread that does the work, which waits for it; throws nothing.
 */
@FunctionalInterface
public interface ActivityListener {
    // No lambda, as Activity.UNWATCHED.
    /** Watches nothing. */
    ActivityListener NONE = new ActivityListener() {
        @Override
        public Activity begin(ActivityKind kind, String subject) {
            return Activity.UNWATCHED;
        }
    };

    /**
     * Something begins.
     *
     * @param subject what it is done to (byte text); passwords in URLs are hidden
     * @return is told how it goes on
     */
    Activity begin(ActivityKind kind, String subject);
}
