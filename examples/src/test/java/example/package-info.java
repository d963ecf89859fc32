/** Runs every example. */
@NullMarked
package example;

import org.jspecify.annotations.NullMarked;
