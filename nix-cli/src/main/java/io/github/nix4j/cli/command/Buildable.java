package io.github.nix4j.cli.command;

import io.github.nix4j.store.derivation.OutputsSpec;
import io.github.nix4j.store.path.StorePath;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a word of a command line names in the store, maybe after a build. */
sealed interface Buildable {
    /**
     * An object that is there already or cannot be had.
     *
     * @param what how messages call what it was named by
     */
    record Present(StorePath path, String what) implements Buildable {}

    /**
     * Outputs of a derivation.
     *
     * @param wanted how they were asked for
     * @param outputs their paths by name
     */
    record Outputs(StorePath derivation, OutputsSpec wanted, SortedMap<String, StorePath> outputs)
            implements Buildable {
        public Outputs {
            outputs = Collections.unmodifiableSortedMap(new TreeMap<>(outputs));
        }
    }

    /** The paths, in the order of the outputs' names, with what links to them add to their own names. */
    default Map<StorePath, String> links() {
        Map<StorePath, String> links = new LinkedHashMap<>();
        if (this instanceof Present present) {
            links.put(present.path(), "");
        } else if (this instanceof Outputs built) {
            built.outputs().forEach((name, path) -> links.put(path, name.equals("out") ? "" : "-" + name));
        }
        return links;
    }
}
