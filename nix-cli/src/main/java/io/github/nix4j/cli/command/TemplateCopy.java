package io.github.nix4j.cli.command;

import io.github.nix4j.cli.CliException;
import io.github.nix4j.cli.Session;
import io.github.nix4j.flake.FileFailures;
import io.github.nix4j.flake.fetch.git.GitWorkTree;
import io.github.nix4j.lang.io.SourcePath;
import io.github.nix4j.store.SystemReason;
import io.github.nix4j.store.tree.DiskNames;
import io.github.nix4j.store.tree.FileType;
import io.github.nix4j.store.tree.Stat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Copies a template's files to where people work. What is there and different is left alone and counted. */
final class TemplateCopy {
    private final Session session;
    private final List<String> changed = new ArrayList<>();
    private int conflicts;

    TemplateCopy(Session session) {
        this.session = session;
    }

    int conflicts() {
        return conflicts;
    }

    void make(SourcePath from, Path to) throws IOException {
        try {
            Files.createDirectories(to);
        } catch (IOException e) {
            throw FileFailures.creatingDirectory(DiskNames.textOf(to), to, e);
        }
        for (String name : TemplateFolder.names(from)) {
            SourcePath source = from.child(name);
            Stat stat = source.tree().stat(source.path());
            Path target = DiskNames.resolve(to, io.github.nix4j.store.tree.TreePath.of("/" + name));
            if (stat == null
                    || !Set.of(FileType.DIRECTORY, FileType.REGULAR, FileType.SYMLINK)
                            .contains(stat.type())) {
                throw new CliException(
                        "path '" + source.display() + "' needs to be a symlink, file, or directory but instead is a "
                                + (stat == null ? "nothing" : stat.type()));
            }
            boolean written = switch (stat.type()) {
                case DIRECTORY -> {
                    make(source, target);
                    yield true;
                }
                case REGULAR -> file(source, target);
                default -> link(source, target);
            };
            if (written) {
                changed.add(DiskNames.textOf(target));
                session.err("wrote: \"" + DiskNames.textOf(target) + "\"");
            }
        }
    }

    private static boolean exists(Path target) {
        return Files.exists(target, LinkOption.NOFOLLOW_LINKS);
    }

    private boolean file(SourcePath source, Path target) throws IOException {
        byte[] content = source.tree().readFile(source.path());
        if (exists(target)) {
            keep(source, target, Arrays.equals(present(target), content));
            return false;
        }
        try {
            Files.write(target, content);
        } catch (IOException e) {
            throw FileFailures.opening(DiskNames.textOf(target), e);
        }
        return true;
    }

    private static byte[] present(Path target) {
        try {
            return Files.readAllBytes(target);
        } catch (IOException e) {
            if (Files.isDirectory(target)) {
                // Directories can be opened, and it is not told which one cannot be read.
                throw new CliException("read of 65536 bytes: Is a directory");
            }
            throw FileFailures.opening(DiskNames.textOf(target), e);
        }
    }

    private boolean link(SourcePath source, Path target) throws IOException {
        Path link = DiskNames.linkTarget(target.getFileSystem(), source.tree().readLink(source.path()));
        if (exists(target)) {
            if (!Files.isSymbolicLink(target)) {
                throw new CliException(
                        "filesystem error: read_symlink: Invalid argument [" + DiskNames.textOf(target) + "]");
            }
            keep(source, target, Files.readSymbolicLink(target).equals(link));
            return false;
        }
        try {
            Files.createSymbolicLink(target, link);
        } catch (IOException e) {
            throw new CliException("creating symlink \"" + DiskNames.textOf(target) + "\" -> \""
                    + source.tree().readLink(source.path()) + "\": " + SystemReason.of(e));
        }
        return true;
    }

    private void keep(SourcePath source, Path target, boolean same) {
        if (same) {
            session.err("skipping identical file: " + source.display());
        } else {
            session.err("refusing to overwrite existing file \"" + DiskNames.textOf(target)
                    + "\"\n please merge it manually with '" + source.display() + "'");
            conflicts++;
        }
    }

    /** Makes Git know the new files, if they are in a repository of its own. */
    void track(Path directory) throws IOException {
        if (!changed.isEmpty() && Files.exists(directory.resolve(".git"))) {
            new GitWorkTree(directory).track(changed);
        }
    }
}
