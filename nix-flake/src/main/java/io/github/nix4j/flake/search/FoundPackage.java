package io.github.nix4j.flake.search;

import java.util.List;

/**
 * A package that a search found. All text is byte text.
 *
 * @param attributePath where it is, such as {@code packages.x86_64-linux.hello}
 * @param name its name without the version
 * @param version empty if the name has none
 * @param description in one line; empty if there is none
 * @param pathMatches what matched in {@code attributePath}: ranges in order, which neither overlap nor touch
 * @param descriptionMatches what matched in {@code description}
 */
public record FoundPackage(
        String attributePath,
        String name,
        String version,
        String description,
        List<Range> pathMatches,
        List<Range> descriptionMatches) {
    /** Part of a text: from {@code begin} to before {@code end}. */
    public record Range(int begin, int end) {}

    public FoundPackage {
        pathMatches = List.copyOf(pathMatches);
        descriptionMatches = List.copyOf(descriptionMatches);
    }
}
