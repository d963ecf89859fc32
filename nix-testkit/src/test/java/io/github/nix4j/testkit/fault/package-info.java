@NullMarked
package io.github.nix4j.testkit.fault;

import org.jspecify.annotations.NullMarked;
