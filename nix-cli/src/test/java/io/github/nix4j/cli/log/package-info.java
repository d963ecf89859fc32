/** What the program says, for other programs and on terminals. */
@NullMarked
package io.github.nix4j.cli.log;

import org.jspecify.annotations.NullMarked;
