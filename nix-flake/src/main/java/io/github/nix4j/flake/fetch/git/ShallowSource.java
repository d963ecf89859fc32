package io.github.nix4j.flake.fetch.git;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevObject;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.RefSpec;

/**
 * A repository whose history may have ends, because it is a shallow clone. What such a one has is given, but Git makes no reference
 * that leads to an end, which is no failure to it, unless the taker has what is beyond.
 */
final class ShallowSource {
    private final Repository source;
    private final Repository target;

    ShallowSource(Repository source, Repository target) {
        this.source = source;
        this.target = target;
    }

    /** What to ask for instead of {@code what}: without a destination where there is to be no reference. */
    List<RefSpec> parts(RefSpec what) throws IOException {
        if (what.getDestination() == null
                || source.getObjectDatabase().getShallowCommits().isEmpty()) {
            return List.of(what);
        }
        Set<ObjectId> ends = unknownEnds();
        if (!what.isWildcard()) {
            Ref only = source.exactRef(what.getSource());
            // One that is not there is for the fetch to miss.
            return List.of(only == null ? what : part(what, only, ends));
        }
        List<RefSpec> parts = new ArrayList<>();
        for (Ref ref : source.getRefDatabase().getRefsByPrefix(Constants.R_REFS)) {
            if (what.matchSource(ref)) {
                parts.add(part(what.expandFromSource(ref), ref, ends));
            }
        }
        return parts;
    }

    private RefSpec part(RefSpec what, Ref ref, Set<ObjectId> ends) throws IOException {
        return leadsTo(source, ends, ref) ? what.setDestination(null) : what;
    }

    private Set<ObjectId> unknownEnds() throws IOException {
        Set<ObjectId> unknown = new HashSet<>();
        Set<ObjectId> known = target.getObjectDatabase().getShallowCommits();
        for (ObjectId end : source.getObjectDatabase().getShallowCommits()) {
            if (!known.contains(end) && !isInHistory(end)) {
                unknown.add(end);
            }
        }
        return unknown;
    }

    /** Whether a reference of the target leads to {@code end}: then it leads on from there. */
    private boolean isInHistory(ObjectId end) throws IOException {
        if (!target.getObjectDatabase().has(end)) {
            return false;
        }
        Set<ObjectId> wanted = Set.of(end);
        for (Ref ref : target.getRefDatabase().getRefsByPrefix(Constants.R_REFS)) {
            if (leadsTo(target, wanted, ref)) {
                return true;
            }
        }
        return false;
    }

    private static boolean leadsTo(Repository repository, Set<ObjectId> commits, Ref ref) throws IOException {
        if (commits.isEmpty() || ref.getObjectId() == null) {
            return false;
        }
        try (RevWalk walk = new RevWalk(repository)) {
            walk.setRetainBody(false);
            RevObject start = walk.peel(walk.parseAny(ref.getObjectId()));
            if (!(start instanceof RevCommit)) {
                return false;
            }
            walk.markStart((RevCommit) start);
            for (RevCommit commit = walk.next(); commit != null; commit = walk.next()) {
                if (commits.contains(commit.getId())) {
                    return true;
                }
            }
            return false;
        }
    }
}
