package io.github.nix4j.store.activity;

/** Something that goes on until it is closed, which happens once, in success and in failure. Methods may be called on any thread. */
public interface Activity extends AutoCloseable {
    // No lambda: the JVM's class caches keep none that an interface makes, so that each start would make it anew.
    /** One that nobody watches. */
    Activity UNWATCHED = new Activity() {
        @Override
        public void close() {}
    };

    /**
     * How far it is.
     *
     * @param done what is done, in what its kind counts
     * @param expected what is to be done in all; 0 if that is not known
     */
    default void progress(long done, long expected) {}

    /** It has ended. */
    @Override
    void close();
}
