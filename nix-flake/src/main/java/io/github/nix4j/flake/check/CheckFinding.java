package io.github.nix4j.flake.check;

import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.SourceRange;
import io.github.nix4j.store.ByteText;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

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

    /**
     * The finding for programs, in the shapes of {@code FlakeJson}: {@code attribute}, {@code message} and {@code severity}, and where a
     * place is known {@code file} (as messages name it), {@code line} and {@code column} (in bytes), from 1.
     */
    public SortedMap<String, Object> toJson() {
        SortedMap<String, Object> json = new TreeMap<>();
        json.put("attribute", attribute);
        json.put("message", error.nixMessage().text());
        json.put("severity", severity.name().toLowerCase(Locale.ROOT));
        SourceRange range = error.nearestRange();
        if (range != null) {
            json.put("file", range.file().origin().display());
            json.put("line", (long) range.startLine());
            json.put("column", (long) range.startColumn());
        }
        return json;
    }

    @Override
    public String toString() {
        String level = severity.name().toLowerCase(Locale.ROOT);
        return level + (attribute.isEmpty() ? "" : " in " + ByteText.toUnicode(attribute)) + ": " + message();
    }
}
