@NullMarked
package io.github.nix4j.testkit.fuzz;

import org.jspecify.annotations.NullMarked;
