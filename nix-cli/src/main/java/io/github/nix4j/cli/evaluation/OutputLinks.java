package io.github.nix4j.cli.evaluation;

import io.github.nix4j.cli.CliException;
import io.github.nix4j.cli.Session;
import io.github.nix4j.store.StoreReader;
import io.github.nix4j.store.path.StorePath;
import io.github.nix4j.store.tree.DiskNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Links in the working directory to what was built. */
public final class OutputLinks {
    private final Session session;
    private final StoreReader store;

    public OutputLinks(Session session, StoreReader store) {
        this.session = session;
        this.store = store;
    }

    /**
     * Makes a link, in the place of one that is there.
     *
     * @param name byte text, from the working directory
     * @throws CliException if there is something else
     */
    public void link(String name, StorePath target) {
        Path file = DiskNames.pathOf(session.invocation().absolute(name));
        Path temporary = file.resolveSibling(
                DiskNames.nameOf(file) + ".tmp-" + ProcessHandle.current().pid());
        try {
            if (Files.exists(file) && !Files.isSymbolicLink(file)) {
                throw new CliException("cannot create symlink \"" + DiskNames.textOf(file) + "\"; already exists");
            }
            Files.deleteIfExists(temporary);
            String object = store.storeDir().print(target);
            Files.createSymbolicLink(temporary, DiskNames.linkTarget(file.getFileSystem(), object));
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
