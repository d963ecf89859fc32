package io.github.nix4j.cli.command;

import io.github.nix4j.cli.Session;
import io.github.nix4j.cli.args.Flags;
import io.github.nix4j.cli.args.UsageException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The flags that say which variables a program is given that runs in the place of this one. */
final class EnvironmentFlags {
    private boolean ignored;
    private final Set<String> kept = new TreeSet<>();
    private final Set<String> unset = new TreeSet<>();
    private final Map<String, String> set = new LinkedHashMap<>();

    void declare(Flags flags) {
        flags.section("Environment variables");
        flags.add(
                "ignore-env",
                'i',
                "Give no variables but those of --keep-env-var and --set-env-var.",
                () -> ignored = true);
        flags.add("ignore-environment", '\0', "An older name of --ignore-env.", () -> ignored = true);
        flags.add(
                "keep-env-var",
                'k',
                List.of("name"),
                "With --ignore-env, give this one all the same.",
                words -> kept.add(words.get(0)));
        flags.add("keep", '\0', List.of("name"), "An older name of --keep-env-var.", words -> kept.add(words.get(0)));
        flags.add("unset-env-var", 'u', List.of("name"), "Do not give this one.", words -> unset(words.get(0)));
        flags.add("unset", '\0', List.of("name"), "An older name of --unset-env-var.", words -> unset(words.get(0)));
        flags.add(
                "set-env-var",
                's',
                List.of("name", "value"),
                "Give this one.",
                words -> set(words.get(0), words.get(1)));
    }

    private void unset(String name) {
        if (set.containsKey(name)) {
            throw new UsageException(
                    "Cannot unset environment variable '" + name + "' that is set with '--set-env-var'");
        }
        unset.add(name);
    }

    private void set(String name, String value) {
        if (unset.contains(name)) {
            throw new UsageException(
                    "Cannot set environment variable '" + name + "' that is unset with '--unset-env-var'");
        }
        if (set.containsKey(name)) {
            throw new UsageException(
                    "Duplicate definition of environment variable '" + name + "' with '--set-env-var' is ambiguous");
        }
        set.put(name, value);
    }

    /** The variables (byte text) that the program gets; null if those of this one, as no flag was given. */
    @Nullable
    Map<String, String> changed(Session session) {
        boolean given = ignored || !kept.isEmpty() || !unset.isEmpty() || !set.isEmpty();
        return given ? variables(session) : null;
    }

    /** The variables (byte text) that the program gets. */
    Map<String, String> variables(Session session) {
        if (ignored && !unset.isEmpty()) {
            throw new UsageException("--unset-env-var does not make sense with --ignore-env");
        }
        if (!ignored && !kept.isEmpty()) {
            throw new UsageException("--keep-env-var does not make sense without --ignore-env");
        }
        Map<String, String> variables = new HashMap<>(session.invocation().environment());
        if (ignored) {
            variables.keySet().retainAll(kept);
        }
        variables.putAll(set);
        // Nix asks the system to set them and does not hear that it refuses: these are no names.
        variables.keySet().removeIf(name -> name.isEmpty() || name.indexOf('=') >= 0);
        variables.keySet().removeAll(unset);
        return variables;
    }
}
