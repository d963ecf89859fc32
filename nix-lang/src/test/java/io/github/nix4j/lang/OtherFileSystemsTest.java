package io.github.nix4j.lang;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.github.nix4j.lang.io.EvalIo;
import io.github.nix4j.store.tree.DiskTree;
import io.github.nix4j.store.tree.MemoryTree;
import io.github.nix4j.store.tree.OverlayTree;
import io.github.nix4j.store.tree.SourceTree;
import io.github.nix4j.store.tree.TreePath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Evaluation over trees that are no POSIX disk: Windows path rules, memory, unsaved buffers over files. */
class OtherFileSystemsTest {
    private static NixEvaluator over(SourceTree tree) {
        return NixEvaluator.builder()
                .io(EvalIo.local().withRoot(tree))
                .baseDirectory("/")
                .build();
    }

    @Test
    void evaluatesOnAFileSystemWithWindowsRules() throws IOException {
        try (FileSystem windows = Jimfs.newFileSystem(Configuration.windows())) {
            Path project = windows.getPath("C:\\projects\\project");
            Files.createDirectories(project.resolve("sub"));
            Files.writeString(
                    project.resolve("default.nix"),
                    "{ x = import ./sub/x.nix; names = builtins.readDir ./.; t = ./sub; }");
            Files.writeString(project.resolve("sub").resolve("x.nix"), "builtins.readFile ./text + \"!\"");
            Files.writeString(project.resolve("sub").resolve("text"), "é", StandardCharsets.UTF_8);
            try (NixEvaluator nix = over(DiskTree.of(project))) {
                var attrs = nix.evaluate("import ./.").asAttrs();
                assertThat(attrs.get("x").asString()).isEqualTo("é!");
                assertThat(attrs.get("names").asAttrs().names()).isEqualTo(List.of("default.nix", "sub"));
                assertThat(nix.evaluate("\"${./sub}\"").asString()).matches("/nix/store/[0-9a-z]{32}-sub");
            }
        }
    }

    @Test
    void unsavedBuffersHideTheFilesBelow() {
        MemoryTree saved = MemoryTree.builder()
                .file("/a.nix", "import ./b.nix")
                .file("/b.nix", "1")
                .build();
        MemoryTree buffers = MemoryTree.builder().file("/b.nix", "2").build();
        try (NixEvaluator nix = over(saved)) {
            assertThat(nix.evaluate("import ./a.nix").asLong()).isEqualTo(1);
        }
        try (NixEvaluator nix = over(new OverlayTree(saved, buffers))) {
            assertThat(nix.evaluate("import ./a.nix").asLong()).isEqualTo(2);
        }
    }

    @Test
    void theDefaultProfileReachesNothing() {
        try (NixEvaluator nix = NixEvaluator.isolated()) {
            assertThatThrownBy(() -> nix.evaluate("builtins.readFile /etc/passwd"))
                    .isInstanceOf(NixException.class);
            assertThat(nix.evaluate("builtins.getEnv \"PATH\"").asString()).isEmpty();
            assertThat(nix.evaluate("builtins.nixPath").toJava()).isEqualTo(List.of());
            assertThat(TreePath.of("/../etc")).isEqualTo(TreePath.of("/etc"));
        }
    }
}
