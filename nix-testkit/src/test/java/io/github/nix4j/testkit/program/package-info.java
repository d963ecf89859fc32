@NullMarked
package io.github.nix4j.testkit.program;

import org.jspecify.annotations.NullMarked;
