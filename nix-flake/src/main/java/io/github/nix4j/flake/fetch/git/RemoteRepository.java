package io.github.nix4j.flake.fetch.git;

import io.github.nix4j.flake.FlakeException;
import io.github.nix4j.flake.WholeFile;
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
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
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
    private final GitTransport transport;

    RemoteRepository(String url, Path clones, FetchSettings settings) {
        this.url = url;
        this.clones = clones;
        this.settings = settings;
        GitTransport java = new JGitTransport(url);
        transport = url.startsWith("file:") ? java : new ProgramTransport(url, java, settings.warnings());
    }

    /** The full name of the branch that the remote HEAD is on. What was found lately is not asked for again. */
    String head(boolean shallow) throws IOException {
        Path note = directory(shallow).resolve("nix4j-HEAD");
        String known = Files.exists(note) ? ByteText.of(Files.readAllBytes(note)) : null;
        if (known != null && isFresh(note)) {
            return known;
        }
        try {
            String found = transport.head();
            if (found != null) {
                Files.createDirectories(note.getParent());
                WholeFile.write(note, ByteText.bytes(found));
                return found;
            }
        } catch (GitTransport.TransportFailure e) {
            if (known != null) {
                settings.warnings()
                        .accept("could not get HEAD ref for repository '" + url + "'; using expired cached ref '"
                                + known + "'");
                return known;
            }
        }
        settings.warnings().accept("could not read HEAD ref from repo at '" + url + "', using 'master'");
        return "master";
    }

    private Path directory(boolean shallow) {
        return clones.resolve(HashAlgorithm.SHA256.hash(url).nix32() + (shallow ? "-shallow" : ""));
    }

    private boolean isFresh(Path mark) throws IOException {
        return !Files.getLastModifiedTime(mark)
                .toInstant()
                .isBefore(Instant.now().minus(settings.timeToLive()));
    }

    private FlakeException failure(Exception cause) {
        return new FlakeException("Failed to fetch git repository '" + url + "'", 1, cause);
    }

    /** Brings the clone up to date as far as a revision, or else a branch, needs it; returns its directory. */
    Path fetch(String ref, @Nullable String rev, boolean shallow, boolean allRefs) throws IOException {
        Path directory = directory(shallow);
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
                update(directory, ref, rev, shallow, allRefs);
            }
            if (rev != null && !repository.getObjectDatabase().has(ObjectId.fromString(rev))) {
                throw new FlakeException(
                        "Cannot find Git revision '" + rev + "' in ref '" + ref + "' of repository '" + url
                                + "'! Please make sure that the rev exists on the ref you've specified or add allRefs = true; to fetchGit.");
            }
        }
    }

    private Repository open(Path directory) throws IOException {
        Repository repository = new FileRepositoryBuilder()
                .setGitDir(directory.toFile())
                .setBare()
                .build();
        if (!Files.exists(directory.resolve(Constants.HEAD))) {
            repository.create(true);
        }
        if (!url.equals(repository.getConfig().getString("remote", "origin", "url"))) {
            // What relative addresses of submodules are relative to.
            repository.getConfig().setString("remote", "origin", "url", url);
            repository.getConfig().save();
        }
        return repository;
    }

    private boolean needsFetch(Repository repository, Path directory, String ref, @Nullable String rev, boolean allRefs)
            throws IOException {
        if (rev != null) {
            return !repository.getObjectDatabase().has(ObjectId.fromString(rev));
        }
        Path mark = mark(directory, ref);
        return allRefs || !Files.exists(mark) || !isFresh(mark);
    }

    /** A file whose date is when {@code ref} was fetched. */
    private static Path mark(Path directory, String ref) {
        return directory.resolve("nix4j-" + HashAlgorithm.SHA256.hash(ref).nix32());
    }

    /** Fetches one commit; a server that gives out only what a reference names is asked for all that it has. */
    private void fetchRevision(Path directory, String what, boolean shallow) throws IOException {
        try {
            transport.fetch(directory, what, shallow);
        } catch (GitTransport.TransportFailure e) {
            transport.fetch(directory, EVERYTHING, shallow);
            try (Repository repository = open(directory)) {
                if (!repository.getObjectDatabase().has(ObjectId.fromString(what))) {
                    throw e;
                }
            }
        }
    }

    private void update(Path directory, String ref, @Nullable String rev, boolean shallow, boolean allRefs)
            throws IOException {
        String name = ref.startsWith("refs/") || ref.equals(Constants.HEAD) ? ref : Constants.R_HEADS + ref;
        // The clone's own HEAD says nothing of the other repository.
        String branch = "+" + name + ":" + (name.equals(Constants.HEAD) ? Constants.R_HEADS + name : name);
        Path mark = mark(directory, ref);
        try {
            if (rev == null) {
                transport.fetch(directory, allRefs ? EVERYTHING : branch, shallow);
            } else {
                if (allRefs) {
                    transport.fetch(directory, EVERYTHING, shallow);
                } else {
                    fetchRevision(directory, rev, shallow);
                }
            }
            Files.write(mark, new byte[0]);
            Files.setLastModifiedTime(mark, FileTime.from(Instant.now()));
        } catch (GitTransport.TransportFailure e) {
            if (!Files.exists(mark)) {
                throw failure(e);
            }
            settings.warnings()
                    .accept("could not update local clone of Git repository '" + url
                            + "'; continuing with the most recent version");
        }
    }
}
