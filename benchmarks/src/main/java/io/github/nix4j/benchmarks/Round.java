package io.github.nix4j.benchmarks;

/** One of several equal pieces of work in a JVM that lives on. */
interface Round extends AutoCloseable {
    /** Drops what the round before left; not timed. */
    void prepare() throws Exception;

    void run() throws Exception;

    @Override
    void close();
}
