/** Nix's own language tests, run against the program. Start at {@code LanguageSuiteTest}. */
@NullMarked
package io.github.nix4j.cli.suite;

import org.jspecify.annotations.NullMarked;
