/**
 * Nix's command line syntax. Start at {@link io.github.nix4j.cli.args.Flags}: a table of flags that parses a command line
 * by Nix's rules. Reading it costs nothing at start; help texts and completion are made from the same table by picocli.
 */
@NullMarked
package io.github.nix4j.cli.args;

import org.jspecify.annotations.NullMarked;
