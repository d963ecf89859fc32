package io.github.nix4j.cli.command;

import io.github.nix4j.cli.CliException;
import io.github.nix4j.cli.Session;
import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.SourcePosition;
import io.github.nix4j.lang.internal.eval.AttrsValue;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.FlatAttrs;
import io.github.nix4j.lang.internal.eval.StringValue;
import io.github.nix4j.lang.internal.eval.Value;
import io.github.nix4j.store.ByteText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** {@code --write-to}: writes a string as a file and a set of strings as a directory. */
final class TreeOutput {
    private final Session session;

    TreeOutput(Session session) {
        this.session = session;
    }

    void write(Evaluation ev, Value value, int pos, String path) {
        Path target = Path.of(ByteText.toUnicode(session.invocation().absolute(path)));
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            throw new CliException("path '" + path + "' already exists");
        }
        try {
            writeValue(ev, value, pos, target);
        } catch (IOException e) {
            throw new CliException(
                    "cannot write '" + path + "': " + ByteText.fromUnicode(String.valueOf(e.getMessage())));
        }
    }

    private void writeValue(Evaluation ev, Value cell, int pos, Path target) throws IOException {
        Value value = ev.force(cell, pos);
        if (value instanceof StringValue string) {
            Files.write(target, ByteText.bytes(string.text));
        } else if (value instanceof AttrsValue attrs) {
            Files.createDirectory(target);
            FlatAttrs flat = attrs.flat();
            for (int i = 0; i < flat.size(); i++) {
                writeEntry(ev, flat, i, target);
            }
        } else {
            SourcePosition place = ev.engine.positions().resolve(pos);
            throw ev.errors.type(
                    "value at '%s' is not a string or an attribute set",
                    place == null ? ev.engine.unknownPosition() + ":0" : place.display());
        }
    }

    private void writeEntry(Evaluation ev, FlatAttrs attrs, int index, Path directory) throws IOException {
        String name = ev.name(attrs.symbolAt(index));
        try {
            if (name.equals(".") || name.equals("..")) {
                throw ev.errors.eval("invalid file name '%s'", name);
            }
            writeValue(ev, attrs.valueAt(index), attrs.positionAt(index), directory.resolve(ByteText.toUnicode(name)));
        } catch (NixException e) {
            throw ev.errors.frame(e, attrs.positionAt(index), "while evaluating the attribute '%s'", name);
        }
    }
}
