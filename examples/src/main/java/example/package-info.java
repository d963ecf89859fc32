/** Small programs that use nix4j; each is run by a test. */
@NullMarked
package example;

import org.jspecify.annotations.NullMarked;
