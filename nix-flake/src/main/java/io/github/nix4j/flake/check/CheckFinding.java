package io.github.nix4j.flake.check;

import io.github.nix4j.lang.NixException;
import io.github.nix4j.store.ByteText;

/**
 * Something that is wrong with an output of a flake, or likely to be.
 *
 * @param severity whether the check fails because of it
 * @param attribute the output, such as {@code packages.x86_64-linux.default} (byte text); as near as is known, empty for the flake itself
 * @param error message, place and trace
 */
public record CheckFinding(Severity severity, String attribute, NixException error) {
    /** How bad a finding is. */
    public enum Severity {
        /** The check fails. */
        ERROR,
        /** The output works, but is old-fashioned, unknown or incomplete. */
        WARNING
    }

    /** The message without place and trace, in Unicode. */
    public String message() {
        return error.getMessage();
    }

    @Override
    public String toString() {
        String level = severity.name().toLowerCase(java.util.Locale.ROOT);
        return level + (attribute.isEmpty() ? "" : " in " + ByteText.toUnicode(attribute)) + ": " + message();
    }
}
