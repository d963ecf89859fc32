package io.github.nix4j.flake.fetch.git;

import io.github.nix4j.flake.FlakeException;
import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.tree.FileType;
import io.github.nix4j.store.tree.SourceTree;
import io.github.nix4j.store.tree.Stat;
import io.github.nix4j.store.tree.TreePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.dircache.DirCacheIterator;
import org.eclipse.jgit.dircache.DirCacheTree;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.jspecify.annotations.Nullable;

/**
 * Compares a working directory with its index and the index with HEAD. Only files that the index names are looked at, so
 * that untracked ones, however many, cost nothing; a file whose size and dates are those of the index is not read.
 */
final class WorkTreeReader {
    private static final int TYPE = 0170000;
    private static final long ANY_TIME = -1;
    private static final String BOTH_TIMES = "unix:lastModifiedTime,ctime";

    private final Repository repository;
    private final Config settings;
    private final SourceTree disk;
    private final @Nullable ObjectId headTree;
    private final boolean modesMatter;
    /** Whether a file in the place of a link is another thing: file systems without links have them as files. */
    private final boolean linksMatter;

    private final boolean timesCount;
    private final SortedSet<TreePath> files = new TreeSet<>();
    private final SortedSet<TreePath> modules = new TreeSet<>();
    private final SortedSet<TreePath> changed = new TreeSet<>();
    private final SortedSet<TreePath> deleted = new TreeSet<>();
    private final Map<TreePath, Boolean> directories = new HashMap<>();
    /** Whether some file counts as unchanged because the index says so. */
    private boolean trusted;
    /** Made when it is needed. */
    private @Nullable StoredContent stored;

    WorkTreeReader(Repository repository, SourceTree disk, GitHead head) throws IOException {
        this.repository = repository;
        this.headTree = headTree(repository, head);
        this.disk = disk;
        // JGit looks at four files each time it is asked for them.
        this.settings = repository.getConfig();
        this.modesMatter = GitSettings.flag(settings, "filemode", true);
        this.linksMatter = GitSettings.flag(settings, "symlinks", true);
        this.timesCount = GitSettings.flag(settings, "trustctime", true)
                && repository
                        .getDirectory()
                        .toPath()
                        .getFileSystem()
                        .supportedFileAttributeViews()
                        .contains("unix");
    }

    /** Null if there is none; for Nix, then nothing is in HEAD. */
    private static @Nullable ObjectId headTree(Repository repository, GitHead head) throws IOException {
        ObjectId tree =
                head.commit() == null ? null : ObjectId.fromString(head.commit().tree());
        return tree != null && repository.getObjectDatabase().has(tree) ? tree : null;
    }

    WorkTree read() throws IOException {
        if (repository.isBare()) {
            throw new FlakeException(
                    "getting working directory status: cannot status. This operation is not allowed against"
                            + " bare repositories. (libgit2 error code = 6)");
        }
        Instant written = !repository.getIndexFile().exists()
                ? Instant.EPOCH
                : Files.getLastModifiedTime(repository.getIndexFile().toPath()).toInstant();
        IndexTimes times = written.equals(Instant.EPOCH)
                ? null
                : IndexTimes.read(repository.getIndexFile().toPath());
        DirCache index = repository.readDirCache();
        readStaged(index);
        boolean usable = timesCount && times != null && times.size() == index.getEntryCount();
        for (int i = 0; i < index.getEntryCount(); i++) {
            readEntry(
                    index.getEntry(i),
                    written,
                    usable ? Objects.requireNonNull(times).at(i) : ANY_TIME);
        }
        return new WorkTree(files, modules, changed, deleted, exactTree());
    }

    private @Nullable String exactTree() throws IOException {
        boolean clean = !trusted && changed.isEmpty() && deleted.isEmpty() && modules.isEmpty() && modesMatter;
        ObjectId tree = clean ? headTree : null;
        return tree == null || Conversions.possible(repository, settings, disk, files) ? null : tree.name();
    }

    /** What differs between HEAD and the index. */
    private void readStaged(DirCache index) throws IOException {
        if (isAllOfHead(index)) {
            return;
        }
        try (ObjectReader reader = repository.newObjectReader();
                TreeWalk walk = new TreeWalk(repository, reader)) {
            walk.addTree(headTree == null ? new EmptyTreeIterator() : new CanonicalTreeParser(null, reader, headTree));
            walk.addTree(new DirCacheIterator(index));
            walk.setRecursive(true);
            walk.setFilter(TreeFilter.ANY_DIFF);
            while (walk.next()) {
                TreePath path = path(walk.getRawPath());
                boolean module = walk.getRawMode(0) == FileMode.GITLINK.getBits()
                        || walk.getRawMode(1) == FileMode.GITLINK.getBits();
                if (module) {
                    continue;
                }
                if (walk.getRawMode(1) == 0) {
                    deleted.add(path);
                } else if (walk.getRawMode(0) != 0 || !isAssumedUnchanged(walk)) {
                    changed.add(path);
                }
            }
        }
    }

