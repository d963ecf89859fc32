/** Git repositories as inputs. Start at {@link io.github.nix4j.flake.fetch.git.GitFetcher}. */
@NullMarked
package io.github.nix4j.flake.fetch.git;

import org.jspecify.annotations.NullMarked;
