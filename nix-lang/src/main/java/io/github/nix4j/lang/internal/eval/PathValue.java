package io.github.nix4j.lang.internal.eval;

import io.github.nix4j.lang.io.SourcePath;

/** A path: a place in a source tree. */
public final class PathValue extends Value {
    public final SourcePath path;

    public PathValue(SourcePath path) {
        this.path = path;
    }

    /** The absolute path as byte text: what it is as a string. Printed values and messages show {@link SourcePath#display}. */
    public String text() {
        return path.path().text();
    }

    @Override
    public String typeName() {
        return "path";
    }

    @Override
    public String describeType() {
        return "a path";
    }
}
