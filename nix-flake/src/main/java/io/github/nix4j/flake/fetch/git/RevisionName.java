package io.github.nix4j.flake.fetch.git;

import io.github.nix4j.flake.FlakeException;
import io.github.nix4j.store.ByteText;
import java.io.IOException;
import java.util.regex.Pattern;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.RevisionSyntaxException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.jspecify.annotations.Nullable;

/** A name that is asked for, most often of a branch, and the commit that it stands for. */
final class RevisionName {
    /** Where a clone has the HEAD of the repository that it was made from. */
    private static final String CLONED_HEAD = Constants.R_HEADS + Constants.HEAD;
    /** With fewer letters, libgit2 looks for no object. */
    private static final Pattern TOO_SHORT = Pattern.compile("[0-9a-fA-F]{1,3}");

    private static final Pattern WHOLE = Pattern.compile("[0-9a-fA-F]{40}");

    private final Repository repository;
    private final String name;

    /** @param name byte text */
    RevisionName(Repository repository, String name) {
        this.repository = repository;
        this.name = name;
    }

    /** The name of the commit; null if there is nothing of this name. */
    @Nullable
    String commit() throws IOException {
        requireLongEnough();
        try {
            boolean cloned = name.equals(Constants.HEAD) && repository.exactRef(CLONED_HEAD) != null;
            ObjectId id = repository.resolve((cloned ? CLONED_HEAD : ByteText.toUnicode(name)) + "^{commit}");
            if (id == null) {
                JGitRepository.requireReadable(
                        "resolving Git reference '" + name + "'", LooseReferences.corruptedWhere(repository, name));
                requireEnd();
            }
            return id == null ? null : id.name();
        } catch (IncorrectObjectTypeException e) {
            String why = "failed to parse revision specifier - Invalid pattern '" + name + "^{commit}'";
            throw failure(why + " (libgit2 error code = 3)", e);
        } catch (MissingObjectException e) {
            if (WHOLE.matcher(name).matches() && !isReference()) {
                return null;
            }
            throw failure(JGitRepository.absent(e.getObjectId().name()), e);
        } catch (RevisionSyntaxException e) {
            return null;
        }
    }

    private void requireEnd() throws IOException {
        if (LooseReferences.isTooDeepWhere(repository, name)) {
            throw JGitRepository.tooDeep("resolving Git reference '" + name + "'");
        }
    }

    private boolean isReference() throws IOException {
        Ref ref = repository.findRef(ByteText.toUnicode(name));
        return ref != null && ref.getObjectId() != null;
    }

    /** JGit would take the beginning of an object's name for that. */
    private void requireLongEnough() throws IOException {
        if (TOO_SHORT.matcher(name).matches() && !isReference()) {
            requireEnd();
            throw failure("ambiguous lookup - OID prefix is too short (libgit2 error code = 11)", null);
        }
    }

    private FlakeException failure(String why, @Nullable Exception cause) {
        return new FlakeException("resolving Git reference '" + name + "': " + why, 1, cause);
    }
}
