package io.github.nix4j.store;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Names for unfinished files, which other processes do not choose too but by the chance of 2<sup>-64</sup>. Not for secrets: a random {@link UUID#randomUUID UUID} is, but its
 * generator takes a fresh process 14 ms to set up, a tenth of locking a flake.
 */
public final class FreshName {
    private FreshName() {}

    /** A name of 36 letters, digits and hyphens. */
    public static String next() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return new UUID(random.nextLong() ^ ProcessHandle.current().pid(), random.nextLong()).toString();
    }
}
