@NullMarked
package io.github.nix4j.store.rewrite;

import org.jspecify.annotations.NullMarked;
