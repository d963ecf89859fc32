@NullMarked
package io.github.nix4j.store.cache;

import org.jspecify.annotations.NullMarked;
