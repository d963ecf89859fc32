package io.github.nix4j.lang.internal.builtins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nix4j.lang.NixEvaluator;
import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.io.EvalIo;
import io.github.nix4j.lang.io.EvalSettings;
import io.github.nix4j.lang.io.UrlFetcher;
import io.github.nix4j.lang.value.NixText;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Downloads from {@code file:} URLs; the store paths are the reference's for the same content. */
class FetchBuiltinsTest {
    private static final EvalSettings SETTINGS = EvalSettings.DEFAULTS.withReadOnly(false);

    @TempDir
    Path folder;

    private String url = "";

    @BeforeEach
    void writeFile() throws Exception {
        Files.writeString(folder.resolve("f"), "hi\n");
        url = folder.resolve("f").toUri().toString();
    }

    private NixEvaluator evaluator(EvalSettings settings) {
        return NixEvaluator.builder()
                .io(EvalIo.local().withFetcher(UrlFetcher.cachedIn(folder.resolve("cache"), Duration.ofHours(1))))
                .settings(settings)
                .build();
    }

    private String text(String expression) {
        try (NixEvaluator nix = evaluator(SETTINGS)) {
            return ((NixText) nix.evaluate(expression)).value();
        }
    }

    @Test
    void fetchesFiles() {
        String object = "/nix/store/hrbblgbxbvz8al5a8l85i8giajyajiwj-f";
        assertThat(text("builtins.fetchurl \"" + url + "\"")).isEqualTo(object);
        assertThat(text("builtins.readFile (builtins.fetchurl \"" + url + "\")"))
                .isEqualTo("hi\n");
        assertThat(text("builtins.fetchurl { url = \"" + url
                        + "\"; sha256 = \"1r3v22qkypccqifzbww5lrn6hf1chi23m6zzkyvb8bvg457nxslq\"; }"))
                .isEqualTo(object);
    }

    @Test
    void aWrongHashHasItsOwnExitStatus() {
        String expression = "builtins.fetchurl { url = \"" + url + "\"; sha256 = \"" + "1".repeat(52) + "\"; }";
        assertThatThrownBy(() -> text(expression)).isInstanceOfSatisfying(NixException.class, e -> {
            assertThat(e.exitStatus()).isEqualTo(102);
            assertThat(e)
                    .hasMessage("hash mismatch in file downloaded from '" + url + "':\n  specified: sha256:"
                            + "1".repeat(52)
                            + "\n  got:       sha256:1r3v22qkypccqifzbww5lrn6hf1chi23m6zzkyvb8bvg457nxslq");
        });
    }

    @Test
    void unpacksArchivesAlsoOnTheSearchPath() throws Exception {
        Path archive = folder.resolve("a.zip");
        try (OutputStream out = Files.newOutputStream(archive);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("top/default.nix"));
            zip.write("\"unpacked\"".getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
        }
        String place = archive.toUri().toString();
        assertThat(text("import (fetchTarball \"" + place + "\")")).isEqualTo("unpacked");
        assertThat(text("import (builtins.findFile [ { prefix = \"p\"; path = \"" + place + "\"; } ] \"p\")"))
                .isEqualTo("unpacked");
        assertThat(text("baseNameOf (fetchTarball { url = \"" + place + "\"; name = \"given\"; })"))
                .endsWith("-given");
    }

    @Test
    void modesForbidIt() {
        assertThatThrownBy(() -> {
                    try (NixEvaluator nix = evaluator(SETTINGS.withPureEval(true))) {
                        nix.evaluate("builtins.fetchurl \"" + url + "\"");
                    }
                })
                .hasMessage("in pure evaluation mode, 'fetchurl' requires a 'sha256' argument");
        assertThatThrownBy(() -> {
                    try (NixEvaluator nix = evaluator(SETTINGS.withRestrictEval(true))) {
                        nix.evaluate("fetchTarball \"http://example.org/a.tar\"");
                    }
                })
                .hasMessage("access to URI 'http://example.org/a.tar' is forbidden in restricted mode");
        assertThatThrownBy(() -> {
                    try (NixEvaluator nix = NixEvaluator.isolated()) {
                        nix.evaluate("builtins.fetchurl \"" + url + "\"");
                    }
                })
                .hasMessageContaining("given no means to download");
    }
}
