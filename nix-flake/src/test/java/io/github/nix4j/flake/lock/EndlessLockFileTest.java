package io.github.nix4j.flake.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nix4j.flake.FlakeException;
import io.github.nix4j.flake.FlakeLoader;
import io.github.nix4j.flake.ref.InputPath;
import io.github.nix4j.flake.ref.ReferenceRules;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lock files whose nodes lie in themselves, of which C++ Nix dies, and such as are very deep. */
class EndlessLockFileTest {
    private static final String HASH = "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";

    @TempDir
    Path directory;

    private Path top = Path.of("");

    @BeforeEach
    void makeFlakes() throws IOException {
        top = Files.createDirectory(directory.resolve("top"));
        Path other = Files.createDirectory(directory.resolve("other"));
        Files.writeString(other.resolve("flake.nix"), "{ outputs = _: { }; }");
        Files.writeString(top.resolve("flake.nix"), "{ inputs.a.url = \"path:" + other + "\"; outputs = _: { }; }");
    }

    private String node(String name, String inputs) {
        String ref = "\"type\":\"path\",\"path\":\"" + directory.resolve("other") + "\"";
        return ",\"" + name + "\":{\"inputs\":" + inputs + ",\"locked\":{" + ref + ",\"narHash\":\"" + HASH
                + "\"},\"original\":{" + ref + "}}";
    }

    private static String file(String nodes) {
        return "{\"version\":7,\"root\":\"root\",\"nodes\":{\"root\":{\"inputs\":{\"a\":\"a\"}}" + nodes + "}}";
    }

    private LockPlan plan(LockMode mode, String nodes) throws IOException {
        Files.writeString(top.resolve("flake.lock"), file(nodes));
        FlakeLoader loader = FlakeLoader.builder(top).build();
        return loader.plan(loader.references().parse("path:" + top), mode, null);
    }

    private String chain(int length) {
        StringBuilder nodes = new StringBuilder(node("a", "{\"q\":\"n0\"}"));
        for (int i = 0; i < length; i++) {
            nodes.append(node("n" + i, i + 1 < length ? "{\"q\":\"n" + (i + 1) + "\"}" : "{}"));
        }
        return nodes.toString();
    }

    @Test
    void aNodeThatRefersToItself() {
        assertThatThrownBy(() -> plan(LockMode.DEFAULT, node("a", "{\"q\":\"a\"}")))
                .isInstanceOf(FlakeException.class)
                .hasMessageContaining("the input 'a/q' is the input 'a', in which it lies");
    }

    @Test
    void nodesThatReferToEachOther() {
        assertThatThrownBy(() -> plan(
                        LockMode.DEFAULT,
                        node("a", "{\"q\":\"b\"}") + node("b", "{\"r\":\"c\"}") + node("c", "{\"s\":\"b\"}")))
                .isInstanceOf(FlakeException.class)
                .hasMessageContaining("the input 'a/q/r/s' is the input 'a/q', in which it lies");
    }

    @Test
    void lockingAnewMendsThem() throws IOException {
        LockPlan plan = plan(LockMode.DEFAULT.withRecreate(true), node("a", "{\"q\":\"a\"}"));
        assertThat(plan.after().allInputs()).containsOnlyKeys(InputPath.parse("a"));
    }

    @Test
    void aNodeInTwoPlacesIsNoCircle() throws IOException {
        String nodes = node("a", "{\"q\":\"b\",\"r\":\"c\"}") + node("b", "{\"s\":\"c\"}") + node("c", "{}");
        assertThat(plan(LockMode.DEFAULT, nodes).after().allInputs()).hasSize(4);
    }

    @Test
    void deepFilesAreLockedOrRefused() throws IOException {
        assertThat(plan(LockMode.DEFAULT, chain(NodeTrail.DEEPEST - 1)).isChange())
                .isFalse();
        assertThatThrownBy(() -> plan(LockMode.DEFAULT, chain(10_000)))
                .isInstanceOf(FlakeException.class)
                .hasMessageContaining("lie more than 300 deep in each other, at node 'n299'");
        assertThatThrownBy(() -> LockFile.read(
                        file(chain(100_000)).getBytes(StandardCharsets.UTF_8), "l", ReferenceRules.quiet()))
                .isInstanceOf(FlakeException.class);
    }
}
