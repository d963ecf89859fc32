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

    /** The builder says that it begins this phase, such as {@code unpackPhase}. */
    default void phase(StorePath derivation, String phase) {}

    /**
     * The builder sends a message to the user.
     *
     * @param level how much has to be told that this is, too: 0 for errors, 1 for warnings, 3 for what is told usually
     */
    default void message(int level, String text) {}

    /** Something that a builder which is part of Nix has left out, or tries again. */
    default void warning(String text) {}

    /** Something the user may want to know, such as where the files of a failed build are. */
    default void note(String text) {}
}
