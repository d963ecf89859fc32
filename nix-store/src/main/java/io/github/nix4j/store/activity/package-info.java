/** What takes long while it goes on: for lines of progress and for logs. */
@NullMarked
package io.github.nix4j.store.activity;

import org.jspecify.annotations.NullMarked;
