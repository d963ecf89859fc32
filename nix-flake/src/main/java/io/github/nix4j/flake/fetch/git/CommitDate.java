package io.github.nix4j.flake.fetch.git;

import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.util.RawParseUtils;

/** When a commit was made. JGit keeps 32 bits of it, which ends in 2038 (and, as it reads them, in 2106). */
final class CommitDate {
    private CommitDate() {}

    /**
     * Seconds since 1970, by its committer.
     *
     * @param commit one whose content is at hand
     */
    static long of(RevCommit commit) {
        byte[] content = commit.getRawBuffer();
        int line = RawParseUtils.committer(content, 0);
        if (line < 0) {
            return commit.getCommitTime();
        }
        int end = RawParseUtils.nextLF(content, line);
        int at = end - 1;
        while (at > line && content[at] != '>') {
            at--;
        }
        return at == line ? commit.getCommitTime() : RawParseUtils.parseLongBase10(content, at + 1, null);
    }
}
