package io.github.nix4j.flake.search;

/** A place among values below which packages are searched: what nix4j's own modules hand to {@link PackageSearch}. */
public interface SearchPlace {}
