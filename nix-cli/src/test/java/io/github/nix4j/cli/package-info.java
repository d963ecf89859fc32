/** Tests of the program, and of rules that hold over all modules. */
@NullMarked
package io.github.nix4j.cli;

import org.jspecify.annotations.NullMarked;
