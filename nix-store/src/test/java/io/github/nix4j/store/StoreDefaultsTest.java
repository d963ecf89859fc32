package io.github.nix4j.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values for what a URI does not say: they hold where a store knows them, and no message shows them. */
class StoreDefaultsTest {
    private static final Map<String, String> DEFAULTS = Map.of("store", "/other/store", "fsync-store-paths", "false");

    @TempDir
    Path directory;

    @Test
    void holdWhereTheUriSaysNothing() {
        for (String uri : new String[] {"memory://", "dummy://", "dummy://?read-only=false", directory.toString()}) {
            try (Store store = Stores.open(uri, DEFAULTS)) {
                assertThat(store.storeDir().path()).as(uri).isEqualTo("/other/store");
            }
        }
        try (Store store = Stores.open("memory://?store=/own", DEFAULTS)) {
            assertThat(store.storeDir().path()).isEqualTo("/own");
        }
    }

    @Test
    void aBadValueIsRefusedOnlyWhereItIsUsed() {
        Map<String, String> bad = Map.of("fsync-store-paths", "perhaps");
        Stores.open("memory://", bad).close();
        Stores.open(directory + "?fsync-store-paths=true", bad).close();
        assertThatThrownBy(() -> Stores.open(directory.toString(), bad))
                .isInstanceOf(UnknownNameException.class)
                .hasMessage("Boolean setting 'fsync-store-paths' has invalid value 'perhaps'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "local-overlay:// | don't know how to open Nix store with scheme 'local-overlay'",
                "nonsense | don't know how to open Nix store with URI 'nonsense'",
                "local | the store 'local' needs a 'root' parameter, or 'store' and 'state'",
                "/x?bad=1 | store '/x?bad=1' has an unknown parameter 'bad'",
                "/x?log=y | not an absolute path: \"y\"",
                "local?root=/x&log= | setting 'log' is a path and paths cannot be empty",
                "memory://?log=/x | store 'memory://?log=/x' has an unknown parameter 'log'"
            })
    void messagesQuoteTheUriAsItWasGiven(String uri, String message) {
        assertThatThrownBy(() -> Stores.open(uri, DEFAULTS)).hasMessage(message);
    }
}
