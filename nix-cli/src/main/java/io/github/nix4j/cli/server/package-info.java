/**
 * The resident evaluator: a process that stays, so that commands need not start a JVM. Start at {@link
 * io.github.nix4j.cli.server.Server}; its client is the launcher.
 */
@NullMarked
package io.github.nix4j.cli.server;

import org.jspecify.annotations.NullMarked;
