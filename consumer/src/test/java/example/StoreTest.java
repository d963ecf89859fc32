package example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.nix4j.store.hash.Hash;
import org.junit.jupiter.api.Test;

/** The store's formats need nothing but the store's artifact. */
class StoreTest {
    @Test
    void aHashReadsInOneFormAndPrintsInAnother() {
        Hash hash = Hash.parseSri("sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
        assertEquals("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", hash.base16());
    }
}
