package io.github.nix4j.flake.fetch.git;

import io.github.nix4j.flake.FlakeException;
import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.tree.FileType;
import io.github.nix4j.store.tree.SourceTree;
import io.github.nix4j.store.tree.Stat;
import io.github.nix4j.store.tree.TreePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
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
    private static final String SECTION = "submodule";
    private static final String NONE = "nix4j";

    /** What some editors begin texts in UTF-8 with. */
    private static final String MARK = "\u00ef\u00bb\u00bf";

    private GitModules() {}

    /** The submodules of a commit in order of their names; none if there is no such file. */
    static List<Module> in(SourceTree commit) throws IOException {
        Stat stat = commit.stat(FILE);
        if (stat == null) {
            return List.of();
        }
        if (stat.type() != FileType.REGULAR) {
            throw new FlakeException("'" + FILE + "' is not a regular file");
        }
        return parse(ByteText.of(commit.readFile(FILE)));
    }

    /**
     * Those of a working directory, where a link counts as what it leads to, wherever that is.
     *
     * @param files what is in {@code directory}, maybe not saved yet
     */
    static List<Module> in(SourceTree files, Path directory) throws IOException {
        Stat stat = files.stat(FILE);
        Path place = directory.resolve(FILE.name());
        if (stat == null || (stat.type() == FileType.SYMLINK && !Files.exists(place))) {
            return List.of();
        }
        if (stat.type() == FileType.DIRECTORY || Files.isDirectory(place)) {
            throw new FlakeException(
                    "parsing .gitmodules file: requested file is a directory (libgit2 error code = 3)");
        }
        return parse(ByteText.of(stat.type() == FileType.SYMLINK ? Files.readAllBytes(place) : files.readFile(FILE)));
    }

    private static List<Module> parse(String text) {
        Config config = new Config();
        try {
            // libgit2 takes settings before the first section, and a name at the very end.
            String plain = text.startsWith(MARK) ? text.substring(MARK.length()) : text;
            config.fromText("[" + NONE + "]\n" + ByteText.toUnicode(plain) + "\n");
        } catch (ConfigInvalidException e) {
            throw new FlakeException(
                    "parsing .gitmodules file: " + ByteText.fromUnicode(String.valueOf(e.getMessage())), 1, e);
        }
        // Sorted as libgit2's own names of the settings are.
        SortedMap<String, Module> modules = new TreeMap<>();
        for (String name : config.getSubsections(SECTION)) {
            add(modules, config, SECTION, name, name);
        }
        for (String section : config.getSections()) {
            // The old way to write it.
            if (section.startsWith(SECTION + ".")) {
                add(modules, config, section, null, section.substring(SECTION.length() + 1));
            }
        }
        return List.copyOf(modules.values());
    }

    private static void add(
            SortedMap<String, Module> modules,
            Config config,
            String section,
            @Nullable String subsection,
            String name) {
        String path = value(config, section, subsection, "path");
        String url = value(config, section, subsection, "url");
        String branch = value(config, section, subsection, "branch");
        if (path != null) {
            modules.putIfAbsent(
                    name + ".path",
                    new Module(
                            TreePath.of(path),
                            Objects.requireNonNullElse(url, ""),
                            Objects.requireNonNullElse(branch, "")));
        }
    }

    /** The first value, unlike elsewhere in Git; null if there is none. */
    private static @Nullable String value(Config config, String section, @Nullable String subsection, String key) {
        String[] values = config.getStringList(section, subsection, key);
        if (values.length == 0) {
            return null;
        }
        @Nullable String first = values[0];
        if (first != null && Config.isMissing(first)) {
            // A key alone. C++ Nix makes a string of it that is none.
            throw new FlakeException("basic_string: construction from null is not valid");
        }
        return first == null ? "" : ByteText.fromUnicode(first);
    }

    /**
     * Where a submodule's repository is, as libgit2 finds it.
     *
     * @param origin where the repository that has it comes from; null if nobody can tell
     */
    static String resolve(String url, @Nullable String origin) {
        String plain = url.replace('\\', '/');
        if (plain.startsWith("./") || plain.startsWith("../")) {
            if (origin == null) {
                throw unresolved(url);
            }
            int scheme = origin.indexOf("://");
            int start = scheme >= 0 ? scheme + 3 : origin.startsWith("/") ? 1 : 0;
            String path = joined(origin.substring(start) + "/" + plain, start > 0);
            if (path != null) {
                return origin.substring(0, start) + path;
            }
        } else if (plain.indexOf(':') >= 0 || plain.startsWith("/")) {
            return plain;
        }
        throw unresolved(url);
    }

    private static FlakeException unresolved(String url) {
        return new FlakeException("resolving Git submodule URL '" + url + "'");
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
