package io.github.nix4j.flake.fetch.git;

import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.CoreConfig;

/** Settings as libgit2 reads them, also those that JGit refuses. */
final class GitSettings {
    private static final String CORE = "core";

    private GitSettings() {}

    /** A setting of {@code core} that is yes or no; what is neither counts as no, but for numbers. */
    static boolean flag(Config settings, String name, boolean usual) {
        try {
            return settings.getBoolean(CORE, name, usual);
        } catch (IllegalArgumentException e) {
            return settings.getString(CORE, null, name).matches("-?0*[1-9][0-9]*[kKmMgG]?");
        }
    }

    /** Whether files may have other line ends than the objects that Git took them from, or the setting is none that there is. */
    static boolean changesLineEnds(Config settings) {
        try {
            return settings.getEnum(CORE, null, "autocrlf", CoreConfig.AutoCRLF.FALSE) != CoreConfig.AutoCRLF.FALSE;
        } catch (IllegalArgumentException e) {
            return true;
        }
    }
}
