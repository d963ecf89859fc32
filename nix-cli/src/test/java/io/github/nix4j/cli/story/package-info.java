/**
 * What Nix's flake scripts and the thirty rules behind them ask for, as short stories that both programs run; start at {@code
 * StoriesTest} and the {@code .story} files among the resources.
 */
@NullMarked
package io.github.nix4j.cli.story;

import org.jspecify.annotations.NullMarked;
