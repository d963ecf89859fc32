package io.github.nix4j.flake.ref;

import io.github.nix4j.flake.FlakeException;
import io.github.nix4j.flake.unsaved.UnsavedFiles;
import io.github.nix4j.lang.url.BadUrlException;
import io.github.nix4j.lang.url.NixUrl;
import io.github.nix4j.lang.url.PercentEncoding;
import io.github.nix4j.lang.url.UrlAuthority;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads flake references as text. Three forms are tried in turn: an identifier ({@code nixpkgs/nixos-25.05}), a URL
 * ({@code github:o/r}), a path ({@code ./x?dir=y}). Immutable; the methods named like options return changed copies.
 */
public final class FlakeRefParser {
    private static final String REVISION = "[0-9a-fA-F]{40}";
    private static final String REF = "[a-zA-Z0-9@][a-zA-Z0-9_./@+-]*";
    private static final Pattern IDENTIFIER = Pattern.compile("([a-zA-Z][a-zA-Z0-9_-]*(?:/(?:" + REVISION + "|" + REF
            + "(?:/" + REVISION + ")?))?)(?:#((?:[a-zA-Z0-9._~!$&'\"()*+,;=:@/? ^-]|%[0-9a-fA-F]{2})*))?");
    // No dots: for Java the byte 0x85 of UTF-8 ends a line.
    private static final Pattern PATH = Pattern.compile("([^?#]*)(?:\\?([^#]*))?(?:#([^\n\r]*))?");

    private final ReferenceRules rules;
    private final @Nullable Path directory;
    private final boolean allowMissing;
    private final boolean flakeWanted;
    private final boolean relativePaths;
    private final UnsavedFiles unsaved;
    private final Consumer<String> notices;

    private FlakeRefParser(
            ReferenceRules rules,
            @Nullable Path directory,
            boolean allowMissing,
            boolean flakeWanted,
            boolean relativePaths,
            UnsavedFiles unsaved,
            Consumer<String> notices) {
        this.rules = rules;
        this.directory = directory;
        this.allowMissing = allowMissing;
        this.flakeWanted = flakeWanted;
        this.relativePaths = relativePaths;
        this.unsaved = unsaved;
        this.notices = notices;
    }

    /** A parser without a working directory: paths must be absolute, and the disk is not looked at. */
    public static FlakeRefParser of(ReferenceRules rules) {
        return new FlakeRefParser(rules, null, false, true, false, new UnsavedFiles(), notice -> {});
    }

    /**
     * Resolves paths against {@code directory}, and searches upwards from them for the flake and its repository, as command
     * lines do.
     */
    public FlakeRefParser in(Path directory) {
        return new FlakeRefParser(rules, directory, allowMissing, flakeWanted, relativePaths, unsaved, notices);
    }

    /** Accepts directories without {@code flake.nix}. */
    public FlakeRefParser allowMissing(boolean allow) {
        return new FlakeRefParser(rules, directory, allow, flakeWanted, relativePaths, unsaved, notices);
    }

    /** Whether a flake is wanted (the default) or any tree or file. */
    public FlakeRefParser flakeWanted(boolean wanted) {
        return new FlakeRefParser(rules, directory, allowMissing, wanted, relativePaths, unsaved, notices);
    }

    /** Keeps relative paths as they are: they will be resolved in a flake's tree. */
    public FlakeRefParser relativePaths(boolean keep) {
        return new FlakeRefParser(rules, directory, allowMissing, flakeWanted, keep, unsaved, notices);
    }

    /** Sends what Nix tells its user without calling it a warning, as byte text. */
    public FlakeRefParser notices(Consumer<String> sink) {
        return new FlakeRefParser(rules, directory, allowMissing, flakeWanted, relativePaths, unsaved, sink);
    }

    /** Searches local files with these changes. */
    public FlakeRefParser unsaved(UnsavedFiles changes) {
        return new FlakeRefParser(rules, directory, allowMissing, flakeWanted, relativePaths, changes, notices);
    }

    /**
     * The flake in a local directory, whatever characters are in its name: with all of its files, as {@code path:} has them, also
     * where it is in a repository.
     */
    public FlakeRef ofDirectory(Path path) {
        String text = LocalPaths.toText(path.toAbsolutePath().normalize());
        return FlakeRef.fromAttributes(
                InputAttributes.EMPTY.with("type", "path").with("path", text), rules);
    }

