/** What an evaluation may read and whom it tells: everything ambient is passed in. Start at {@code EvalIo}. */
@NullMarked
package io.github.nix4j.lang.io;

import org.jspecify.annotations.NullMarked;
