/**
 * Mercurial repositories, by the {@code hg} program: there is no library for them. Start at
 * {@link io.github.nix4j.flake.fetch.hg.MercurialFetcher}.
 */
@NullMarked
package io.github.nix4j.flake.fetch.hg;

import org.jspecify.annotations.NullMarked;
