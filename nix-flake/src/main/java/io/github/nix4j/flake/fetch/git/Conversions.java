package io.github.nix4j.flake.fetch.git;

import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.tree.SourceTree;
import io.github.nix4j.store.tree.TreePath;
import java.io.File;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.Repository;

/** Whether files of a working directory may have other bytes than the objects that Git took them from. */
final class Conversions {
    private static final String FILE = ".gitattributes";
    private static final List<String> WORDS =
            List.of("text", "crlf", "eol", "ident", "filter", "working-tree-encoding", "binary", "[attr]");

    private Conversions() {}

    /**
     * Says so rather too often.
     *
     * @param settings those of the repository
     * @param disk the working directory
     * @param files what is tracked of it
     */
    static boolean possible(Repository repository, Config settings, SourceTree disk, Collection<TreePath> files)
            throws IOException {
        if (GitSettings.changesLineEnds(settings)
                || settings.getString("core", null, "attributesfile") != null
                || new File(repository.getDirectory(), "info/attributes").exists()
                || new File(repository.getCommonDirectory(), "info/attributes").exists()
                || new File("/etc/gitattributes").exists()
                || new File(repository.getFS().userHome(), ".config/git/attributes").exists()) {
            return true;
        }
        for (TreePath file : files) {
            if (file.name().equals(FILE) && mentionsOne(ByteText.of(disk.readFile(file)))) {
                return true;
            }
        }
        return false;
    }

    private static boolean mentionsOne(String attributes) {
        String text = attributes.toLowerCase(Locale.ROOT);
        return WORDS.stream().anyMatch(text::contains);
    }
}
