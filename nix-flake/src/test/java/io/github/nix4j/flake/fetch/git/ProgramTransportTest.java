package io.github.nix4j.flake.fetch.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When another way than the {@code git} program is taken. */
class ProgramTransportTest {
    @TempDir
    Path directory;

    private final List<String> otherwise = new ArrayList<>();

    private final GitTransport other = new GitTransport() {
        @Override
        public String head() {
            otherwise.add("head");
            return "refs/heads/other";
        }

        @Override
        public void fetch(Path clone, String refSpec, boolean shallow, UnfinishedFetch fetch) {
            otherwise.add(refSpec);
        }
    };

    /** As on a full disk. */
    @Test
    void notForAMarkThatCannotBeWritten() throws IOException {
        Path clone = Files.createDirectories(directory.resolve("clone"));
        UnfinishedFetch fetch = UnfinishedFetch.begin(clone);
        fetch.end();
        Files.createDirectories(clone.resolve("nix4j-fetching"));
        GitTransport transport = new ProgramTransport("file://" + directory.resolve("nope"), other, warning -> {});
        assertThatThrownBy(() -> transport.fetch(clone, "+HEAD:refs/heads/x", false, fetch))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(GitTransport.TransportFailure.class);
        assertThat(otherwise).isEmpty();
    }

    @Test
    void notWhereItFails() {
        GitTransport transport = new ProgramTransport("file://" + directory.resolve("nope"), other, warning -> {});
        assertThatThrownBy(transport::head).isInstanceOf(GitTransport.TransportFailure.class);
        assertThat(otherwise).isEmpty();
    }
}
