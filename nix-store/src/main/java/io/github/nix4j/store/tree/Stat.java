package io.github.nix4j.store.tree;

/**
 * What is known of an entry without reading it.
 *
 * @param type the kind
 * @param executable whether it is a regular file that its owner may execute
 * @param size the size in bytes of a regular file, -1 when reading alone tells; of a directory what its file system says, -1 in
 *     trees that say nothing
 * @param mtime the modification time in seconds since 1970; 0 where the tree has none
 */
public record Stat(FileType type, boolean executable, long size, long mtime) {
    public static final Stat DIRECTORY = new Stat(FileType.DIRECTORY, false, -1, 0);
    public static final Stat SYMLINK = new Stat(FileType.SYMLINK, false, 0, 0);
}
