package io.github.nix4j.flake.fetch.git;

import io.github.nix4j.flake.FlakeException;
import io.github.nix4j.flake.fetch.FetchSettings;
import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.hash.HashAlgorithm;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.eclipse.jgit.api.FetchCommand;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.api.errors.TransportException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.TagOpt;
import org.jspecify.annotations.Nullable;

/**
 * A repository elsewhere, with its clone in a folder of clones. One process changes a clone at a time; what was fetched lately
 * is not asked for again.
 */
final class RemoteRepository {
    private static final String EVERYTHING = "+refs/*:refs/*";

    private final String url;
    private final Path clones;
    private final FetchSettings settings;

    RemoteRepository(String url, Path clones, FetchSettings settings) {
        this.url = url;
        this.clones = clones;
        this.settings = settings;
    }

    /** The full name of the branch that the remote HEAD is on. */
    String head() {
        try {
            for (Ref ref : Git.lsRemoteRepository()
                    .setRemote(ByteText.toUnicode(url))
                    .setHeads(false)
                    .call()) {
                if (ref.getName().equals(Constants.HEAD) && ref.isSymbolic()) {
                    return ByteText.fromUnicode(ref.getTarget().getName());
                }
            }
        } catch (GitAPIException e) {
            throw failure(e);
        }
        settings.warnings().accept("could not read HEAD ref from repo at '" + url + "', using 'master'");
        return "master";
    }

    private FlakeException failure(Exception cause) {
        return new FlakeException("Failed to fetch git repository '" + url + "'", 1, cause);
    }

    /** Brings the clone up to date as far as a revision, or else a branch, needs it; returns its directory. */
    Path fetch(String ref, @Nullable String rev, boolean shallow, boolean allRefs) throws IOException {
        Path directory = clones.resolve(HashAlgorithm.SHA256.hash(url).nix32() + (shallow ? "-shallow" : ""));
        Files.createDirectories(clones);
        Path lockFile = clones.resolve(directory.getFileName() + ".lock");
        // The lock holds against other processes only, and is lost when this one closes the file a second time: so in
        // this
        // one there is a monitor for each file, which equal strings share.
        String monitor = ("nix4j clone " + lockFile.toAbsolutePath().normalize()).intern();
        synchronized (monitor) {
            fetchAlone(directory, lockFile, ref, rev, shallow, allRefs);
        }
        return directory;
    }

    private void fetchAlone(
            Path directory, Path lockFile, String ref, @Nullable String rev, boolean shallow, boolean allRefs)
            throws IOException {
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock();
                Repository repository = open(directory)) {
            if (lock.isValid() && needsFetch(repository, directory, ref, rev, allRefs)) {
                update(repository, directory, ref, rev, shallow, allRefs);
            }
            if (rev != null && !repository.getObjectDatabase().has(ObjectId.fromString(rev))) {
                throw new FlakeException(
                        "Cannot find Git revision '" + rev + "' in ref '" + ref + "' of repository '" + url
                                + "'! Please make sure that the rev exists on the ref you've specified or add allRefs = true; to fetchGit.");
            }
        }
    }

    private static Repository open(Path directory) throws IOException {
        Repository repository = new FileRepositoryBuilder()
                .setGitDir(directory.toFile())
                .setBare()
                .build();
        if (!Files.exists(directory.resolve(Constants.HEAD))) {
            repository.create(true);
        }
        return repository;
    }

    private boolean needsFetch(Repository repository, Path directory, String ref, @Nullable String rev, boolean allRefs)
            throws IOException {
        if (rev != null) {
            return !repository.getObjectDatabase().has(ObjectId.fromString(rev));
        }
        Path mark = mark(directory, ref);
        return allRefs
                || !Files.exists(mark)
                || Files.getLastModifiedTime(mark)
                        .toInstant()
                        .isBefore(Instant.now().minus(settings.timeToLive()));
    }

    /** A file whose date is when {@code ref} was fetched. */
    private static Path mark(Path directory, String ref) {
        return directory.resolve("nix4j-" + HashAlgorithm.SHA256.hash(ref).nix32());
    }

    /** Fetches one commit; a server that gives out only what a reference names is asked for all that it has. */
    private void fetchRevision(Repository repository, String what, boolean shallow) throws GitAPIException {
        try {
            fetch(repository, what, shallow);
        } catch (TransportException e) {
            fetch(repository, EVERYTHING, shallow);
        }
    }

    private void fetch(Repository repository, String refSpec, boolean shallow) throws GitAPIException {
        FetchCommand command = new Git(repository)
                .fetch()
                .setRemote(ByteText.toUnicode(url))
                .setRefSpecs(new RefSpec(ByteText.toUnicode(refSpec)))
                .setTagOpt(TagOpt.NO_TAGS);
        if (shallow) {
            command.setDepth(1);
        }
        command.call();
    }

    private void update(
            Repository repository, Path directory, String ref, @Nullable String rev, boolean shallow, boolean allRefs)
            throws IOException {
        String name = ref.startsWith("refs/") || ref.equals(Constants.HEAD) ? ref : Constants.R_HEADS + ref;
        String branch = "+" + name + ":" + name;
        Path mark = mark(directory, ref);
        try {
            if (rev == null) {
                fetch(repository, allRefs ? EVERYTHING : branch, shallow);
            } else {
                fetchRevision(repository, allRefs ? EVERYTHING : rev, shallow);
            }
            Files.write(mark, new byte[0]);
            Files.setLastModifiedTime(mark, FileTime.from(Instant.now()));
        } catch (GitAPIException e) {
            if (!Files.exists(mark)) {
                throw failure(e);
            }
            settings.warnings()
                    .accept("could not update local clone of Git repository '" + url
                            + "'; continuing with the most recent version");
        }
    }
}
