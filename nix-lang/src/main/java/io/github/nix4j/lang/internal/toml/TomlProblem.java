package io.github.nix4j.lang.internal.toml;

import java.util.List;

/**
 * One thing that is wrong in a document.
 *
 * @param hint what follows the excerpts, with its own line ends
 */
record TomlProblem(String title, List<Mark> marks, String hint) {
    /** A place and what is said of it. */
    record Mark(Region region, String note) {}

    static TomlProblem of(String title, Region region, String note) {
        return of(title, region, note, "");
    }

    static TomlProblem of(String title, Region region, String note, String hint) {
        return new TomlProblem(title, List.of(new Mark(region, note)), hint);
    }

    /** A conflict of what is to be inserted with what is there. */
    static TomlProblem of(String title, Region inserted, String note, Region there, String thereNote) {
        return new TomlProblem(title, List.of(new Mark(inserted, note), new Mark(there, thereNote)), "");
    }

    TomlFailure failure() {
        return new TomlFailure(this);
    }
}
