package io.github.nix4j.flake.fetch.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jgit.lib.Constants;
import org.jspecify.annotations.Nullable;

/**
 * Local repositories that were read lately. To open one and to find its HEAD takes as long as all else that locking asks of a
 * small repository; one that stays open only looks whether its files have changed. Thread-safe.
 *
 * <p>A plain map: Guava's cache brings the JDK's logging along, and a record as the key makes its hash with method handles, which
 * together took a fresh process 17 ms.
 */
final class OpenRepositories {
    private static final int MOST = 256;
    private static final long IDLE = Duration.ofMinutes(1).toNanos();

    /** By working directory, the one that was asked for last at the end. */
    private final Map<Path, Known> repositories = new LinkedHashMap<>(16, 0.75f, true);

    /**
     * @param identity that of the folder {@code .git}: another one in its place is another repository
     * @param used when it was asked for last, of {@link System#nanoTime}
     */
    private record Known(JGitRepository repository, Object identity, long used) {}

    /** The repository whose working directory is {@code directory}. */
    JGitRepository at(Path directory) throws IOException {
        BasicFileAttributes own;
        try {
            own = Files.readAttributes(directory.resolve(Constants.DOT_GIT), BasicFileAttributes.class);
        } catch (NoSuchFileException e) {
            // A link that leads nowhere.
            throw RepositoryFormat.absent(directory, e);
        }
        Object identity = own.fileKey();
        if (!own.isDirectory() || identity == null) {
            // A file names the repository, and may name another one tomorrow.
            return JGitRepository.open(directory);
        }
        JGitRepository known = find(directory, identity);
        if (known == null) {
            known = JGitRepository.open(directory);
        } else {
            known.requireOwn();
        }
        keep(directory, new Known(known, identity, System.nanoTime()));
        return known;
    }

    private synchronized @Nullable JGitRepository find(Path directory, Object identity) {
        Known known = repositories.get(directory);
        return known != null && known.identity().equals(identity) ? known.repository() : null;
    }

    private synchronized void keep(Path directory, Known known) {
        repositories.put(directory, known);
        // Those that are dropped are not closed: somebody may still read their trees.
        var oldest = repositories.values().iterator();
        while (oldest.hasNext()) {
            if (known.used() - oldest.next().used() <= IDLE && repositories.size() <= MOST) {
                break;
            }
            oldest.remove();
        }
    }
}
