package io.github.nix4j.flake.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nix4j.flake.FlakeException;
import io.github.nix4j.flake.FlakeLoader;
import io.github.nix4j.store.path.StoreDir;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rule A19: a flake in the store gets no lock file, whoever runs the program. */
class StoredFlakeTest {
    @TempDir
    Path root;

    private Path stored;
    private FlakeLoader loader;

    @BeforeEach
    void makeFlake() throws IOException {
        Path store = root.toRealPath().resolve("store");
        stored = store.resolve("0123456789abcdfghijklmnpqrsvwxyz-source");
        Files.createDirectories(stored.resolve("kit"));
        Files.writeString(stored.resolve("flake.nix"), "{ inputs.kit.url = \"path:./kit\"; outputs = _: { }; }");
        Files.writeString(stored.resolve("kit/flake.nix"), "{ outputs = _: { }; }");
        loader = FlakeLoader.builder(root)
                .storeDir(new StoreDir(store.toString()))
                .build();
    }

    private LockPlan plan() {
        return loader.plan(loader.references().parse("path:" + stored), LockMode.DEFAULT);
    }

    @Test
    void itsLockFileIsNotWritten() {
        LockPlan plan = plan();
        assertThat(plan.isChange()).isTrue();
        assertThatThrownBy(() -> loader.apply(plan, LockOutput.WRITE))
                .isInstanceOf(FlakeException.class)
                .hasMessageContaining("cannot write modified lock file of flake 'path:" + stored
                        + "' (use '--no-write-lock-file' to ignore)");
        assertThat(stored.resolve("flake.lock")).doesNotExist();
    }

    @Test
    void anotherFileIsWritten() throws IOException {
        Path other = root.resolve("other.lock");
        loader.apply(plan(), LockOutput.WRITE.withFile(other));
        assertThat(other).content().contains("\"path\": \"./kit\"");
        assertThat(stored.resolve("flake.lock")).doesNotExist();
    }
}
