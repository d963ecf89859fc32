/** Servers on this machine that stand in for those of the world. Start at {@code FakeWeb}. */
@NullMarked
package io.github.nix4j.flake.loopback;

import org.jspecify.annotations.NullMarked;
