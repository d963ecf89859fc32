package io.github.nix4j.flake.ref;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The schemes that exist, in the order in which they are asked whether a URL is theirs. */
final class InputSchemes {
    private static final List<InputScheme> ALL = List.of(
            new CurlScheme("file"),
            new GitScheme(),
            new ForgeScheme("github"),
            new ForgeScheme("gitlab"),
            new MercurialScheme(),
            new IndirectScheme(),
            new PathScheme(),
            new ForgeScheme("sourcehut"),
            new CurlScheme("tarball"));

    private InputSchemes() {}

    static List<InputScheme> all() {
        return ALL;
    }

    static @Nullable InputScheme named(String name) {
        for (InputScheme scheme : ALL) {
            if (scheme.name().equals(name)) {
                return scheme;
            }
        }
        return null;
    }
}
