package io.github.nix4j.flake.fetch.git;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import io.github.nix4j.flake.FlakeException;
import io.github.nix4j.store.ByteText;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URISyntaxException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.eclipse.jgit.api.FetchCommand;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.errors.NotSupportedException;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.FetchResult;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.TrackingRefUpdate;
import org.eclipse.jgit.transport.Transport;
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

    /** How long a server may say nothing: as long as Nix waits for the rest of a download. */
    private static final int SECONDS = 300;

    private final String url;
    private final Consumer<String> warnings;

    /** @param warnings who is told why a repository on this machine is not read */
    JGitTransport(String url, Consumer<String> warnings) {
        this.url = url;
        this.warnings = warnings;
    }

    /** Where the repository is on this machine; null if it is elsewhere or there is nothing. */
    private @Nullable Path place() throws TransportFailure {
        try {
            URIish place = new URIish(ByteText.toUnicode(url));
            Path directory = place.isRemote() ? null : Path.of(place.getPath());
            return directory == null || !Files.exists(directory) ? null : directory;
        } catch (URISyntaxException e) {
            throw new TransportFailure(String.valueOf(e.getMessage()), e);
        }
    }

    /** The program {@code git} refuses to read what others own, JGit does not look. */
    private void requireOwn() throws IOException {
        Path directory = place();
        if (directory == null) {
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
        Path place = place();
        if (place != null) {
            return headOf(place);
        }
        // JGit cannot ask servers that know nothing of Git without a repository, and does not say that it needs one.
        Path asking = Files.createTempDirectory("nix4j-ls-remote");
        try (Git none = Git.init().setBare(true).setDirectory(asking.toFile()).call()) {
            for (Ref ref : none.lsRemote()
                    .setRemote(ByteText.toUnicode(url))
                    .setHeads(false)
                    .setTimeout(SECONDS)
                    .call()) {
                if (ref.getName().equals(Constants.HEAD)) {
                    return name(ref);
                }
            }
            return null;
        } catch (GitAPIException e) {
            throw new TransportFailure(String.valueOf(e.getMessage()), e);
        } finally {
            MoreFiles.deleteRecursively(asking, RecursiveDeleteOption.ALLOW_INSECURE);
        }
    }

    /** Without JGit's way of asking, which prints a trace where it is refused. */
    private static @Nullable String headOf(Path place) throws IOException {
        try (Repository repository = JGitRepository.build(place)) {
            Ref head = repository.exactRef(Constants.HEAD);
            return head == null || head.getObjectId() == null ? null : name(head);
        } catch (InterruptedIOException | ClosedByInterruptException e) {
            throw e;
        } catch (IOException e) {
            // Longer names of objects than JGit knows: Git's program reads them.
            return LooseReferences.target(place, Constants.HEAD);
        } catch (FlakeException e) {
            throw new TransportFailure(String.valueOf(e.getMessage()), e);
        }
    }

    private static @Nullable String name(Ref ref) {
        ObjectId id = ref.getObjectId();
        return ref.isSymbolic() ? ByteText.fromUnicode(ref.getTarget().getName()) : id == null ? null : id.name();
    }

    @Override
    public void fetch(Path directory, String refSpec, boolean shallow, UnfinishedFetch fetch) throws IOException {
        requireOwn();
        Path place = place();
        try (Git git = Git.open(directory.toFile())) {
            RefSpec what = new RefSpec(ByteText.toUnicode(refSpec));
            @Nullable
            FetchResult result =
                    place == null ? ask(git, what, shallow) : bring(place, git.getRepository(), what, shallow);
            if (result == null) {
                return;
            }
            for (TrackingRefUpdate update : result.getTrackingRefUpdates()) {
                if (FAILURES.contains(update.getResult())) {
                    throw new TransportFailure(update.toString(), null);
                }
                if (update.getResult() != RefUpdate.Result.NO_CHANGE) {
                    new ClonedReference(git.getRepository(), ByteText.fromUnicode(update.getLocalName())).unpack();
                }
            }
        } catch (GitAPIException | NotSupportedException | TransportException e) {
            throw new TransportFailure(String.valueOf(e.getMessage()), e);
        }
    }

    private FetchResult ask(Git git, RefSpec what, boolean shallow) throws GitAPIException {
        FetchCommand command = git.fetch()
                .setRemote(ByteText.toUnicode(url))
                .setRefSpecs(what)
                .setTagOpt(TagOpt.NO_TAGS)
                .setTimeout(SECONDS);
        if (shallow) {
            command.setDepth(1);
        }
        return command.call();
    }

    private static @Nullable FetchResult bring(Path place, Repository target, RefSpec what, boolean shallow)
            throws IOException {
        requireKnownForm(place);
        try (Repository source = JGitRepository.build(place);
                Transport transport = LocalTransport.between(source, target)) {
            transport.setTagOpt(TagOpt.NO_TAGS);
            if (shallow) {
                transport.setDepth(1);
            }
            List<RefSpec> parts = shallow ? List.of(what) : new ShallowSource(source, target).parts(what);
            return parts.isEmpty() ? null : transport.fetch(NullProgressMonitor.INSTANCE, parts);
        }
    }

    /** A repository with longer names of objects is none that a clone can take from. */
    private static void requireKnownForm(Path place) throws IOException {
        try {
            RepositoryFormat.check(place, JGitRepository.builder(place));
        } catch (FlakeException e) {
            throw new TransportFailure(String.valueOf(e.getMessage()), e);
        }
    }
}
