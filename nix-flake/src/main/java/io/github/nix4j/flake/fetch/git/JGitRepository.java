package io.github.nix4j.flake.fetch.git;

import io.github.nix4j.flake.FlakeException;
import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.tree.DiskTree;
import io.github.nix4j.store.tree.SourceTree;
import io.github.nix4j.store.tree.TreeFilter;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.eclipse.jgit.attributes.AttributesNodeProvider;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.RepositoryNotFoundException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.jspecify.annotations.Nullable;

/** A repository that JGit reads. */
final class JGitRepository implements GitRepository {
    private final Path directory;
    private final Repository repository;
    /** What HEAD was at when it was asked for last: a commit stays what it is. */
    private volatile GitHead.@Nullable Commit lastHead;
    /** The last count of a history that is all here. */
    private volatile @Nullable History lastCount;

    private record History(String revision, long count) {}

    private JGitRepository(Path directory, Repository repository) {
        this.directory = directory;
        this.repository = repository;
    }

    /**
     * Opens the repository whose working directory, or which itself if it is bare, is {@code directory}; one that belongs to
     * somebody else or has a form that libgit2 does not read is refused.
     */
    static JGitRepository open(Path directory) throws IOException {
        CheckedBuilder builder = builder(directory);
        RepositoryFormat.check(directory, builder);
        JGitRepository repository = new JGitRepository(directory, build(directory, builder));
        repository.requireOwn();
        return repository;
    }

    /** The same repository, whosesoever it is. */
    static Repository build(Path directory) throws IOException {
        return build(directory, builder(directory));
    }

    private static Repository build(Path directory, FileRepositoryBuilder builder) throws IOException {
        try {
            return builder.build();
        } catch (RepositoryNotFoundException e) {
            throw RepositoryFormat.absent(directory, e);
        }
    }

    static CheckedBuilder builder(Path directory) throws IOException {
        Path dotGit = directory.resolve(Constants.DOT_GIT);
        CheckedBuilder builder = new CheckedBuilder();
        builder.setMustExist(true);
        if (Files.isRegularFile(dotGit)) {
            builder.setGitDir(GitFile.target(directory, dotGit).toFile()).setWorkTree(directory.toFile());
        } else {
            builder.setGitDir((Files.exists(dotGit) ? dotGit : directory).toFile());
        }
        return builder;
    }

    /** Fails if it has become somebody else's. */
    void requireOwn() throws IOException {
        RepositoryOwner.check(directory, repository);
    }

    @Override
    public @Nullable String headRef() throws IOException {
        Ref head = repository.exactRef(Constants.HEAD);
        if (branch(head) == null) {
            String corrupted = LooseReferences.corrupted(repository, Constants.HEAD);
            if (corrupted != null) {
                throw new FlakeException("looking up HEAD: corrupted loose reference file: " + corrupted);
            }
            if (LooseReferences.isTooDeep(repository, Constants.HEAD)) {
                // What it names counts, wherever that leads.
                return LooseReferences.target(repository.getDirectory().toPath(), Constants.HEAD);
            }
        }
        return branch(head);
    }

    private static @Nullable String branch(@Nullable Ref head) {
        return head != null && head.isSymbolic()
                ? ByteText.fromUnicode(head.getTarget().getName())
                : null;
    }

    @Override
    public GitHead head() throws IOException {
        Ref head = repository.exactRef(Constants.HEAD);
        String ref = branch(head);
        ObjectId id = head == null ? null : head.getObjectId();
        if (id == null || ref == null) {
            requireReadable("resolving HEAD", LooseReferences.corrupted(repository, Constants.HEAD));
        }
        if (id == null && LooseReferences.isTooDeep(repository, Constants.HEAD)) {
            throw tooDeep("resolving HEAD");
        }
        if (id == null) {
            return new GitHead(ref, null);
        }
        GitHead.Commit known = lastHead;
        if (known == null || !known.revision().equals(id.name())) {
            RevCommit commit = headCommit(id.name());
            known = new GitHead.Commit(id.name(), commit.getTree().name(), CommitDate.of(commit));
            lastHead = known;
        }
        return new GitHead(ref, known);
    }

    private RevCommit headCommit(String revision) throws IOException {
        try (RevWalk walk = new RevWalk(repository)) {
            return walk.parseCommit(ObjectId.fromString(revision));
        } catch (MissingObjectException e) {
            throw new GitHead.MissingException(missing(revision, null).getMessage(), e);
        } catch (IncorrectObjectTypeException e) {
            throw new FlakeException("peeling Git object '" + revision + "'", 1, e);
        }
    }

    static FlakeException tooDeep(String what) {
        return new FlakeException(what + ": cannot resolve reference (>5 levels deep) (libgit2 error code = 4)");
    }

    static void requireReadable(String what, @Nullable String corrupted) {
        if (corrupted != null) {
            throw new FlakeException(
                    what + ": corrupted loose reference file: " + corrupted + " (libgit2 error code = 4)");
        }
    }

    @Override
    public WorkTree workTree(SourceTree files, GitHead head) throws IOException {
        return new WorkTreeReader(repository, files, head).read();
    }

    @Override
    public @Nullable String resolve(String ref) throws IOException {
        return new RevisionName(repository, ref).commit();
    }

    @Override
    public boolean hasObject(String revision) throws IOException {
        return repository.getObjectDatabase().has(ObjectId.fromString(revision));
    }

