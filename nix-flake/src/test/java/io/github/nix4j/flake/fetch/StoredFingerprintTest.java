package io.github.nix4j.flake.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nix4j.flake.ref.FlakeRefParser;
import io.github.nix4j.flake.ref.Input;
import io.github.nix4j.flake.ref.ReferenceRules;
import io.github.nix4j.store.tree.MemoryTree;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A tree that is in the store already has the fingerprint that it had when it was fetched: evaluation is remembered by it. */
class StoredFingerprintTest {
    @TempDir
    Path folder;

    @Test
    void ofACommit() throws Exception {
        Path repository = folder.resolve("repository");
        try (Git git = Git.init().setDirectory(repository.toFile()).call()) {
            Files.writeString(repository.resolve("a"), "a");
            git.add().addFilepattern("a").call();
            git.commit()
                    .setMessage("a")
                    .setSign(false)
                    .setAuthor("a", "a@example.org")
                    .setCommitter("a", "a@example.org")
                    .call();
        }
        assertSame("git+file://" + repository, true);
        assertSame("git+file://" + repository + "?exportIgnore=1", true);
    }

    /** Nix knows none of what it only has a hash of. */
    @Test
    void ofADirectory() throws Exception {
        Files.writeString(folder.resolve("a"), "a");
        assertSame("path:" + folder, false);
    }

    private void assertSame(String reference, boolean some) {
        FetchedTree fetched = fetcher(StoredTrees.NONE)
                .fetch(FlakeRefParser.of(ReferenceRules.quiet())
                        .parse(reference)
                        .input());
        Input locked = fetched.locked();
        Input pinned = locked.withAttributes(locked.attributes().with("narHash", fetched.narHash()))
                .asFinal();
        FetchedTree stored =
                fetcher((name, narHash) -> MemoryTree.ofFile(new byte[0])).fetch(pinned);
        assertThat(stored.fingerprint()).isEqualTo(fetched.fingerprint());
        assertThat(stored.fingerprint() != null).isEqualTo(some);
    }

    private InputFetcher fetcher(StoredTrees stored) {
        return InputFetcher.standard(FetchSettings.in(folder, warning -> {}), stored);
    }
}
