package io.github.nix4j.flake.lock;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.github.nix4j.flake.FlakeLoader;
import io.github.nix4j.flake.fetch.FetchSettings;
import io.github.nix4j.flake.ref.FlakeRef;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Locking on a file system with Windows' rules for paths and without POSIX attributes. */
class WindowsPathsTest {
    @Test
    void locksAsElsewhere() throws IOException {
        try (FileSystem windows = Jimfs.newFileSystem(Configuration.windows())) {
            Path top = Files.createDirectories(windows.getPath("C:\\projects\\top"));
            Path dependency = Files.createDirectories(windows.getPath("C:\\projects\\dep"));
            Files.createDirectories(top.resolve("sub"));
            Files.writeString(dependency.resolve("flake.nix"), "{ outputs = _: { v = 1; }; }\n");
            Files.writeString(top.resolve("sub\\flake.nix"), "{ outputs = _: { v = 1; }; }\n");
            Files.writeString(
                    top.resolve("flake.nix"),
                    "{ inputs.dep.url = \"path:/C:/projects/dep\"; inputs.sub.url = ./sub; outputs = _: { }; }\n");
            try (Stream<Path> files = Files.walk(windows.getPath("C:\\projects"))) {
                for (Path file : files.toList()) {
                    Files.setLastModifiedTime(file, FileTime.fromMillis(1_700_000_000_000L));
                }
            }
            FlakeLoader loader = FlakeLoader.builder(top)
                    .settings(FetchSettings.in(top, warning -> {}))
                    .build();
            FlakeRef ref = loader.references().parse(".");
            assertThat(ref).hasToString("path:/C:/projects/top");
            loader.apply(loader.plan(ref, LockMode.DEFAULT), LockOutput.WRITE);
            // The hash is that of the same directory on Linux.
            assertThat(Files.readString(top.resolve("flake.lock")))
                    .contains("\"narHash\": \"sha256-Ix75GHEywjnGg/6KLcRYff3zBaH17/Eip6bmt/iEJuY=\"")
                    .contains("\"path\": \"/C:/projects/dep\"")
                    .contains("\"path\": \"sub\"");
            assertThat(loader.plan(ref, LockMode.DEFAULT).isChange()).isFalse();
        }
    }
}
