package io.github.nix4j.flake.ref;

import io.github.nix4j.flake.FlakeException;
import io.github.nix4j.lang.url.NixUrl;

/** What a server names, in a {@code Link} header, as the place where this version of an archive will always be found. */
public final class ArchiveLink {
    private ArchiveLink() {}

    /** The input that {@code url} (byte text) spells; throws Nix's error if it is no archive. */
    public static Input read(String url, ReferenceRules rules) {
        Input input = Input.fromUrl(NixUrl.parse(url, false, rules.warnings()), true, rules);
        if (!input.type().equals("tarball")) {
            throw new FlakeException("tarball 'Link' headers that redirect to non-tarball URLs are not supported");
        }
        return input;
    }
}
