/** What the program says, for other programs to read. */
@NullMarked
package io.github.nix4j.cli.log;

import org.jspecify.annotations.NullMarked;
