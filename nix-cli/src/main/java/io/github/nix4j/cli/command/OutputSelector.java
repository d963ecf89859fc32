package io.github.nix4j.cli.command;

import io.github.nix4j.cli.CliException;
import java.util.regex.Pattern;

/** The end of an installable that names outputs of a derivation to build: {@code ^out,dev} or {@code ^*}. */
final class OutputSelector {
    private static final Pattern SELECTOR = Pattern.compile("\\*|[a-zA-Z0-9+._?=-]+(,[a-zA-Z0-9+._?=-]+)*");

    private OutputSelector() {}

    /** {@code installable} (byte text) for those who do not build: without the outputs it selects, which have to be well-formed. */
    static String cut(String installable) {
        int at = installable.lastIndexOf('^');
        if (at < 0) {
            return installable;
        }
        if (!SELECTOR.matcher(installable.substring(at + 1)).matches()) {
            throw new CliException("invalid extended outputs specifier '" + installable + "'");
        }
        return installable.substring(0, at);
    }
}
