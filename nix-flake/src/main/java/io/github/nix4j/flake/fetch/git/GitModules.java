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
     * Where a submodule's repository is, as libgit2 finds it.
     *
     * @param origin where the repository that has it comes from
     */
    static String resolve(String url, String origin) {
        String plain = url.replace('\\', '/');
        if (plain.startsWith("./") || plain.startsWith("../")) {
            int scheme = origin.indexOf("://");
            int start = scheme >= 0 ? scheme + 3 : origin.startsWith("/") ? 1 : 0;
            String path = joined(origin.substring(start) + "/" + plain, start > 0);
            if (path != null) {
                return origin.substring(0, start) + path;
            }
        } else if (plain.indexOf(':') >= 0 || plain.startsWith("/")) {
            return plain;
        }
        throw new FlakeException("resolving Git submodule URL '" + url + "'");
    }

    /**
     * A path without dots, empty parts and what double dots undo; slashes at its beginning are lost.
     *
     * @param rooted whether it is below something that double dots do not lead out of
     * @return null if they do
     */
    private static @Nullable String joined(String path, boolean rooted) {
        List<String> parts = new ArrayList<>();
        for (String part : path.split("/+")) {
            if (part.isEmpty() || part.equals(".")) {
                continue;
            }
            boolean top = parts.isEmpty() || parts.get(parts.size() - 1).equals("..");
            if (part.equals("..") && top && rooted) {
                return null;
            }
            if (part.equals("..") && !top) {
                parts.remove(parts.size() - 1);
            } else {
                parts.add(part);
            }
        }
        boolean open = path.endsWith("/") || path.endsWith("/.") || path.endsWith("/..");
        return String.join("/", parts) + (open && !parts.isEmpty() ? "/" : "");
    }
}
