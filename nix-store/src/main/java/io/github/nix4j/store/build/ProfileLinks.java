package io.github.nix4j.store.build;

import io.github.nix4j.store.StoreException;
import io.github.nix4j.store.SystemReason;
import io.github.nix4j.store.tree.DiskNames;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Links to the files of packages: a folder that only one package has is a link, one that several have is a folder of links. */
final class ProfileLinks {
    /** What would be of no use in a profile, or what all packages of a kind have. */
    private static final Set<String> LEFT_OUT =
            Set.of("propagated-build-inputs", "nix-support", "perllocal.pod", "log", "manifest.nix", "manifest.json");

    private final Consumer<String> warnings;
    private final Map<Path, Integer> priorities = new HashMap<>();

    /** @param warnings takes what a user has to be told (byte text) */
    ProfileLinks(Consumer<String> warnings) {
        this.warnings = warnings;
    }

    /** Shows what the folder {@code source} holds in {@code target}. */
    void add(Path source, Path target, int priority) throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(source)) {
            found.forEach(files::add);
        } catch (NotDirectoryException e) {
            warnings.accept(
                    "not including " + quoted(source) + " in the user environment because it's not a directory");
            return;
        } catch (DirectoryIteratorException e) {
            throw unreadable(source, Objects.requireNonNull(e.getCause()));
        } catch (IOException e) {
            throw unreadable(source, e);
        }
        Collections.sort(files);
        for (Path file : files) {
            // As a shell's pattern has it: names that begin with a dot are hidden.
            if (!DiskNames.nameOf(file).startsWith(".")) {
                addFile(file, target.resolve(file.getFileName()), priority);
            }
        }
    }

    private static StoreException unreadable(Path folder, IOException e) {
        return new StoreException("cannot read directory " + quoted(folder) + ": " + SystemReason.of(e), e);
    }

    private void addFile(Path file, Path target, int priority) throws IOException {
        BasicFileAttributes attributes = attributes(file);
        if (attributes == null) {
            warnings.accept("skipping dangling symlink '" + DiskNames.textOf(target) + "'");
            return;
        }
        if (isLeftOut(file)) {
            return;
        }
        boolean taken = Files.exists(target, LinkOption.NOFOLLOW_LINKS);
        if (attributes.isDirectory()) {
            if (taken && isFolder(target)) {
                add(file, target, priority);
                return;
            }
            if (taken && Files.isSymbolicLink(target)) {
                divide(file, target);
                add(file, target, priority);
                return;
            }
        } else if (taken && Files.isSymbolicLink(target)) {
            int before = priorities.getOrDefault(target, 0);
            if (before == priority) {
                throw new StoreException("Unable to build profile. There is a conflict for the following files:\n\n  \""
                        + DiskNames.targetOf(target) + "\"\n  " + quoted(file));
            }
            if (before < priority) {
                return;
            }
            Files.delete(target);
        } else if (taken && isFolder(target)) {
            throw new StoreException("collision between non-directory '" + DiskNames.textOf(file) + "' and directory '"
                    + DiskNames.textOf(target) + "'");
        }
        create(target, file);
        priorities.put(target, priority);
    }

    /** Whether a file could not be looked at because there is none; Java has no class for a file in the place of a folder. */
    static boolean isAbsence(IOException e) {
        return e instanceof NoSuchFileException || SystemReason.of(e).equals("Not a directory");
    }

    /** What a link leads to; null if it leads nowhere. */
    private static @Nullable BasicFileAttributes attributes(Path file) {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class);
        } catch (IOException e) {
            if (isAbsence(e)) {
                return null;
            }
            throw new StoreException("getting status of " + quoted(file) + ": " + SystemReason.of(e), e);
        }
    }

    /** Makes a folder of links of a link to a folder, since {@code file} has files for it, too. */
    private void divide(Path file, Path target) throws IOException {
        Path linked = target.toRealPath();
        if (!Files.isDirectory(linked)) {
            throw new StoreException("collision between " + quoted(file) + " and non-directory " + quoted(linked));
        }
        Files.delete(target);
        Files.createDirectory(target);
        add(linked, target, priorities.getOrDefault(target, 0));
    }

    /** Makes a link; throws {@link StoreException} if something is there. */
    static void create(Path link, Path target) {
        try {
            Files.createSymbolicLink(link, target);
        } catch (IOException e) {
            throw new StoreException(
                    "creating symlink " + quoted(link) + " -> " + quoted(target) + ": " + SystemReason.of(e), e);
        }
    }

    private static boolean isLeftOut(Path file) {
        Path parent = file.getParent();
        String name = DiskNames.nameOf(file);
        return LEFT_OUT.contains(name)
                || (name.equals("dir")
                        && parent != null
                        && DiskNames.nameOf(parent).equals("info"));
    }

    private static boolean isFolder(Path path) {
        return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    }

    private static String quoted(Path path) {
        return "\"" + DiskNames.textOf(path) + "\"";
    }
}
