/**
 * Downloading and unpacking: what is behind {@code fetchurl}, {@code fetchTarball} and tarball inputs. Start at
 * {@link io.github.nix4j.store.fetch.Downloader} and {@link io.github.nix4j.store.fetch.TarballFetcher}. The HTTP client,
 * with its proxy and keys, the cache folder and the clock are all given by the caller.
 */
@NullMarked
package io.github.nix4j.store.fetch;

import org.jspecify.annotations.NullMarked;
