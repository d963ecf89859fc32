package io.github.nix4j.store.build;

import io.github.nix4j.store.path.StorePath;
import java.util.Collection;

/** Hears what builds do. Texts are byte text. Called on building threads, one call at a time for one builder. */
public interface BuildListener {
    /** Says nothing to anybody. */
    BuildListener NONE = new BuildListener() {};

    /** A builder is about to run. */
    default void building(StorePath derivation) {}

    /** The builder has written a line, without its line break. */
    default void log(StorePath derivation, String line) {}

    /** These outputs have just become valid. */
    default void built(StorePath derivation, Collection<StorePath> outputs) {}

    /** Something that others wait for could not be built. */
    default void failed(StorePath derivation, BuildException failure) {}

    /** Something the user may want to know, such as where the files of a failed build are. */
    default void note(String text) {}
}
