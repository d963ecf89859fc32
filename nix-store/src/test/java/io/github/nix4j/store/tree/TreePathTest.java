package io.github.nix4j.store.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Which paths are known to be canonical, which decides who may read them. */
class TreePathTest {
    @Test
    void canonicalPathsMakeCanonicalOnes() {
        TreePath path = TreePath.of("/a/./b//c/..");
        assertThat(path.text()).isEqualTo("/a/b");
        assertThat(path.isCanonical()).isTrue();
        assertThat(path.child("c").isCanonical()).isTrue();
        assertThat(Objects.requireNonNull(path.parent()).isCanonical()).isTrue();
        assertThat(path.relativeTo(TreePath.of("/a")).isCanonical()).isTrue();
        assertThat(path.append("/../x").isCanonical()).isTrue();
    }

    @Test
    void namesOfDotsDoNot() {
        for (String name : new String[] {".", ".."}) {
            TreePath path = TreePath.of("/a").child(name);
            assertThat(path.isCanonical()).isFalse();
            assertThat(path.child("b").isCanonical()).isFalse();
            assertThat(Objects.requireNonNull(path.child("b").parent()).isCanonical())
                    .isFalse();
            assertThat(Objects.requireNonNull(path.parent()).isCanonical()).isTrue();
            assertThat(path.relativeTo(TreePath.of("/a")).isCanonical()).isFalse();
        }
        assertThat(TreePath.of("/a").child("...").isCanonical()).isTrue();
    }

    @Test
    void verbatimPathsAreLookedAt() {
        assertThat(TreePath.verbatim("/a/b").isCanonical()).isTrue();
        assertThat(TreePath.verbatim("/a/../b").isCanonical()).isFalse();
        assertThat(TreePath.verbatim("/a/../b").child("c").isCanonical()).isFalse();
        assertThat(Objects.requireNonNull(TreePath.verbatim("/a/..").parent()).isCanonical())
                .isTrue();
        assertThat(TreePath.verbatim("/a/../b").append("/c").isCanonical()).isTrue();
    }

    /** What is added is looked at alone where that is enough. */
    @Property
    void appendedTextIsCanonicalAsTheWholeWouldBe(
            @ForAll("texts") String start, @ForAll("texts") String more, @ForAll("texts") String last) {
        TreePath path = TreePath.of(start);
        TreePath sum = path.append(more);
        assertThat(sum).isEqualTo(TreePath.of(path.text() + more));
        assertThat(sum.append(last)).isEqualTo(TreePath.of(sum.text() + last));
        assertThat(sum.isCanonical()).isTrue();
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of("/", "/", ".", "..", "a", "b.c", ".d", "...")
                .list()
                .ofMaxSize(6)
                .map(pieces -> String.join("", pieces));
    }
}
