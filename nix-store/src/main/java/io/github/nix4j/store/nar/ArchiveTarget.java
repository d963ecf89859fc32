package io.github.nix4j.store.nar;

import java.io.IOException;

/** Takes the bytes of an archive, one buffer after the other. */
interface ArchiveTarget {
    /** Takes the first {@code used} bytes of a buffer, and gives the one to be filled next: the same, if it is done with it. */
    byte[] take(byte[] buffer, int used) throws IOException;
}
