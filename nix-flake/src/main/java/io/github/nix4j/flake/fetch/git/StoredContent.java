package io.github.nix4j.flake.fetch.git;

import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.tree.MemoryTree;
import io.github.nix4j.store.tree.SourceTree;
import io.github.nix4j.store.tree.TreePath;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.eclipse.jgit.attributes.Attribute;
import org.eclipse.jgit.attributes.AttributesNodeProvider;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.CoreConfig;
import org.eclipse.jgit.lib.Repository;
import org.jspecify.annotations.Nullable;

/**
 * What Git would store of the files of a working directory, as far as line ends and the attribute {@code ident} make it differ.
 * Programs that a repository's settings name as filters are never run, nor does C++ Nix run them: to look at a repository must
 * not be to trust it. So JGit's own comparison, which does run them, is not used.
 */
final class StoredContent {
    private static final String FILE = ".gitattributes";

    /** Whether line ends are those of the disk, of a text, or of a text if it looks like one. */
    private enum Kind {
        AS_IT_IS,
        TEXT,
        MAYBE_TEXT
    }

    private final Repository repository;
    private final GitAttributes attributes;
    private final Kind usual;

    private StoredContent(Repository repository, GitAttributes attributes, Kind usual) {
        this.repository = repository;
        this.attributes = attributes;
        this.usual = usual;
    }

    /**
     * @param settings the repository's
     * @param disk the working directory
     * @param index where attributes are that the working directory has lost
     */
    static StoredContent of(Repository repository, Config settings, SourceTree disk, DirCache index)
            throws IOException {
        AttributesNodeProvider own = repository.createAttributesNodeProvider();
        GitAttributes attributes = new GitAttributes(
                List.of(disk, indexed(repository, index)),
                GitAttributes.rules(own.getInfoAttributesNode()),
                GitAttributes.rules(own.getGlobalAttributesNode()));
        return new StoredContent(repository, attributes, usual(settings));
    }

    /** The {@code .gitattributes} files that {@code index} has. */
    static SourceTree indexed(Repository repository, DirCache index) throws IOException {
        MemoryTree.Builder tree = MemoryTree.builder();
        for (int i = 0; i < index.getEntryCount(); i++) {
            DirCacheEntry entry = index.getEntry(i);
            TreePath path = TreePath.of("/" + ByteText.of(entry.getRawPath()));
            if (path.name().equals(FILE) && entry.getStage() == DirCacheEntry.STAGE_0 && isFile(entry)) {
                tree.file(path, repository.open(entry.getObjectId()).getBytes(), false);
            }
        }
        return tree.build();
    }

    private static boolean isFile(DirCacheEntry entry) {
        return (entry.getRawMode() & 0170000) == 0100000;
    }

    private static Kind usual(Config settings) {
        try {
            return settings.getEnum("core", null, "autocrlf", CoreConfig.AutoCRLF.FALSE) == CoreConfig.AutoCRLF.FALSE
                    ? Kind.AS_IT_IS
                    : Kind.MAYBE_TEXT;
        } catch (IllegalArgumentException e) {
            // No such value: libgit2 then takes all for text.
            return Kind.TEXT;
        }
    }

    /** The content of the file that {@code entry} of the index has, as Git would store it. */
    byte[] of(TreePath path, byte[] content, DirCacheEntry entry) throws IOException {
        Attribute ident = attributes.find(path, false, "ident");
        boolean identified = ident != null && ident.getState() == Attribute.State.SET;
        byte[] text = identified ? Identifiers.removed(content) : content;
        Kind kind = kind(path);
        if (kind == Kind.AS_IT_IS) {
            return text;
        }
        TextStatistics statistics = TextStatistics.of(text);
        boolean kept =
                statistics.lineEnds() == 0 || kind == Kind.MAYBE_TEXT && (statistics.isBinary() || hasReturns(entry));
        return kept ? text : withoutReturns(text);
    }

    private Kind kind(TreePath path) throws IOException {
        Kind kind = kind(attributes.find(path, false, "text"));
        if (kind == null) {
            kind = kind(attributes.find(path, false, "crlf"));
        }
        if (kind == null) {
            Attribute ends = attributes.find(path, false, "eol");
            String value = ends == null ? null : ends.getValue();
            return "lf".equals(value) || "crlf".equals(value) ? Kind.TEXT : usual;
        }
        return kind;
    }

    private static @Nullable Kind kind(@Nullable Attribute attribute) {
        if (attribute == null) {
            return null;
        }
        return switch (attribute.getState()) {
            case SET -> Kind.TEXT;
            case UNSET -> Kind.AS_IT_IS;
            case UNSPECIFIED -> null;
            case CUSTOM ->
                "input".equals(attribute.getValue())
                        ? Kind.TEXT
                        : "auto".equals(attribute.getValue()) ? Kind.MAYBE_TEXT : null;
        };
    }

    /** Whether what is in the index has carriage returns: then line ends are not converted unless somebody says so. */
    private boolean hasReturns(DirCacheEntry entry) throws IOException {
        if (!isFile(entry)) {
            return true;
        }
        try {
            byte[] indexed =
                    repository.open(entry.getObjectId(), Constants.OBJ_BLOB).getBytes();
            return ByteText.of(indexed).indexOf('\r') >= 0;
        } catch (MissingObjectException e) {
            // A file that was only announced has none.
            return false;
        }
    }

    private static byte[] withoutReturns(byte[] text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(text.length);
        for (int i = 0; i < text.length; i++) {
            if (text[i] != '\r' || i + 1 == text.length || text[i + 1] != '\n') {
                out.write(text[i]);
            }
        }
        return out.toByteArray();
    }
}
