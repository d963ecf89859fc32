/** Tests of the parts of the prompt. */
@NullMarked
package io.github.nix4j.cli.repl;

import org.jspecify.annotations.NullMarked;
