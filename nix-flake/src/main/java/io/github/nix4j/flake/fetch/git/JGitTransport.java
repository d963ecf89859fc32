package io.github.nix4j.flake.fetch.git;

import io.github.nix4j.flake.FlakeException;
import io.github.nix4j.store.ByteText;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Consumer;
import org.eclipse.jgit.api.FetchCommand;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.TrackingRefUpdate;
import org.eclipse.jgit.transport.URIish;
import org.jspecify.annotations.Nullable;

/** Asks without any program. Knows no ssh. */
final class JGitTransport implements GitTransport {
    private static final Set<RefUpdate.Result> FAILURES = Set.of(
            RefUpdate.Result.LOCK_FAILURE,
            RefUpdate.Result.IO_FAILURE,
            RefUpdate.Result.REJECTED,
            RefUpdate.Result.REJECTED_MISSING_OBJECT,
            RefUpdate.Result.REJECTED_OTHER_REASON);

    private final String url;
    private final Consumer<String> warnings;

    /** @param warnings who is told why a repository on this machine is not read */
    JGitTransport(String url, Consumer<String> warnings) {
        this.url = url;
        this.warnings = warnings;
    }

    /** The program {@code git} refuses to read what others own, JGit does not look. */
    private void requireOwn() throws IOException {
        URIish place;
        try {
            place = new URIish(ByteText.toUnicode(url));
        } catch (URISyntaxException e) {
            throw new TransportFailure(String.valueOf(e.getMessage()), e);
        }
        Path directory = place.isRemote() ? null : Path.of(place.getPath());
        if (directory == null || !Files.exists(directory)) {
            return;
        }
        try (Repository repository = JGitRepository.build(directory)) {
            Path stranger = RepositoryOwner.stranger(directory, repository);
            if (stranger != null) {
                String what = "fatal: detected dubious ownership in repository at '"
                        + ByteText.fromUnicode(stranger.toString()) + "'";
                warnings.accept("git: " + what);
                throw new TransportFailure(what, null);
            }
        } catch (FlakeException e) {
            throw new TransportFailure(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public @Nullable String head() throws IOException {
        requireOwn();
        try {
            for (Ref ref : Git.lsRemoteRepository()
                    .setRemote(ByteText.toUnicode(url))
                    .setHeads(false)
                    .call()) {
                if (ref.getName().equals(Constants.HEAD)) {
                    ObjectId id = ref.getObjectId();
                    return ref.isSymbolic()
                            ? ByteText.fromUnicode(ref.getTarget().getName())
                            : id == null ? null : id.name();
                }
            }
            return null;
        } catch (GitAPIException e) {
            throw new TransportFailure(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public void fetch(Path directory, String refSpec, boolean shallow, UnfinishedFetch fetch) throws IOException {
        requireOwn();
        try (Git git = Git.open(directory.toFile())) {
            FetchCommand command = git.fetch()
                    .setRemote(ByteText.toUnicode(url))
                    .setRefSpecs(new RefSpec(ByteText.toUnicode(refSpec)))
                    .setTagOpt(TagOpt.NO_TAGS);
            if (shallow) {
                command.setDepth(1);
            }
            for (TrackingRefUpdate update : command.call().getTrackingRefUpdates()) {
                if (FAILURES.contains(update.getResult())) {
                    throw new TransportFailure(update.toString(), null);
                }
            }
        } catch (GitAPIException e) {
            throw new TransportFailure(String.valueOf(e.getMessage()), e);
        }
    }
}
