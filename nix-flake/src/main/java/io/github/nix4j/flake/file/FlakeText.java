package io.github.nix4j.flake.file;

import io.github.nix4j.flake.FlakeException;
import io.github.nix4j.lang.ErrorAccess;
import io.github.nix4j.lang.ErrorKind;
import io.github.nix4j.lang.Message;
import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.SourcePosition;
import io.github.nix4j.lang.internal.engine.PathAccess;
import io.github.nix4j.lang.io.SourcePath;
import io.github.nix4j.lang.parser.Diagnostic;
import io.github.nix4j.lang.parser.ParseResult;
import io.github.nix4j.lang.syntax.AttrSet;
import io.github.nix4j.lang.syntax.Binding;
import io.github.nix4j.lang.syntax.PathLit;
import io.github.nix4j.lang.syntax.SourceFile;
import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.tree.SourceTree;
import io.github.nix4j.store.tree.TreePath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The text of a {@code flake.nix}: parsed, and with its positions. */
final class FlakeText {
    private final SourcePath file;
    private final SourceTree root;
    private final SourceFile source;
    private final AttrSet set;
    private final Map<String, Integer> order = new HashMap<>();
    private final List<String> names;
    private boolean sameEverywhere;

    /**
     * @param root the tree that absolute paths are in
     * @param copied whether Nix reads the file from a copy in the store
     * @param parsed what was parsed before
     */
    FlakeText(SourcePath file, SourceTree root, BooleanSupplier copied, ParsedTexts parsed) {
        // Links in a tree lead nowhere but into that tree: it need not be a part of the tree of all files yet.
        PathAccess access = new PathAccess(file.tree());
        this.file = access.importTarget(file);
        if (this.file.name().equals("default.nix") && copied.getAsBoolean() && access.maybeStat(this.file) == null) {
            // What was found to be a directory is opened without being looked at.
            throw new NixException(
                    ErrorKind.IO,
                    Message.plain("opening file '" + this.file.display() + "': No such file or directory"));
        }
        this.sameEverywhere =
                this.file.equals(file) && access.resolve(file, true).equals(file);
        this.root = root;
        this.source = SourceFile.of(origin(this.file), ByteText.of(access.readFile(this.file)));
        ParseResult result = parsed.parse(source);
        Diagnostic error = result.error().orElse(null);
        if (error != null) {
            NixException e = new NixException(error.kind(), error.text());
            throw error.shown() ? ErrorAccess.at(e, position(error.offset())) : e;
        }
        if (!(result.root() instanceof AttrSet literal)) {
            String name = this.file.display();
            throw ErrorAccess.placelessFrame(
                    new NixException(ErrorKind.EVAL, Message.plain("file '" + name + "' must be an attribute set")),
                    Message.plain("while evaluating the file '" + name + "':"));
        }
        set = new ComputedNames(source, this.file::display).known(literal);
        names = result.names();
        for (String name : names) {
            order.putIfAbsent(name, order.size());
        }
    }

    /** All names in the text, as they come first. */
    List<String> names() {
        return names;
    }

    private static SourceFile.FileOrigin origin(SourcePath file) {
        return SourceFile.FileOrigin.of(file::display, file::display);
    }

    /** Whether all that was asked for so far would be the same if the file's tree were mounted elsewhere. */
    boolean isSameEverywhere() {
        return sameEverywhere;
    }

    AttrSet set() {
        return set;
    }

    /** The place of an offset as messages name it, byte text. */
    String at(int offset) {
        return source.describe(offset);
    }

    @Nullable
    SourcePosition position(int offset) {
        return offset < 0 ? null : new SourcePosition(source, offset);
    }

    /** An error (byte text) about what stands at an offset; the words are the whole message. */
    FlakeException error(String message, int offset) {
        return ErrorAccess.about(new FlakeException(message), position(offset));
    }

    /** The bindings of {@code literal} in the order in which Nix goes through them. */
    List<Binding> bindings(AttrSet literal) {
        List<Binding> bindings = new ArrayList<>(literal.bindings());
        bindings.sort((a, b) -> Integer.compare(place(a), place(b)));
        return bindings;
    }

    private int place(Binding binding) {
        return order.getOrDefault(binding.name(), Integer.MAX_VALUE);
    }

    FlakeDatum path(PathLit literal) {
        if (literal.root() == PathLit.Root.HOME) {
            return new FlakeDatum.Other("a thunk");
        }
        sameEverywhere = false;
        TreePath directory = file.parent().path();
        return new FlakeDatum.File(
                literal.root() == PathLit.Root.ABSOLUTE
                        ? new SourcePath(root, TreePath.of(literal.text()))
                        : new SourcePath(file.tree(), directory.resolve(literal.text())));
    }
}
