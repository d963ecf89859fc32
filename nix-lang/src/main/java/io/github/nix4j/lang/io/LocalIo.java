package io.github.nix4j.lang.io;

import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.cache.BinaryCaches;
import io.github.nix4j.store.tree.DiskTree;
import io.github.nix4j.store.tree.SourceTree;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The explicit profile for programs that are trusted: a file tree, environment variables, the clock and a search path, all as
 * given. Immutable; made by {@link EvalIo#local} and changed by the {@code with...} methods.
 *
 * @param root the tree of absolute paths: the disk, or an overlay of unsaved buffers over it
 * @param environment the variables
 * @param homeDirectory what {@code ~} stands for, or null
 * @param currentSystem the platform, such as {@code x86_64-linux}
 * @param currentDirectory what relative entries of the search path are seen from
 * @param nixPath the search path
 * @param fetcher how URLs are downloaded
 * @param binaryCaches what may be copied from
 * @param clock what {@code builtins.currentTime} is
 */
public record LocalIo(
        SourceTree root,
        Map<String, String> environment,
        @Nullable String homeDirectory,
        String currentSystem,
        String currentDirectory,
        List<SearchPathEntry> nixPath,
        UrlFetcher fetcher,
        BinaryCaches binaryCaches,
        Clock clock)
        implements EvalIo {

    public LocalIo {
        environment = Map.copyOf(environment);
        nixPath = List.copyOf(nixPath);
    }

    /** This machine's disk, with no variables, home or search path. */
    static LocalIo ofDisk() {
        return new LocalIo(
                DiskTree.whole(),
                Map.of(),
                null,
                thisSystem(),
                "/",
                List.of(),
                UrlFetcher.NONE,
                BinaryCaches.NONE,
                Clock.systemUTC());
    }

    /** Nix's name of the platform that the JVM runs on. */
    public static String thisSystem() {
        String arch = System.getProperty("os.arch", "unknown");
        String os = System.getProperty("os.name", "unknown").toLowerCase(Locale.ROOT);
        String cpu = arch.equals("amd64") ? "x86_64" : arch;
        return cpu + "-" + (os.startsWith("mac") ? "darwin" : os.startsWith("windows") ? "windows" : os);
    }

    public LocalIo withRoot(SourceTree tree) {
        return new LocalIo(
                tree,
                environment,
                homeDirectory,
                currentSystem,
                currentDirectory,
                nixPath,
                fetcher,
                binaryCaches,
                clock);
    }

    /** With these variables; {@code HOME} among them becomes the home directory. */
    public LocalIo withEnvironment(Map<String, String> variables) {
        return new LocalIo(
                root,
                variables,
                variables.get("HOME"),
                currentSystem,
                currentDirectory,
                nixPath,
                fetcher,
                binaryCaches,
                clock);
    }

    public LocalIo withSystem(String system) {
        return new LocalIo(
                root, environment, homeDirectory, system, currentDirectory, nixPath, fetcher, binaryCaches, clock);
    }

    public LocalIo withCurrentDirectory(String directory) {
        return new LocalIo(
                root, environment, homeDirectory, currentSystem, directory, nixPath, fetcher, binaryCaches, clock);
    }

    /** With search path entries in Nix's notation: {@code prefix=path} or {@code path}. */
    public LocalIo withNixPath(String... entries) {
        List<SearchPathEntry> parsed = new ArrayList<>();
        for (String entry : entries) {
            parsed.add(SearchPathParser.entry(ByteText.fromUnicode(entry)));
        }
        return new LocalIo(
                root,
                environment,
                homeDirectory,
                currentSystem,
                currentDirectory,
                parsed,
                fetcher,
                binaryCaches,
                clock);
    }

    /** With downloads, which are not allowed otherwise. */
    public LocalIo withFetcher(UrlFetcher how) {
        return new LocalIo(
                root, environment, homeDirectory, currentSystem, currentDirectory, nixPath, how, binaryCaches, clock);
    }

    /** With binary caches to copy from, which is not allowed otherwise. */
    public LocalIo withBinaryCaches(BinaryCaches caches) {
        return new LocalIo(
                root, environment, homeDirectory, currentSystem, currentDirectory, nixPath, fetcher, caches, clock);
    }

    /** With another clock than the system's. */
    public LocalIo withClock(Clock time) {
        return new LocalIo(
                root,
                environment,
                homeDirectory,
                currentSystem,
                currentDirectory,
                nixPath,
                fetcher,
                binaryCaches,
                time);
    }

    @Override
    public @Nullable String environment(String name) {
        String value = environment.get(ByteText.toUnicode(name));
        return value == null ? null : ByteText.fromUnicode(value);
    }

    @Override
    public @Nullable String home() {
        return homeDirectory == null ? null : ByteText.fromUnicode(homeDirectory);
    }

    @Override
    public Instant currentTime() {
        return clock.instant();
    }
}
