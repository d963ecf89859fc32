/**
 * POSIX extended regular expressions over byte text, with the results of the C++ library that the reference uses and a bound on
 * time and memory. Start at {@link io.github.nix4j.lang.internal.regex.Regex}; {@link
 * io.github.nix4j.lang.internal.regex.RegexMatcher} says which of several possible matches is the one.
 */
@NullMarked
package io.github.nix4j.lang.internal.regex;

import org.jspecify.annotations.NullMarked;
