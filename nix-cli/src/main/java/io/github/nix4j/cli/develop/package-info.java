/**
 * The surroundings in which a derivation's builder runs, for people to work in: {@code EnvironmentDerivation} makes them known, {@code
 * BuildEnvironment} holds them, {@code ShellScript} brings them into a shell.
 */
@NullMarked
package io.github.nix4j.cli.develop;

import org.jspecify.annotations.NullMarked;
