package io.github.nix4j.flake.fetch.git;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import org.eclipse.jgit.lib.Constants;

/**
 * Local repositories that were read lately. To open one and to find its HEAD takes as long as all else that locking asks of a
 * small repository; one that stays open only looks whether its files have changed. Thread-safe.
 */
final class OpenRepositories {
    private static final int MOST = 256;
    private static final Duration IDLE = Duration.ofMinutes(1);

    /** @param identity that of the folder {@code .git}: another one in its place is another repository */
    private record Place(Path directory, Object identity) {}

    // Those that are dropped are not closed: somebody may still read their trees.
    private final Cache<Place, JGitRepository> repositories =
            CacheBuilder.newBuilder().maximumSize(MOST).expireAfterAccess(IDLE).build();

    /** The repository whose working directory is {@code directory}. */
    JGitRepository at(Path directory) throws IOException {
        BasicFileAttributes own = Files.readAttributes(directory.resolve(Constants.DOT_GIT), BasicFileAttributes.class);
        Object identity = own.fileKey();
        if (!own.isDirectory() || identity == null) {
            // A file names the repository, and may name another one tomorrow.
            return JGitRepository.open(directory);
        }
        Place place = new Place(directory, identity);
        JGitRepository known = repositories.getIfPresent(place);
        if (known == null) {
            known = JGitRepository.open(directory);
            repositories.put(place, known);
        }
        return known;
    }
}
