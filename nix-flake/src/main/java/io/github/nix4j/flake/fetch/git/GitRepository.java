package io.github.nix4j.flake.fetch.git;

import io.github.nix4j.store.tree.SourceTree;
import io.github.nix4j.store.tree.TreeFilter;
import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What fetching needs of a local Git repository. Revisions are hexadecimal, names of references byte text. The trees that it
 * gives stay usable until it is closed.
 */
interface GitRepository extends Closeable {
    /** Where the repository is now. */
    GitHead head() throws IOException;

    /** The full name of the branch that HEAD is on; null if it is on none. */
    @Nullable
    String headRef() throws IOException;

    /**
     * The files that the index knows, and how they differ from {@code head}.
     *
     * @param files the working directory
     */
    WorkTree workTree(SourceTree files, GitHead head) throws IOException;

    /** The commit that {@code ref} names; null if there is no such thing. */
    @Nullable
    String resolve(String ref) throws IOException;

    boolean hasObject(String revision) throws IOException;

    boolean isShallow() throws IOException;

    /** The committer's date of a commit, in seconds since 1970. */
    long lastModified(String revision) throws IOException;

    /** How many commits lead to a commit, itself included. */
    long revCount(String revision) throws IOException;

    /**
     * The files of a commit.
     *
     * @param display how messages call the root of the tree
     */
    CommitTree commitTree(String revision, String display) throws IOException;

    /**
     * Whether {@code export-ignore} has no effect there: Nix finds no attributes of files where a bare repository is asked for an
     * annotated tag by the tag's own name.
     */
    boolean hidesNothing(String revision) throws IOException;

    /** Where the repository was cloned from, else where it is; null if its branch is merged from another one of its own. */
    @Nullable
    String origin() throws IOException;

    /** The URL that the remote {@code origin} has after what the settings put in its place; empty if there is no such remote. */
    String remoteUrl() throws IOException;

    /** What is said of the files of {@code commit}: by the repository, the working directory, the index, the commit and the user. */
    GitAttributes attributes(CommitTree commit) throws IOException;

    /** What is left out of {@code commit} where {@code export-ignore} counts. */
    TreeFilter exportIgnore(CommitTree commit) throws IOException;

    /** What is left out of the working directory, by the repository, the index and the user. */
    TreeFilter exportIgnore() throws IOException;

    @Override
    void close();
}
