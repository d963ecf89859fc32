package io.github.nix4j.cli.evaluation;

import io.github.nix4j.cli.CliException;
import io.github.nix4j.cli.Session;
import io.github.nix4j.store.StoreReader;
import io.github.nix4j.store.SystemReason;
import io.github.nix4j.store.path.StorePath;
import io.github.nix4j.store.tree.DiskNames;
import io.github.nix4j.store.tree.TreePath;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;

/** A link whose earlier targets are kept: {@code P} leads to {@code P-N-link}, the newest of its generations, and that to the store. */
public final class Profile {
    private final Session session;
    private final StoreReader store;
    private final String place;

    /** @param name byte text, from the working directory */
    public Profile(Session session, StoreReader store, String name) {
        this.session = session;
        this.store = store;
        this.place = TreePath.of(session.invocation().absolute(name)).text();
    }

    /**
     * Lets the profile lead to {@code target}, by a new generation unless the newest one leads there.
     *
     * @throws CliException if that cannot be done
     */
    public void switchTo(StorePath target) {
        Path file = DiskNames.pathOf(place);
        long newest = newest();
        String link = place + "-" + newest + "-link";
        try {
            if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                Path unused = Files.readSymbolicLink(file);
            }
            String object = store.storeDir().print(target);
            if (newest == 0 || !DiskNames.targetOf(DiskNames.pathOf(link)).equals(object)) {
                link = place + "-" + (newest + 1) + "-link";
                new OutputLinks(session, store).link(link, target);
            }
            Path temporary =
                    DiskNames.pathOf(place + ".tmp-" + ProcessHandle.current().pid());
            Files.deleteIfExists(temporary);
            Files.createSymbolicLink(
                    temporary, DiskNames.linkTarget(file.getFileSystem(), link.substring(link.lastIndexOf('/') + 1)));
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new CliException("reading symbolic link \"" + place + "\": " + SystemReason.of(e));
        }
    }

    /** The number of the newest generation; 0 if there is none. */
    private long newest() {
        int slash = place.lastIndexOf('/');
        String folder = place.substring(0, Math.max(1, slash));
        String prefix = place.substring(slash + 1) + "-";
        long newest = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(DiskNames.pathOf(folder))) {
            for (Path file : files) {
                String name = DiskNames.nameOf(file);
                if (name.startsWith(prefix) && name.endsWith("-link") && name.length() > prefix.length() + 5) {
                    String number = name.substring(prefix.length(), name.length() - 5);
                    newest = Math.max(newest, number.matches("[0-9]{1,18}") ? Long.parseLong(number) : 0);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw unreadable(folder, Objects.requireNonNull(e.getCause()));
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
        return newest;
    }

    private static CliException unreadable(String folder, IOException e) {
        return new CliException("cannot read directory \"" + folder + "\": " + SystemReason.of(e));
    }
}
