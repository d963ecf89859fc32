package io.github.nix4j.lang.internal.resolve;

import io.github.nix4j.lang.ErrorKind;
import io.github.nix4j.lang.internal.eval.Engine;
import io.github.nix4j.lang.io.SourcePath;
import io.github.nix4j.lang.syntax.PathLit;
import io.github.nix4j.store.tree.TreePath;

/**
 * The paths that literals of one file name.
 *
 * @param directory what relative paths are seen from
 */
record PathLiterals(Engine engine, SourcePath directory) {
    /** The value of a literal that stands alone. */
    SourcePath value(PathLit path) {
        SourcePath place = resolve(path);
        // Nix leaves the dots in home paths alone.
        return path.root() == PathLit.Root.HOME
                ? place
                : place.append("", engine.io().root());
    }

    SourcePath resolve(PathLit path) {
        switch (path.root()) {
            case ABSOLUTE:
                return new SourcePath(engine.io().root(), TreePath.of(path.text()));
            case RELATIVE:
                return directory.append("/" + path.text(), engine.io().root());
            default:
                return home(path);
        }
    }

    private SourcePath home(PathLit path) {
        String home = engine.io().home();
        if (home == null) {
            throw engine.errors().of(ErrorKind.IO, "cannot determine user's home directory");
        }
        return new SourcePath(
                engine.io().root(), TreePath.verbatim(home + path.text().substring(1)));
    }
}
