package io.github.nix4j.lang;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;

/**
 * How many columns characters take up: the resource {@code character-widths}. Java's own tables are of another Unicode than Nix's,
 * and of a different one with each Java.
 */
final class CharacterWidths {
    private static final String RESOURCE = "character-widths";

    /** The columns of the characters from one on, by that one. */
    private static final NavigableMap<Integer, Integer> COLUMNS = read();

    private CharacterWidths() {}

    private static NavigableMap<Integer, Integer> read() {
        try (InputStream in = CharacterWidths.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the resource " + RESOURCE + " is missing from nix4j's jar");
            }
            NavigableMap<Integer, Integer> columns = new TreeMap<>();
            for (String line : new String(in.readAllBytes(), StandardCharsets.US_ASCII).split("\n")) {
                if (!line.startsWith("##")) {
                    for (String entry : line.split(" ")) {
                        int colon = entry.indexOf(':');
                        int first = Integer.parseInt(entry.substring(0, colon), 16);
                        columns.put(first, Integer.parseInt(entry.substring(colon + 1)));
                    }
                }
            }
            return Collections.unmodifiableNavigableMap(columns);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read nix4j's resource " + RESOURCE, e);
        }
    }

    /** The columns of a character: none, one or two. */
    static int of(int character) {
        return Objects.requireNonNull(COLUMNS.floorEntry(character), "characters begin at 0")
                .getValue();
    }
}
