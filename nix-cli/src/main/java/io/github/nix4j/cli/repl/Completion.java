package io.github.nix4j.cli.repl;

import io.github.nix4j.cli.Session;
import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.internal.engine.IncompleteCodeException;
import io.github.nix4j.lang.internal.eval.AttrsValue;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.FlatAttrs;
import io.github.nix4j.lang.internal.eval.Literals;
import io.github.nix4j.store.StoreException;
import io.github.nix4j.store.tree.DiskNames;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What the word before the cursor may become: a command, a variable, an attribute of the set that stands before the last dot,
 * or a file. Texts are byte text.
 */
final class Completion {
    private final Session session;
    private final ReplVariables variables;

    Completion(Session session, ReplVariables variables) {
        this.session = session;
        this.variables = variables;
    }

    /** The words that {@code word}, at the end of the line {@code line}, may become. Evaluates; failures give none. */
    SortedSet<String> complete(Evaluation ev, String line, String word) {
        SortedSet<String> found = new TreeSet<>();
        int slash = word.lastIndexOf('/');
        int dot = word.lastIndexOf('.');
        if (line.startsWith(":") && line.equals(word)) {
            addMatching(found, ReplHelp.COMMANDS, "", word);
        } else if (slash >= 0) {
            addFiles(found, word.substring(0, slash + 1), word.substring(slash + 1));
        } else if (dot < 0) {
            addMatching(found, variables.scope().names(), "", word);
        } else {
            addAttributes(ev, found, word.substring(0, dot), word.substring(dot + 1));
        }
        return found;
    }

    private static void addMatching(SortedSet<String> found, Iterable<String> names, String before, String start) {
        for (String name : names) {
            if (name.startsWith(start)) {
                found.add(before + name);
            }
        }
    }

    private void addFiles(SortedSet<String> found, String folder, String start) {
        Path directory = DiskNames.pathOf(session.invocation().absolute(folder));
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                String name = DiskNames.nameOf(entry);
                if (name.startsWith(start) && !name.startsWith(".")) {
                    found.add(folder + name + (Files.isDirectory(entry) ? "/" : ""));
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // No such folder: nothing to complete with.
        }
    }

    private void addAttributes(Evaluation ev, SortedSet<String> found, String set, String start) {
        try {
            if (variables.evaluate(ev, set) instanceof AttrsValue attrs) {
                FlatAttrs flat = attrs.flat();
                for (int i = 0; i < flat.size(); i++) {
                    StringBuilder name = new StringBuilder();
                    Literals.attributeName(name, ev.name(flat.symbolAt(i)));
                    addMatching(found, List.of(name.toString()), set + ".", start);
                }
            }
        } catch (NixException | IncompleteCodeException | StoreException e) {
            // What cannot be evaluated has no attributes; the line will say why when it is entered.
        }
    }
}