    /**
     * Reads a reference that must have no fragment.
     *
     * @param text byte text ({@code ByteText.fromUnicode} makes it of Java's)
     * @throws IllegalArgumentException when there is a char in it that is no byte
     */
    public FlakeRef parse(String text) {
        ParsedFlakeRef parsed = parseWithFragment(text);
        if (!parsed.fragment().isEmpty()) {
            throw new FlakeException(
                    "unexpected fragment '" + parsed.fragment() + "' in flake reference '" + text + "'");
        }
        return parsed.ref();
    }

    /** Reads a reference and what follows its {@code #}; byte text, as {@link #parse}. */
    public ParsedFlakeRef parseWithFragment(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0xFF) {
                throw new IllegalArgumentException("char " + i + " of '" + text
                        + "' is no byte: this is Unicode text, of which ByteText.fromUnicode makes byte text");
            }
        }
        Matcher identifier = IDENTIFIER.matcher(text);
        if (identifier.matches()) {
            NixUrl url = NixUrl.of("flake", List.of(identifier.group(1).split("/", -1)));
            String fragment = identifier.group(2);
            return new ParsedFlakeRef(
                    new FlakeRef(Input.fromUrl(url, flakeWanted, rules), ""),
                    fragment == null ? "" : PercentEncoding.decode(fragment));
        }
        ParsedFlakeRef url = parseUrl(text);
        return url != null ? url : parsePath(text);
    }

    private @Nullable ParsedFlakeRef parseUrl(String text) {
        try {
            NixUrl url = NixUrl.parse(text, true, rules.warnings());
            if (directory != null
                    && (url.scheme().equals("path") || url.scheme().equals("git+file"))) {
                String path = UrlPaths.toPath(url.path());
                if (!path.startsWith("/")) {
                    String absolute = io.github.nix4j.store.tree.TreePath.of(LocalPaths.toText(directory) + "/" + path)
                            .text();
                    url = url.withPath(UrlPaths.toSegments(absolute));
                }
            }
            return fromUrl(url);
        } catch (BadUrlException e) {
            // Not a URL after all: the text may still be a path.
            return null;
        }
    }

    private ParsedFlakeRef parsePath(String text) {
        Matcher matcher = PATH.matcher(text);
        if (!matcher.matches()) {
            throw new FlakeException("invalid flakeref '" + text + "'");
        }
        String query = matcher.group(2);
        String fragment = matcher.group(3);
        String path = matcher.group(1);
        NixUrl url = new NixUrl(
                "path",
                null,
                List.of(),
                NixUrl.parseLenientQuery(query == null ? "" : query, rules.warnings()),
                PercentEncoding.decode(fragment == null ? "" : fragment));
        if (directory == null) {
            if (!relativePaths && !path.startsWith("/")) {
                throw new BadUrlException("flake reference '" + text + "' is not an absolute path");
            }
            return fromUrl(at(url, path));
        }
        LocalFlakeSearch search = new LocalFlakeSearch(directory, unsaved, rules.warnings(), notices);
        String absolute = search.absolute(path);
        if (flakeWanted) {
            absolute = search.flakeDirectory(absolute, allowMissing);
            LocalFlakeSearch.Repository repository = search.repository(absolute);
            if (repository != null) {
                return fromUrl(inRepository(url, repository, text));
            }
        }
        return fromUrl(at(url, absolute));
    }

    private static NixUrl inRepository(NixUrl url, LocalFlakeSearch.Repository repository, String text) {
        TreeMap<String, String> query = new TreeMap<>(url.query());
        if (!repository.dir().isEmpty()) {
            if (query.containsKey("dir")) {
                throw new FlakeException("flake URL '" + text + "' has an inconsistent 'dir' parameter");
            }
            query.put("dir", repository.dir());
        }
        if (repository.shallow()) {
            query.put("shallow", "1");
        }
        return at(url, repository.root()).withScheme("git+file").withQuery(query);
    }

    private static NixUrl at(NixUrl url, String path) {
        return new NixUrl(
                url.scheme(),
                path.startsWith("/") ? UrlAuthority.EMPTY : null,
                UrlPaths.toSegments(path),
                url.query(),
                url.fragment());
    }

    private ParsedFlakeRef fromUrl(NixUrl url) {
        TreeMap<String, String> query = new TreeMap<>(url.query());
        String dir = query.remove("dir");
        NixUrl tree = url.withQuery(Collections.unmodifiableSortedMap(query)).withFragment("");
        return new ParsedFlakeRef(
                new FlakeRef(Input.fromUrl(tree, flakeWanted, rules), dir == null ? "" : dir), url.fragment());
    }
}
