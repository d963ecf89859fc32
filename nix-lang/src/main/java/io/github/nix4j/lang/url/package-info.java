/**
 * URLs as Nix takes them apart, for what programs fetch and for flake references. Start at
 * {@link io.github.nix4j.lang.url.NixUrl}. Nothing here opens a connection.
 */
@NullMarked
package io.github.nix4j.lang.url;

import org.jspecify.annotations.NullMarked;
