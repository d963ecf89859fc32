package io.github.nix4j.cli.evaluation;

import io.github.nix4j.cli.Session;
import io.github.nix4j.store.Store;
import io.github.nix4j.store.StoreException;
import io.github.nix4j.store.Stores;
import io.github.nix4j.store.memory.InMemoryStore;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the store of a run. */
public final class ProgramStore {
    private static final String FSYNC = "fsync-store-paths";

    private ProgramStore() {}

    /**
     * Opens the store that {@code named}, the settings or {@code NIX_REMOTE} name; the caller closes it.
     *
     * <p>Where Nix would take the system's own store, this is one in memory, which needs no installation: paths come out the
     * same, nothing is written. {@code NIX_STORE_DIR} and {@code NIX_STATE_DIR} together name folders of the caller's, whose
     * objects can be written and built. Another store that is named is used or refused.
     *
     * @param named the store of a flag, if there was one
     * @param readOnly whether nothing will be written
     */
    public static Store open(Session session, @Nullable String named, boolean readOnly) {
        String remote = session.invocation().nonEmptyVariable("NIX_REMOTE");
        String uri = named != null ? named : session.settings().text("store", remote == null ? "auto" : remote);
        String objects = session.invocation().storeDirectory();
        String state = session.invocation().nonEmptyVariable("NIX_STATE_DIR");
        if ((uri.equals("auto") || uri.equals("local")) && objects != null && state != null) {
            Map<String, String> parameters = defaults(session);
            parameters.put("state", state);
            return Stores.open("local", parameters);
        }
        return switch (uri) {
            case "auto" -> objects == null ? new InMemoryStore() : Stores.open("memory://?store=" + encoded(objects));
            case "daemon", "local" -> {
                if (!readOnly) {
                    throw new StoreException("nix4j cannot write to the store '" + uri
                            + "' yet; name a folder, as in --store /tmp/store");
                }
                yield new InMemoryStore();
            }
            default -> named(session, uri);
        };
    }

    /**
     * Opens the store of this URI, whose logical directory is that of {@code NIX_STORE_DIR} and whose objects are forced to the
     * disk as the settings say, unless the URI says otherwise.
     */
    public static Store named(Session session, String uri) {
        String absolute = uri.startsWith(".") ? session.invocation().absolute(uri) : uri;
        return Stores.open(absolute, defaults(session));
    }

    /** The parameters of stores whose URI does not say them. */
    private static Map<String, String> defaults(Session session) {
        Map<String, String> defaults = new HashMap<>();
        defaults.put(FSYNC, String.valueOf(session.settings().bool(FSYNC, false)));
        String objects = session.invocation().storeDirectory();
        if (objects != null) {
            defaults.put("store", objects);
        }
        return defaults;
    }

    private static String encoded(String byteText) {
        return URLEncoder.encode(byteText, StandardCharsets.ISO_8859_1).replace("+", "%20");
    }
}
