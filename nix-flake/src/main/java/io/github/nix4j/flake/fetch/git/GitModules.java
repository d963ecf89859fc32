package io.github.nix4j.flake.fetch.git;

import io.github.nix4j.flake.FlakeException;
import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.tree.FileType;
import io.github.nix4j.store.tree.SourceTree;
import io.github.nix4j.store.tree.Stat;
import io.github.nix4j.store.tree.TreePath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.Config;
import org.jspecify.annotations.Nullable;

/** The submodules that a tree's {@code .gitmodules} describes. Texts are byte text. */
final class GitModules {
    /**
     * A submodule.
     *
     * @param path where it is in the tree
     * @param url where its repository is, maybe relative to that of the tree
     * @param branch the branch it follows; a dot means that of the tree's repository, empty none
     */
    record Module(TreePath path, String url, String branch) {}

    private static final TreePath FILE = TreePath.of("/.gitmodules");

    private GitModules() {}

    /** The submodules in order of their names; none if there is no such file. */
    static List<Module> in(SourceTree tree) throws IOException {
        Stat stat = tree.stat(FILE);
        if (stat == null || stat.type() != FileType.REGULAR) {
            return List.of();
        }
        Config config = new Config();
        try {
            config.fromText(ByteText.toUnicode(ByteText.of(tree.readFile(FILE))));
        } catch (ConfigInvalidException e) {
            throw new FlakeException(
                    "parsing .gitmodules file: " + ByteText.fromUnicode(String.valueOf(e.getMessage())), 1, e);
        }
        List<Module> modules = new ArrayList<>();
        for (String name : new TreeSet<>(config.getSubsections("submodule"))) {
            String path = value(config, name, "path");
            if (path != null) {
                modules.add(new Module(
                        TreePath.of(path),
                        Objects.requireNonNullElse(value(config, name, "url"), ""),
                        Objects.requireNonNullElse(value(config, name, "branch"), "")));
            }
        }
        return modules;
    }

    private static @Nullable String value(Config config, String name, String key) {
        String value = config.getString("submodule", name, key);
        return value == null ? null : ByteText.fromUnicode(value);
    }

    /**
     * Where a submodule's repository is.
     *
     * @param origin where the repository that has it comes from
     */
    static String resolve(String url, String origin) {
        if (!url.startsWith("./") && !url.startsWith("../")) {
            if (url.indexOf(':') >= 0 || url.startsWith("/")) {
                return url;
            }
            throw new FlakeException("resolving Git submodule URL '" + url + "'");
        }
        String base = origin.endsWith("/") ? origin.substring(0, origin.length() - 1) : origin;
        String rest = url;
        while (true) {
            if (rest.startsWith("./")) {
                rest = rest.substring(2);
            } else if (rest.startsWith("../")) {
                int cut = Math.max(base.lastIndexOf('/'), base.lastIndexOf(':'));
                if (cut < 0) {
                    throw new FlakeException("resolving Git submodule URL '" + url + "'");
                }
                base = base.substring(0, cut);
                rest = rest.substring(3);
            } else {
                return base + "/" + rest;
            }
        }
    }
}
