package io.github.nix4j.cli.command;

import io.github.nix4j.cli.CliException;
import io.github.nix4j.lang.io.AccessControlled;
import io.github.nix4j.lang.io.SourcePath;
import io.github.nix4j.store.tree.FileType;
import io.github.nix4j.store.tree.Stat;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads folders of templates, with what Nix says where there is none. */
final class TemplateFolder {
    private TemplateFolder() {}

    /** The sorted names in {@code folder}, to which no link may lead. */
    static List<String> names(SourcePath folder) throws IOException {
        if (folder.tree() instanceof AccessControlled tree) {
            tree.checkAccess(folder.path());
        }
        FileType nearest = FileType.DIRECTORY;
        @Nullable FileType type = null;
        for (SourcePath step : way(folder)) {
            Stat stat = step.tree().stat(step.path());
            type = stat == null ? null : stat.type();
            if (type == FileType.SYMLINK) {
                throw new CliException("path '" + step.display() + "' is a symlink");
            }
            // A store that is mounted may have nothing above it.
            nearest = type == null ? nearest : type;
        }
        if (type == FileType.DIRECTORY) {
            return folder.tree().list(folder.path());
        }
        boolean below = nearest == FileType.DIRECTORY;
        String reason = below ? folder.tree().whyAbsent(folder.path()) : null;
        throw new CliException(
                reason != null
                        ? reason
                        : "cannot read directory \"" + folder.display() + "\": "
                                + (below ? "No such file or directory" : "Not a directory"));
    }

    private static Deque<SourcePath> way(SourcePath folder) {
        Deque<SourcePath> way = new ArrayDeque<>();
        SourcePath step = folder;
        way.addFirst(step);
        while (!step.path().isRoot()) {
            step = step.parent();
            way.addFirst(step);
        }
        return way;
    }
}
