/** What could be better about a lock file: start at {@link io.github.nix4j.flake.analysis.LockAnalysis}. */
@NullMarked
package io.github.nix4j.flake.analysis;

import org.jspecify.annotations.NullMarked;
