@NullMarked
package io.github.nix4j.testkit;

import org.jspecify.annotations.NullMarked;
