package io.github.nix4j.cli;

import io.github.nix4j.flake.edit.FlakeEditException;
import io.github.nix4j.flake.hint.SyntaxHint;
import io.github.nix4j.flake.ref.LocalPaths;
import io.github.nix4j.lang.ErrorKind;
import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.SourcePosition;
import io.github.nix4j.lang.SourceRange;
import io.github.nix4j.lang.syntax.SourceFile;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What the program, under its own name, adds to Nix's message of a text that does not parse. */
final class SyntaxHints {
    private SyntaxHints() {}

    /** Tells what is known of the failure {@code e} beyond its message, if anything is. */
    static void add(Session session, Throwable e) {
        SourceFile text = session.givesHints() ? unparsed(e) : null;
        SyntaxHint hint = text == null ? null : SyntaxHint.of(text);
        if (text != null && hint != null) {
            Path local = session.localFile(text);
            session.err("hint: " + (local == null ? hint.describe() : hint.describe(name(session, local))));
        }
    }

    private static @Nullable SourceFile unparsed(Throwable e) {
        if (e instanceof FlakeEditException edit) {
            SourceRange range = edit.nearestRange();
            return range == null ? null : range.file();
        }
        if (!(e instanceof NixException nix) || nix.kind() != ErrorKind.PARSE) {
            return null;
        }
        SourcePosition place = nix.position();
        return place == null ? null : place.file();
    }

    /** The file as users see it from where they are (byte text). */
    private static String name(Session session, Path file) {
        String path = LocalPaths.toText(file);
        String directory = session.invocation().workingDirectory();
        String above = directory.endsWith("/") ? directory : directory + "/";
        return path.startsWith(above) ? "./" + path.substring(above.length()) : path;
    }
}
