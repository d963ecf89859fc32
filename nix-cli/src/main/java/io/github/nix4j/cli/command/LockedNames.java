package io.github.nix4j.cli.command;

import io.github.nix4j.cli.Session;
import io.github.nix4j.flake.FlakeException;
import io.github.nix4j.flake.hint.NameHint;
import io.github.nix4j.flake.lock.LockFile;
import io.github.nix4j.flake.lock.LockNode;
import io.github.nix4j.flake.ref.InputPath;
import io.github.nix4j.store.SystemReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Warns of names that a lock file does not have: inputs of inputs are known to it, and not to a {@code flake.nix}. */
final class LockedNames {
    private final LockFile lock;
    private final Session session;

    private LockedNames(LockFile lock, Session session) {
        this.lock = lock;
        this.session = session;
    }

    /**
     * Warns of those of {@code paths} that lead to an input which was locked without one of that name, and tells which may be
     * meant. What was not locked yet may have any; without a lock file nothing is said.
     */
    static void check(List<InputPath> paths, Path lockFile, Session session) {
        if (!Files.exists(lockFile)) {
            return;
        }
        try {
            LockedNames names = new LockedNames(LockFile.read(lockFile), session);
            paths.forEach(names::check);
        } catch (FlakeException e) {
            // The file that is edited may be good, and what mends the lock file.
            session.warn("names of inputs are not checked: " + e.nixMessage().text());
        } catch (IOException e) {
            session.warn("names of inputs are not checked: " + SystemReason.withFile(e));
        }
    }

    private void check(InputPath path) {
        for (int length = 1; length < path.names().size(); length++) {
            InputPath parent = new InputPath(path.names().subList(0, length));
            LockNode node = lock.find(parent);
            if (node == null) {
                return;
            }
            String name = path.names().get(length);
            if (node.input(name) == null) {
                session.warn("input '" + parent + "' was locked without an input '" + name + "'");
                hint(parent, name, node);
                return;
            }
        }
    }

    private void hint(InputPath parent, String name, LockNode node) {
        List<String> there = node.inputs().keySet().stream()
                .map(other -> parent.child(other).toString())
                .toList();
        NameHint hint = NameHint.of("input", parent.child(name).toString(), there);
        if (hint != null && session.givesHints()) {
            session.err("hint: " + hint.text());
        }
    }
}
