package io.github.nix4j.flake.fetch;

import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * What fetching depends on besides the input; the settings have Nix's names.
 *
 * @param allowDirty whether Git trees may have uncommitted changes
 * @param warnDirty whether such trees are warned about
 * @param allowDirtyLocks whether lock files may hold inputs that only a NAR hash pins
 * @param directory what relative repositories are relative to; its file system is where local inputs are
 * @param warnings receives warnings (byte text, without {@code warning: }); may be called on any thread that fetches
 */
public record FetchSettings(
        boolean allowDirty, boolean warnDirty, boolean allowDirtyLocks, Path directory, Consumer<String> warnings) {
    /** Nix's defaults. */
    public static FetchSettings in(Path directory, Consumer<String> warnings) {
        return new FetchSettings(true, true, false, directory, warnings);
    }

    public FetchSettings withAllowDirtyLocks(boolean allow) {
        return new FetchSettings(allowDirty, warnDirty, allow, directory, warnings);
    }

    public FetchSettings withDirty(boolean allow, boolean warn) {
        return new FetchSettings(allow, warn, allowDirtyLocks, directory, warnings);
    }
}
