package io.github.nix4j.flake.fetch.git;

import io.github.nix4j.store.ByteText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.eclipse.jgit.api.FetchCommand;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.TrackingRefUpdate;
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

    JGitTransport(String url) {
        this.url = url;
    }

    @Override
    public @Nullable String head() throws IOException {
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
