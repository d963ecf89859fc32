package io.github.nix4j.lang.internal.eval;

import io.github.nix4j.lang.io.SourcePath;

/** Finds what an entry of the search path means that begins with a word and a colon, such as {@code flake:nixpkgs}. */
@FunctionalInterface
public interface SearchPathScheme {
    /** The place that {@code reference}, the text after the colon, names; throws Nix's error if there is none. */
    SourcePath find(Evaluation ev, String reference);
}
