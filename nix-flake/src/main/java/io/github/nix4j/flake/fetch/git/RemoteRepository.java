package io.github.nix4j.flake.fetch.git;

import io.github.nix4j.flake.FlakeException;
import io.github.nix4j.flake.WholeFile;
import io.github.nix4j.flake.fetch.FetchSettings;
import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.Secrets;
import io.github.nix4j.store.activity.Activity;
import io.github.nix4j.store.activity.ActivityKind;
import io.github.nix4j.store.fetch.FetchLock;
import io.github.nix4j.store.hash.HashAlgorithm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.util.FileUtils;
import org.jspecify.annotations.Nullable;

/**
 * A repository elsewhere, with its clone in a folder of clones. One process changes a clone at a time; what was fetched lately
 * is not asked for again.
 */
final class RemoteRepository {
    private static final String EVERYTHING = "+refs/*:refs/*";
    /** The same, to where it counts for no reference that was asked for. */
    private static final String ASIDE = "+refs/*:refs/nix4j/*";

    private final String url;
    private final String shown;
    private final Path clones;
    private final FetchSettings settings;
    private final GitTransport transport;
    private boolean headIsGuessed;

    RemoteRepository(String url, Path clones, FetchSettings settings) {
        this.url = url;
        this.shown = Secrets.hideInUrl(url);
        this.clones = clones;
        this.settings = settings;
        GitTransport java = new JGitTransport(url, settings.warnings());
        transport = url.startsWith("file:") ? java : new ProgramTransport(url, java, settings.warnings());
    }

    /**
     * The full name of the branch that the remote HEAD is on. What was found lately, or by another while this one waited for it,
     * is not asked for again.
     *
     * @param fetched whether the branch is wanted, and not a revision: then only what was fetched of it as well counts as found
     */
    String head(boolean shallow, boolean fetched) throws IOException {
        Instant asked = Instant.now();
        Path note = beside(directory(shallow), ".head");
        if (isFresh(note)) {
            String known = known(note, shallow, fetched);
            if (known != null) {
                return known;
            }
        }
        try (FetchLock lock = FetchLock.take(clones, directory(shallow).getFileName() + ".lock")) {
            String known = known(note, shallow, fetched && !cameAfter(note, asked));
            return known != null && (isFresh(note) || cameAfter(note, asked)) ? known : askForHead(note, known);
        }
    }

    private @Nullable String known(Path note, boolean shallow, boolean fetched) throws IOException {
        String known = Files.exists(note) ? ByteText.of(Files.readAllBytes(note)) : null;
        if (known == null || !fetched) {
            return known;
        }
        Path directory = directory(shallow);
        if (!Files.exists(directory.resolve(Constants.HEAD))) {
            return null;
        }
        try (Repository repository = repository(directory)) {
            return new ClonedReference(repository, known).exists() ? known : null;
        }
    }

    private String askForHead(Path note, @Nullable String known) throws IOException {
        try (Activity activity = settings.activities().begin(ActivityKind.GIT_HEAD, shown)) {
            String found = transport.head();
            if (found != null) {
                WholeFile.write(note, ByteText.bytes(found));
                return found;
            }
        } catch (GitTransport.TransportFailure e) {
            if (known != null) {
                settings.warnings()
                        .accept("could not get HEAD ref for repository '" + shown + "'; using expired cached ref '"
                                + known + "'");
                return known;
            }
        }
        settings.warnings().accept("could not read HEAD ref from repo at '" + shown + "', using 'master'");
        headIsGuessed = true;
        return "master";
    }

    private Path directory(boolean shallow) {
        return clones.resolve(HashAlgorithm.SHA256.hash(url).nix32() + (shallow ? "-shallow" : ""));
    }

    private static Path beside(Path directory, String suffix) {
        return directory.resolveSibling(directory.getFileName() + suffix);
    }

    private boolean isFresh(Path mark) throws IOException {
        return cameAfter(mark, Instant.now().minus(settings.timeToLive()));
    }

    /** Whether {@code mark} exists and is not older than that. */
    private static boolean cameAfter(Path mark, Instant time) throws IOException {
        return Files.exists(mark)
                && !Files.getLastModifiedTime(mark).toInstant().isBefore(time);
    }

    private FlakeException failure(Exception cause) {
        return new FlakeException("Failed to fetch git repository '" + shown + "'", 1, cause);
    }

