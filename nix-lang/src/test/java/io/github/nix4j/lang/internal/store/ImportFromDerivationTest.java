package io.github.nix4j.lang.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nix4j.lang.ErrorKind;
import io.github.nix4j.lang.NixEvaluator;
import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.io.EvalSettings;
import io.github.nix4j.lang.io.Realiser;
import io.github.nix4j.lang.value.ContextElement;
import io.github.nix4j.lang.value.NixInt;
import io.github.nix4j.store.PathInfo;
import io.github.nix4j.store.memory.InMemoryStore;
import io.github.nix4j.store.nar.NarHash;
import io.github.nix4j.store.nar.NarWriter;
import io.github.nix4j.store.path.StorePath;
import io.github.nix4j.store.tree.MemoryTree;
import io.github.nix4j.store.tree.SourceTree;
import io.github.nix4j.store.tree.TreePath;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Reading what is built: the builder is asked once, and what it made can be read in pure evaluation too. */
class ImportFromDerivationTest {
    private static final EvalSettings SETTINGS = EvalSettings.DEFAULTS.withReadOnly(false);

    private static final String EXPRESSION =
            "import (derivation { name = \"n\"; system = \"s\"; builder = \"b\"; } + \"/value.nix\")";

    private static final SourceTree BUILT =
            MemoryTree.builder().file("/value.nix", "6 * 7").build();

    private final InMemoryStore store = new InMemoryStore();
    private final List<ContextElement.Built> asked = new ArrayList<>();

    /** A builder that makes the same of every derivation. */
    private void build(List<ContextElement.Built> outputs) {
        asked.addAll(outputs);
        for (ContextElement.Built output : outputs) {
            StorePath drv = ((ContextElement.Opaque) output.drv()).path();
            StorePath path = store.readDerivation(drv).outputPath(store.storeDir(), output.output());
            try {
                ByteArrayOutputStream nar = new ByteArrayOutputStream();
                NarWriter.write(BUILT, TreePath.ROOT, nar);
                NarHash hash = NarWriter.hash(BUILT, TreePath.ROOT);
                PathInfo info = new PathInfo(
                        path,
                        hash.hash(),
                        hash.size(),
                        Collections.emptySortedSet(),
                        drv,
                        null,
                        0,
                        true,
                        Collections.emptySortedSet());
                store.addNar(info, new ByteArrayInputStream(nar.toByteArray()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private long evaluate(EvalSettings settings, Realiser realiser) {
        try (NixEvaluator nix = NixEvaluator.builder()
                .settings(settings)
                .store(store)
                .realiser(realiser)
                .build()) {
            return ((NixInt) nix.evaluate(EXPRESSION)).value();
        }
    }

    @Test
    void buildsWhatIsRead() {
        assertThat(evaluate(SETTINGS, this::build)).isEqualTo(42);
        assertThat(asked)
                .containsExactly(new ContextElement.Built(
                        new ContextElement.Opaque(StorePath.of("wr1i7p014rsirg48bgmkclzgi393aj0p-n.drv")), "out"));
        assertThat(evaluate(SETTINGS.withPureEval(true), this::build)).isEqualTo(42);
        assertThat(asked).hasSize(1);
    }

    @Test
    void withoutBuilderItFailsAsNixDoes() {
        assertThatThrownBy(() -> evaluate(SETTINGS, Realiser.NONE)).isInstanceOfSatisfying(NixException.class, e -> {
            assertThat(e.exitStatus()).isEqualTo(100);
            assertThat(e).hasMessageStartingWith("Unable to build with a primary store");
        });
    }

    @Test
    void aSettingForbidsItEvenForWhatIsThere() {
        evaluate(SETTINGS, this::build);
        assertThatThrownBy(() -> evaluate(SETTINGS.withAllowImportFromDerivation(false), this::build))
                .isInstanceOfSatisfying(NixException.class, e -> {
                    assertThat(e.kind()).isEqualTo(ErrorKind.IMPORT_FROM_DERIVATION);
                    assertThat(e)
                            .hasMessage("cannot build '/nix/store/wr1i7p014rsirg48bgmkclzgi393aj0p-n.drv^out' during"
                                    + " evaluation because the option 'allow-import-from-derivation' is disabled");
                });
    }
}