    @Override
    public boolean isShallow() throws IOException {
        return hasOwnHistory()
                && !repository.getObjectDatabase().getShallowCommits().isEmpty();
    }

    /**
     * Whether this is no linked work tree of a clone without history: where history ends is noted in the clone, and Nix looks for
     * it in the work tree's own part, where it is not.
     */
    private boolean hasOwnHistory() {
        return repository.getDirectory().toPath().resolve("shallow").toFile().exists()
                || !repository
                        .getCommonDirectory()
                        .toPath()
                        .resolve("shallow")
                        .toFile()
                        .exists();
    }

    @Override
    public long lastModified(String revision) throws IOException {
        return CommitDate.of(commit(revision));
    }

    private RevCommit commit(String revision) throws IOException {
        try (RevWalk walk = new RevWalk(repository)) {
            return walk.parseCommit(ObjectId.fromString(revision));
        } catch (MissingObjectException e) {
            throw missing(revision, e);
        } catch (IncorrectObjectTypeException e) {
            throw new FlakeException("peeling Git object '" + revision + "'", 1, e);
        }
    }

    private static FlakeException missing(String revision, @Nullable Exception cause) {
        return new FlakeException("getting Git object '" + revision + "': " + absent(revision), 1, cause);
    }

    /** What libgit2 says of an object that is not there. */
    static String absent(String name) {
        return (name.equals(ObjectId.zeroId().name())
                        ? "odb: cannot read object: null OID cannot exist"
                        : "object not found - no match for id (" + name + ")")
                + " (libgit2 error code = 9)";
    }

    @Override
    public long revCount(String revision) throws IOException {
        Set<ObjectId> shallow = repository.getObjectDatabase().getShallowCommits();
        if (!shallow.isEmpty()) {
            return countTo(revision, hasOwnHistory() ? Set.of() : shallow);
        }
        History known = lastCount;
        if (known == null || !known.revision().equals(revision)) {
            known = new History(revision, countTo(revision, Set.of()));
            lastCount = known;
        }
        return known.count();
    }

    private long countTo(String revision, Set<ObjectId> ends) throws IOException {
        try (RevWalk walk = new RevWalk(repository)) {
            walk.setRetainBody(false);
            walk.markStart(walk.parseCommit(ObjectId.fromString(revision)));
            long count = 0;
            for (RevCommit commit = walk.next(); commit != null; commit = walk.next()) {
                count++;
                if (ends.contains(commit.getId())) {
                    // The walk takes it for a first commit; its content names the parent that is not there.
                    RevCommit whole = RevCommit.parse(repository.open(commit).getBytes());
                    throw missing(whole.getParent(0).name(), null);
                }
            }
            return count;
        } catch (MissingObjectException e) {
            throw missing(e.getObjectId().name(), e);
        }
    }

    @Override
    public boolean hidesNothing(String revision) throws IOException {
        return repository.isBare()
                && repository.open(ObjectId.fromString(revision)).getType() == Constants.OBJ_TAG;
    }

    @Override
    public CommitTree commitTree(String revision, String display) throws IOException {
        ObjectId tree = commit(revision).getTree().getId();
        if (!repository.getObjectDatabase().has(tree)) {
            throw new FlakeException("peeling Git object '" + revision + "'");
        }
        return new CommitTree(repository, tree, display);
    }

    @Override
    public @Nullable String origin() throws IOException {
        try {
            if (OriginUrl.isOwn(repository.getConfig(), repository.getFullBranch())) {
                return null;
            }
            String url = OriginUrl.ofBranch(repository.getConfig(), repository.getFullBranch());
            if (url != null) {
                return url;
            }
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
        if (repository.isBare()) {
            return ByteText.fromUnicode(repository.getDirectory().toString());
        }
        // A linked work tree is beside the repository's own.
        File common = repository.getCommonDirectory();
        boolean own = common.equals(repository.getDirectory());
        return ByteText.fromUnicode((own ? repository.getWorkTree() : common.getParentFile()).toString());
    }

    @Override
    public String remoteUrl() {
        String url = OriginUrl.of(repository.getConfig(), Constants.DEFAULT_REMOTE_NAME);
        return url == null ? "" : url;
    }

    @Override
    public GitAttributes attributes(CommitTree commit) throws IOException {
        SourceTree disk = disk();
        return attributes(disk == null ? List.of(commit) : List.of(disk, index(), commit));
    }

    @Override
    public TreeFilter exportIgnore(CommitTree commit) throws IOException {
        return new ExportIgnore(disk(), attributes(commit));
    }

    @Override
    public TreeFilter exportIgnore() throws IOException {
        return new ExportIgnore(disk(), attributes(List.of(index())));
    }

    /** The working directory; null if there is none. */
    private @Nullable SourceTree disk() {
        return repository.isBare() ? null : DiskTree.of(repository.getWorkTree().toPath());
    }

    private SourceTree index() throws IOException {
        return StoredContent.indexed(repository, repository.readDirCache());
    }

    private GitAttributes attributes(List<SourceTree> trees) throws IOException {
        AttributesNodeProvider own = repository.createAttributesNodeProvider();
        return new GitAttributes(
                trees,
                GitAttributes.rules(own.getInfoAttributesNode()),
                GitAttributes.rules(own.getGlobalAttributesNode()));
    }

    @Override
    public void close() {
        repository.close();
    }
}