    /** Brings the clone up to date as far as a revision, or else a branch, needs it; returns its directory. */
    Path fetch(String ref, @Nullable String rev, boolean shallow, boolean allRefs) throws IOException {
        Instant asked = Instant.now();
        Path directory = directory(shallow);
        try (FetchLock lock = FetchLock.take(clones, directory.getFileName() + ".lock");
                Repository repository = open(directory)) {
            ClonedReference reference = new ClonedReference(repository, ref);
            if (needsFetch(repository, reference, rev, allRefs, asked)) {
                update(directory, ref, reference, rev, shallow, allRefs);
            }
            if (rev != null && !repository.getObjectDatabase().has(ObjectId.fromString(rev))) {
                throw new FlakeException(
                        "Cannot find Git revision '" + rev + "' in ref '" + ref + "' of repository '" + shown
                                + "'! Please make sure that the rev exists on the ref you've specified or add allRefs = true; to fetchGit.");
            }
        }
        return directory;
    }

    private Repository open(Path directory) throws IOException {
        if (!Files.exists(directory.resolve(Constants.HEAD))) {
            create(directory);
        }
        Repository repository = repository(directory);
        RepositoryOwner.check(directory, repository);
        return repository;
    }

    private static Repository repository(Path directory) throws IOException {
        return new FileRepositoryBuilder()
                .setGitDir(directory.toFile())
                .setBare()
                .build();
    }

    /** Makes an empty clone, of which nothing is seen before it is whole. */
    private void create(Path directory) throws IOException {
        Path unfinished = beside(directory, ".new");
        int how = FileUtils.RECURSIVE | FileUtils.SKIP_MISSING;
        FileUtils.delete(unfinished.toFile(), how);
        FileUtils.delete(directory.toFile(), how);
        try (Repository repository = repository(unfinished)) {
            repository.create(true);
            // What relative addresses of submodules are relative to.
            repository.getConfig().setString("remote", "origin", "url", url);
            repository.getConfig().save();
        }
        Files.move(unfinished, directory, StandardCopyOption.ATOMIC_MOVE);
    }

    private boolean needsFetch(
            Repository repository, ClonedReference reference, @Nullable String rev, boolean allRefs, Instant asked)
            throws IOException {
        if (rev != null) {
            return !repository.getObjectDatabase().has(ObjectId.fromString(rev));
        }
        Instant oldest = Instant.now().minus(settings.timeToLive());
        // Another may have brought it while this one waited.
        return allRefs || !(reference.cameAfter(oldest) || reference.cameAfter(asked));
    }

    /** Fetches one commit; a server that gives out only what a reference names is asked for all that it has. */
    private void fetchRevision(Path directory, String what, boolean shallow, UnfinishedFetch fetch) throws IOException {
        try {
            transport.fetch(directory, what, shallow, fetch);
        } catch (GitTransport.TransportFailure e) {
            transport.fetch(directory, ASIDE, shallow, fetch);
            try (Repository repository = repository(directory)) {
                if (!repository.getObjectDatabase().has(ObjectId.fromString(what))) {
                    throw e;
                }
            }
        }
    }

    private void update(
            Path directory,
            String ref,
            ClonedReference reference,
            @Nullable String rev,
            boolean shallow,
            boolean allRefs)
            throws IOException {
        String branch = "+" + (ref.equals(Constants.HEAD) ? ref : reference.name()) + ":" + reference.name();
        // Not ended by what is no failure of the other side, such as an interrupt: that may leave what is to be cleared
        // up.
        UnfinishedFetch fetch = UnfinishedFetch.begin(directory);
        try (Activity activity = settings.activities().begin(ActivityKind.GIT_FETCH, shown)) {
            if (rev != null && !allRefs) {
                fetchRevision(directory, rev, shallow, fetch);
            } else {
                transport.fetch(directory, allRefs ? EVERYTHING : branch, shallow, fetch);
            }
            fetch.end();
        } catch (GitTransport.TransportFailure e) {
            fetch.end();
            if (!reference.exists()) {
                throw failure(e);
            }
            settings.warnings()
                    .accept("could not update local clone of Git repository '" + shown
                            + "'; continuing with the most recent version");
        }
        if (rev == null) {
            // Of a revision, the branch may not even have come. What could not be brought is not tried again for a
            // while.
            reference.touch();
        }
        if (headIsGuessed) {
            // Of a short name Git makes no HEAD.
            settings.warnings().accept("could not update cached head '" + ref + "' for '" + shown + "'");
        }
    }
}
