package io.github.nix4j.cli;

import io.github.nix4j.store.SystemReason;
import io.github.nix4j.store.tree.DiskNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The folders of the user who runs the program, as byte text. The home directory is the variable {@code HOME} where that names the
 * user's own or nothing at all, else that of the system's list of users; which it is, is found out once, when it is first asked
 * for, as there may be something to warn of. Thread-safe.
 */
public final class UserFolders {
    private static final String FALLBACK = ", falling back to the one defined in the 'passwd' file";

    private final Session session;
    private final Invocation invocation;
    private @Nullable String home;
    private @Nullable String complaint;
    private boolean found;

    UserFolders(Session session) {
        this.session = session;
        this.invocation = session.invocation();
    }

    /**
     * The home directory as it is written, be it empty or relative.
     *
     * @throws CliException if the user has none
     */
    public String home() {
        String known = homeIfAny();
        if (known == null) {
            throw new CliException("cannot determine user's home directory");
        }
        return known;
    }

    /** As {@link #home}, but null if the user has none. */
    public synchronized @Nullable String homeIfAny() {
        find();
        if (complaint != null) {
            session.warn(complaint);
            complaint = null;
        }
        return home;
    }

    /** A place below the home directory. */
    public String inHome(String name) {
        return below(home(), name);
    }

    /** Where the user's settings are. */
    public String config() {
        String config = invocation.nonEmptyVariable("XDG_CONFIG_HOME");
        return (config != null ? config : inHome(".config")) + "/nix";
    }

    /** Where programs keep the user's data. */
    public String data() {
        String data = invocation.nonEmptyVariable("XDG_DATA_HOME");
        return data != null ? data : inHome(".local/share");
    }

    /** This program's own folder for what may be lost, or null if there is no place for it. Nothing is warned of. */
    public synchronized @Nullable Path cache() {
        String cache = invocation.nonEmptyVariable("XDG_CACHE_HOME");
        if (cache == null) {
            find();
            cache = home == null ? null : below(home, ".cache");
        }
        return cache == null ? null : path(cache).resolve("nix4j");
    }

    /** The cache, or null where the home directory that it is in does not exist: that is meant not to, and nothing is made in it. */
    @Nullable
    synchronized Path cacheThatMayBeMade() {
        Path cache = cache();
        boolean hasPlace = invocation.nonEmptyVariable("XDG_CACHE_HOME") != null
                || home != null && !home.isEmpty() && Files.isDirectory(path(home));
        return hasPlace ? cache : null;
    }

    private Path path(String name) {
        return DiskNames.pathOf(invocation.absolute(name));
    }

    private static String below(String folder, String name) {
        return folder.isEmpty() || folder.endsWith("/") ? folder + name : folder + "/" + name;
    }

    private void find() {
        if (found) {
            return;
        }
        found = true;
        String variable = invocation.variable("HOME");
        String trouble = variable == null || variable.isEmpty() ? null : trouble(variable);
        if (variable != null && trouble == null) {
            home = variable;
            return;
        }
        home = SystemUser.home();
        if (trouble != null && !trouble.isEmpty()) {
            complaint = trouble;
        } else if (trouble != null && home != null && !home.equals(variable)) {
            complaint = "$HOME ('" + variable + "') is not owned by you" + FALLBACK + " ('" + home + "')";
        }
    }

    /** Why the variable does not count: empty for somebody else's folder; null if it counts. */
    private @Nullable String trouble(String variable) {
        try {
            Object owner = Files.getAttribute(path(variable), "unix:uid");
            Integer user = SystemUser.number();
            return user == null || owner.equals(user) ? null : "";
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            String reason = SystemReason.of(e);
            return reason.equals("Not a directory") ? null : unknown(variable, reason);
        } catch (UnsupportedOperationException e) {
            // No system with owners.
            return null;
        }
    }

    private String unknown(String variable, String reason) {
        boolean colours = session.hasColours();
        String error = colours ? "\u001b[31;1merror:\u001b[0m" : "error:";
        String quoted = "\"" + variable + "\"";
        return "couldn't stat $HOME ('" + variable + "') for reason other than not existing" + FALLBACK + ": " + error
                + " getting status of " + (colours ? "\u001b[35;1m" + quoted + "\u001b[0m" : quoted) + ": "
                + (colours ? "\u001b[35;1m" + reason + "\u001b[0m" : reason);
    }
}
