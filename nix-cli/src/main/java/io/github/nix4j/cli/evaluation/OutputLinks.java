package io.github.nix4j.cli.evaluation;

import io.github.nix4j.cli.CliException;
import io.github.nix4j.cli.Session;
import io.github.nix4j.flake.FileFailures;
import io.github.nix4j.store.DiskStore;
import io.github.nix4j.store.StoreReader;
import io.github.nix4j.store.SystemReason;
import io.github.nix4j.store.path.StorePath;
import io.github.nix4j.store.tree.DiskNames;
import io.github.nix4j.store.tree.TreePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;

/** Links in the working directory to what was built, which collectors leave alone as long as the links are there. */
public final class OutputLinks {
    private final Session session;
    private final StoreReader store;

    public OutputLinks(Session session, StoreReader store) {
        this.session = session;
        this.store = store;
    }

    /**
     * Makes a link, in the place of one that leads into the store.
     *
     * @param name byte text, from the working directory
     * @throws CliException if there is something else, or if no link can be made there
     */
    public void link(String name, StorePath target) {
        String place = TreePath.of(session.invocation().absolute(name)).text();
        Path file = DiskNames.pathOf(place);
        String folder = place.substring(0, Math.max(1, place.lastIndexOf('/')));
        String temporary = place + ".tmp-" + ProcessHandle.current().pid();
        String object = store.storeDir().print(target);
        if (store instanceof DiskStore && store.storeDir().contains(place)) {
            throw new CliException("creating a garbage collector root (\"" + place + "\") in the Nix store is forbidden"
                    + " (are you running nix-build inside the store?)");
        }
        store.addTempRoot(target);
        if (isThere(file, place) && !leadsIntoStore(file)) {
            throw new CliException("cannot create symlink \"" + place + "\"; already exists");
        }
        Path directory = DiskNames.pathOf(folder);
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw FileFailures.creatingDirectory(folder, directory, e);
        }
        try {
            Path made = DiskNames.pathOf(temporary);
            Files.deleteIfExists(made);
            Files.createSymbolicLink(made, DiskNames.linkTarget(file.getFileSystem(), object));
            Files.move(made, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new CliException(
                    "creating symlink \"" + temporary + "\" -> \"" + object + "\": " + SystemReason.of(e));
        }
        if (store instanceof DiskStore disk) {
            try {
                disk.addIndirectRoot(file);
            } catch (IOException e) {
                throw new CliException(
                        "creating a garbage collector root for \"" + place + "\": " + SystemReason.of(e));
            }
        }
    }

    private static boolean isThere(Path file, String place) {
        try {
            Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return true;
        } catch (IOException e) {
            String reason = SystemReason.of(e);
            if (reason.equals("No such file or directory") || reason.equals("Not a directory")) {
                return false;
            }
            throw new CliException("getting status of \"" + place + "\": " + reason);
        }
    }

    private boolean leadsIntoStore(Path file) {
        try {
            String target = Files.isSymbolicLink(file) ? DiskNames.targetOf(file) : "";
            return target.startsWith("/")
                    && store.storeDir().contains(TreePath.of(target).text());
        } catch (IOException e) {
            return false;
        }
    }
}