    private static boolean isAssumedUnchanged(TreeWalk walk) {
        DirCacheIterator entry = walk.getTree(1, DirCacheIterator.class);
        return entry != null && entry.getDirCacheEntry().isAssumeValid();
    }

    /** Whether the index itself notes that it is the tree of HEAD; then no tree has to be read. */
    private boolean isAllOfHead(DirCache index) {
        DirCacheTree noted = index.getCacheTree(false);
        return noted != null
                && noted.getEntrySpan() == index.getEntryCount()
                && noted.getEntrySpan() > 0
                && noted.getObjectId().equals(headTree);
    }

    private void readEntry(DirCacheEntry entry, Instant written, long touched) throws IOException {
        TreePath path = path(entry.getRawPath());
        if (entry.getFileMode().equals(FileMode.GITLINK)) {
            modules.add(path);
            return;
        }
        Stat stat = parentsAreDirectories(path) ? disk.stat(path) : null;
        trusted |= entry.isAssumeValid() || entry.isSkipWorkTree();
        if (stat == null || stat.type() == FileType.DIRECTORY) {
            if (entry.isAssumeValid()) {
                // Nobody is to notice; what HEAD has to do with it is known already.
                return;
            }
            changed.remove(path);
            deleted.add(path);
            return;
        }
        files.add(path);
        if (entry.getStage() != DirCacheEntry.STAGE_0
                || !(entry.isAssumeValid() || entry.isSkipWorkTree())
                        && (entry.isIntentToAdd() || differs(entry, path, stat, written, touched))) {
            changed.add(path);
        }
    }

    private boolean parentsAreDirectories(TreePath path) throws IOException {
        TreePath parent = path.parent();
        if (parent == null || parent.isRoot()) {
            return true;
        }
        Boolean known = directories.get(parent);
        if (known == null) {
            Stat stat = parentsAreDirectories(parent) ? disk.stat(parent) : null;
            known = stat != null && stat.type() == FileType.DIRECTORY;
            directories.put(parent, known);
        }
        return known;
    }

    private boolean differs(DirCacheEntry entry, TreePath path, Stat stat, Instant written, long touched)
            throws IOException {
        int mode = entry.getRawMode();
        FileType type = (mode & TYPE) == (FileMode.TYPE_SYMLINK & TYPE) ? FileType.SYMLINK : FileType.REGULAR;
        if (stat.type() != type && (linksMatter || type != FileType.SYMLINK || stat.type() != FileType.REGULAR)) {
            return true;
        }
        if (type == FileType.REGULAR
                && modesMatter
                && stat.executable() != entry.getFileMode().equals(FileMode.EXECUTABLE_FILE)) {
            return true;
        }
        Path saved = disk.physical(path);
        if (saved != null && (int) stat.size() == entry.getLength() && isUntouched(saved, entry, written, touched)) {
            return false;
        }
        byte[] content = stat.type() == FileType.SYMLINK ? ByteText.bytes(disk.readLink(path)) : disk.readFile(path);
        // Whoever has not looked at a file enters no size. Any other size tells enough, even where what Git would store
        // is the same.
        if (entry.getLength() != 0 && content.length != entry.getLength()) {
            return true;
        }
        byte[] stored = type == FileType.SYMLINK ? content : stored().of(path, content, entry);
        try (ObjectInserter.Formatter formatter = new ObjectInserter.Formatter()) {
            return !formatter.idFor(Constants.OBJ_BLOB, stored).equals(entry.getObjectId());
        }
    }

    private StoredContent stored() throws IOException {
        StoredContent known = stored;
        if (known == null) {
            known = StoredContent.of(repository, settings, disk, repository.readDirCache());
            stored = known;
        }
        return known;
    }

    /**
     * Whether a file was last written and last changed when the index says so, and before the index was written: a file as young
     * as the index may have been changed after it was entered.
     */
    private static boolean isUntouched(Path file, DirCacheEntry entry, Instant written, long touched)
            throws IOException {
        Instant indexed = entry.getLastModifiedInstant();
        if (touched == ANY_TIME) {
            return isOld(Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS), indexed, written);
        }
        Map<String, Object> times = Files.readAttributes(file, BOTH_TIMES, LinkOption.NOFOLLOW_LINKS);
        return isOld((FileTime) times.get("lastModifiedTime"), indexed, written)
                && isOld((FileTime) times.get("ctime"), Instant.ofEpochSecond(0, touched), written);
    }

    private static boolean isOld(@Nullable FileTime asked, Instant indexed, Instant written) {
        FileTime time = Objects.requireNonNull(asked);
        return time.toInstant().isBefore(written) && sameTime(time.toInstant(), indexed);
    }

    /** Equal as far as both are precise: an index may keep whole seconds only. */
    private static boolean sameTime(Instant file, Instant index) {
        return file.getEpochSecond() == index.getEpochSecond()
                && (index.getNano() == 0 || file.getNano() == index.getNano());
    }

    private static TreePath path(byte[] raw) {
        return TreePath.of("/" + ByteText.of(raw));
    }
}
