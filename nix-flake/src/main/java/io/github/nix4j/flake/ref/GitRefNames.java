package io.github.nix4j.flake.ref;

import java.util.regex.Pattern;

/** The names that Git allows for branches and tags. */
final class GitRefNames {
    private static final Pattern FORBIDDEN =
            Pattern.compile("[\\x00-\\x20\\x7f~^:?*\\[\\\\]|\\.\\.|@\\{|//|^/|/$|\\.$|^\\.|/\\.|\\.lock(/|$)");

    private GitRefNames() {}

    static boolean isLegal(String name) {
        if (name.isEmpty() || name.equals("@") || FORBIDDEN.matcher(name).find()) {
            return false;
        }
        // Neither a branch nor a tag may start with a dash, but a full reference name may.
        return !name.startsWith("-") || name.indexOf('/') > 0;
    }
}
