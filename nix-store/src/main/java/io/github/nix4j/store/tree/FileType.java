package io.github.nix4j.store.tree;

/** The kind of an entry of a {@link SourceTree}. */
public enum FileType {
    REGULAR("regular"),
    DIRECTORY("directory"),
    SYMLINK("symlink"),
    /** A device, socket or pipe: listed, never read. */
    UNKNOWN("unknown");

    private final String nixName;

    FileType(String nixName) {
        this.nixName = nixName;
    }

    /** The name that {@code builtins.readDir} gives this kind. */
    public String nixName() {
        return nixName;
    }
}
