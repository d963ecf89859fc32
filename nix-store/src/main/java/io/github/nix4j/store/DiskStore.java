package io.github.nix4j.store;

/**
 * A store on this machine's disk, whether its objects lie at their own paths ({@link LocalStore}) or below some other root. In
 * Nix such stores say what is wrong with the name of an object where others have nothing of that name. Thread-safe.
 */
public interface DiskStore extends Store {}
