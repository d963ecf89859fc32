/**
 * How the program reaches the network: what settings and environment variables say about proxies, certificates and
 * passwords. Start at {@link io.github.nix4j.cli.network.Downloads}.
 */
@NullMarked
package io.github.nix4j.cli.network;

import org.jspecify.annotations.NullMarked;
