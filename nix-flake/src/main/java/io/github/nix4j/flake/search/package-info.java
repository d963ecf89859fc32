/** Search among the packages of a flake: start at {@link io.github.nix4j.flake.search.PackageSearch}. */
@NullMarked
package io.github.nix4j.flake.search;

import org.jspecify.annotations.NullMarked;
