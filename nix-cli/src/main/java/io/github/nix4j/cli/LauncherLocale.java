package io.github.nix4j.cli;

import java.util.Map;

/**
 * The locale that the launcher gives to the JVM, which reads and writes names of files by it. Nobody else is to see it: neither
 * expressions that ask for variables nor programs that are run; the programs {@code git} and {@code hg}, which fetch, and what they start do.
 */
public final class LauncherLocale {
    /** What {@code LC_ALL} was: empty if it was not set, else its value after an equals sign. */
    private static final String FORMER = "NIX4J_LC_ALL";

    private LauncherLocale() {}

    /** Gives {@code environment}, which a process started with, the variables that the user has set. */
    public static void undo(Map<String, String> environment) {
        String former = environment.remove(FORMER);
        if (former == null || !"C.UTF-8".equals(environment.get("LC_ALL"))) {
            // Somebody between the launcher and us has set another one.
            return;
        }
        if (former.isEmpty()) {
            environment.remove("LC_ALL");
        } else {
            environment.put("LC_ALL", former.substring(1));
        }
    }
}
