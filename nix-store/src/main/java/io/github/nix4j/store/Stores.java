package io.github.nix4j.store;

import io.github.nix4j.store.internal.local.DirectoryStore;
import io.github.nix4j.store.memory.DummyStore;
import io.github.nix4j.store.memory.InMemoryStore;
import io.github.nix4j.store.path.StoreDir;
import io.github.nix4j.store.tree.DiskNames;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Opens stores. */
public final class Stores {
    private static final String FSYNC = "fsync-store-paths";
    private static final String LOG = "log";

    private Stores() {}

    /**
     * Opens the store that {@code uri} (byte text) names; the caller closes it.
     *
     * <ul>
     *   <li>{@code memory://}: an {@link InMemoryStore}
     *   <li>{@code dummy://}: a store that holds nothing; with {@code ?read-only=false} one in memory
     *   <li>{@code /DIR}, {@code ./DIR} or {@code local?root=DIR}: the objects under {@code DIR/nix/store}. They are forced to
     *       the disk before they become valid, unless {@code fsync-store-paths=false}
     *   <li>{@code local?store=DIR&state=DIR}: the objects at their own paths, below {@code store}. With {@code log=DIR}, that is
     *       where what builders print is kept; stores that nothing is built in take the parameter, too
     * </ul>
     *
     * Throws {@link StoreException} for other URIs and when the store cannot be opened.
     */
    public static Store open(String uri) {
        return open(uri, Map.of(), Clock.systemUTC());
    }

    /** As {@link #open(String)}; {@code clock} says when objects are registered. */
    public static Store open(String uri, Clock clock) {
        return open(uri, Map.of(), clock);
    }

    /**
     * As {@link #open(String)}, with values for the parameters {@code store}, {@code state} and {@code fsync-store-paths} (byte text) that hold
     * where the URI does not say otherwise and the store knows them.
     */
    public static Store open(String uri, Map<String, String> defaults) {
        return open(uri, defaults, Clock.systemUTC());
    }

    private static Store open(String uri, Map<String, String> defaults, Clock clock) {
        int question = uri.indexOf('?');
        String base = question < 0 ? uri : uri.substring(0, question);
        Map<String, String> given = parameters(question < 0 ? "" : uri.substring(question + 1));
        Map<String, String> parameters = new LinkedHashMap<>(defaults);
        parameters.putAll(given);
        StoreDir dir = storeDir(parameters);
        switch (base) {
            case "memory://" -> {
                allow(uri, given, Set.of("store"));
                return new InMemoryStore(dir, clock);
            }
            case "dummy://" -> {
                allow(uri, given, Set.of("store", "read-only"));
                return flag(parameters, "read-only", true) ? new DummyStore(dir) : new InMemoryStore(dir, clock);
            }
            case "local", "local://" -> {
                allow(uri, given, Set.of("store", "root", "state", LOG, FSYNC));
                Path log = log(parameters);
                String root = parameters.get("root");
                String state = parameters.get("state");
                if (root == null && state != null) {
                    Path folder = diskPath(state);
                    Path logs = log == null ? folder.resolve("nix4j/log") : log.resolve("nix4j");
                    // Nix names the parameters no more, but shows that there were some.
                    String shown = given.isEmpty() ? "local" : "local://";
                    return DirectoryStore.inPlace(dir, shown, folder, logs, flag(parameters, FSYNC, true), clock);
                }
                if (root == null) {
                    throw new StoreException(
                            "the store '" + uri + "' needs a 'root' parameter, or 'store' and 'state'");
                }
                return directory(dir, root, parameters, clock);
            }
            default -> {
                if (!base.startsWith("/") && !base.startsWith("./") && !base.startsWith("../")) {
                    int colon = uri.indexOf(':');
                    throw new UnknownNameException("don't know how to open Nix store with "
                            + (colon < 0 ? "URI '" + uri + "'" : "scheme '" + uri.substring(0, colon) + "'"));
                }
                allow(uri, given, Set.of("store", LOG, FSYNC));
                Path unused = log(parameters);
                return directory(dir, base, parameters, clock);
            }
        }
    }

    /** Opens the store whose objects lie under {@code root/nix/store}, for paths that have no URI. */
    public static Store openDirectory(Path root) {
        return DirectoryStore.open(StoreDir.DEFAULT, root, true, Clock.systemUTC());
    }

    private static StoreDir storeDir(Map<String, String> parameters) {
        try {
            return new StoreDir(parameters.getOrDefault("store", StoreDir.DEFAULT.path()));
        } catch (IllegalArgumentException e) {
            throw new UnknownNameException(String.valueOf(e.getMessage()));
        }
    }

    private static Store directory(StoreDir dir, String root, Map<String, String> parameters, Clock clock) {
        return DirectoryStore.open(dir, diskPath(root), flag(parameters, FSYNC, true), clock);
    }

    /** The folder of logs that the parameters name; null for none. */
    private static @Nullable Path log(Map<String, String> parameters) {
        String text = parameters.get(LOG);
        if (text == null) {
            return null;
        }
        if (text.isEmpty()) {
            throw new StoreException("setting 'log' is a path and paths cannot be empty");
        }
        Path folder = diskPath(text);
        if (!folder.isAbsolute()) {
            throw new StoreException("not an absolute path: \"" + text + "\"");
        }
        return folder;
    }

    private static Path diskPath(String text) {
        try {
            return DiskNames.pathOf(text);
        } catch (InvalidPathException e) {
            throw new StoreException("no directory can be called '" + text + "'", e);
        }
    }

    private static boolean flag(Map<String, String> parameters, String name, boolean otherwise) {
        String value = parameters.get(name);
        return value == null
                ? otherwise
                : switch (value) {
                    case "true", "yes", "1" -> true;
                    case "false", "no", "0" -> false;
                    default ->
                        throw new UnknownNameException(
                                "Boolean setting '" + name + "' has invalid value '" + value + "'");
                };
    }

    private static void allow(String uri, Map<String, String> parameters, Set<String> known) {
        for (String name : parameters.keySet()) {
            if (!known.contains(name)) {
                throw new UnknownNameException("store '" + uri + "' has an unknown parameter '" + name + "'");
            }
        }
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String part : query.split("&")) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                parameters.put(part.substring(0, equals), decode(part.substring(equals + 1)));
            }
        }
        return parameters;
    }

    private static String decode(String value) {
        return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.ISO_8859_1);
    }
}
