package io.github.nix4j.cli.command;

import io.github.nix4j.cli.CliException;
import io.github.nix4j.cli.Session;
import io.github.nix4j.lang.ErrorKind;
import io.github.nix4j.lang.Message;
import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.internal.eval.AttrsValue;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.FlatAttrs;
import io.github.nix4j.lang.internal.eval.StringValue;
import io.github.nix4j.lang.internal.eval.Value;
import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.SystemReason;
import java.io.IOException;
import java.io.OutputStream;
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
        if (Files.exists(onDisk(path), LinkOption.NOFOLLOW_LINKS)) {
            throw new CliException("path '" + path + "' already exists");
        }
        writeValue(ev, value, pos, path);
    }

    private Path onDisk(String path) {
        return Path.of(ByteText.toUnicode(session.invocation().absolute(path)));
    }

    private void writeValue(Evaluation ev, Value cell, int pos, String path) {
        Value value = ev.force(cell, pos);
        if (value instanceof StringValue string) {
            writeFile(ev, string.text, path);
        } else if (value instanceof AttrsValue attrs) {
            createDirectory(path);
            FlatAttrs flat = attrs.flat();
            for (int i = 0; i < flat.size(); i++) {
                writeEntry(ev, flat, i, path);
            }
        } else {
            throw ev.errors.type(
                    "value at '%s' is not a string or an attribute set",
                    ev.engine.positions().display(pos));
        }
    }

    private void writeFile(Evaluation ev, String text, String path) {
        try (OutputStream out = Files.newOutputStream(onDisk(path))) {
            out.write(ByteText.bytes(text));
        } catch (IOException e) {
            throw ev.errors.of(ErrorKind.IO, "opening file \"%s\": %s", path, Message.plain(SystemReason.of(e)));
        }
    }

    private void createDirectory(String path) {
        try {
            Files.createDirectory(onDisk(path));
        } catch (IOException e) {
            String text = "filesystem error: cannot create directory: " + SystemReason.of(e) + " [" + path + "]";
            throw new NixException(ErrorKind.IO, Message.plain(text));
        }
    }

    private void writeEntry(Evaluation ev, FlatAttrs attrs, int index, String directory) {
        String name = ev.name(attrs.symbolAt(index));
        try {
            if (name.equals(".") || name.equals("..")) {
                throw ev.errors.eval("invalid file name '%s'", name);
            }
            writeValue(ev, attrs.valueAt(index), attrs.positionAt(index), directory + "/" + name);
        } catch (NixException e) {
            throw ev.errors.frame(e, attrs.positionAt(index), "while evaluating the attribute '%s'", name);
        }
    }
}
