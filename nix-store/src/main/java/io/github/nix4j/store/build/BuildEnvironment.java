package io.github.nix4j.store.build;

import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.derivation.Derivation;
import io.github.nix4j.store.derivation.DerivationType;
import io.github.nix4j.store.derivation.StructuredAttrs;
import io.github.nix4j.store.hash.HashAlgorithm;
import io.github.nix4j.store.internal.json.Json;
import io.github.nix4j.store.internal.json.JsonReader;
import io.github.nix4j.store.internal.json.JsonWriter;
import io.github.nix4j.store.path.Placeholder;
import io.github.nix4j.store.path.StoreDir;
import io.github.nix4j.store.path.StorePath;
import io.github.nix4j.store.tree.DiskNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a builder sees: its program, arguments and variables, with output paths in place of placeholders, and the files that
 * hold attributes. Texts are byte text.
 */
final class BuildEnvironment {
    private static final String PASS_AS_FILE = "passAsFile";

    private final Derivation derivation;
    private final StoreDir dir;
    private final BuildOptions options;
    private final Path folder;
    private final String folderText;
    private final SortedMap<String, StorePath> outputs;
    private final Map<String, String> placeholders = new TreeMap<>();

    /** @param folder the builder's working directory, which exists */
    BuildEnvironment(
            Derivation derivation,
            StoreDir dir,
            BuildOptions options,
            Path folder,
            SortedMap<String, StorePath> outputs) {
        this.derivation = derivation;
        this.dir = dir;
        this.options = options;
        this.folder = folder;
        this.folderText = DiskNames.textOf(folder);
        this.outputs = outputs;
        outputs.forEach(
                (name, path) -> placeholders.put(Placeholder.ownOutput(name).render(), dir.print(path)));
    }

    String program() {
        return filled(derivation.builder());
    }

    List<String> arguments() {
        return derivation.args().stream().map(this::filled).toList();
    }

    private String filled(String text) {
        String result = text;
        for (Map.Entry<String, String> placeholder : placeholders.entrySet()) {
            result = result.replace(placeholder.getKey(), placeholder.getValue());
        }
        return result;
    }

    /** Writes the files that the builder expects in its folder and gives its variables. */
    SortedMap<String, String> prepare() throws IOException {
        TreeMap<String, String> env = new TreeMap<>();
        env.put("PATH", "/path-not-set");
        env.put("HOME", LocalBuilder.HOME);
        env.put("NIX_STORE", dir.path());
        env.put("NIX_BUILD_CORES", String.valueOf(cores()));
        StructuredAttrs structured = derivation.structuredAttrs();
        if (structured == null) {
            plainAttributes(env);
        } else {
            structuredAttributes(structured, env);
        }
        for (String name : List.of("NIX_BUILD_TOP", "TMPDIR", "TEMPDIR", "TMP", "TEMP", "PWD")) {
            env.put(name, folderText);
        }
        if (derivation.type() == DerivationType.FIXED) {
            env.put("NIX_OUTPUT_CHECKED", "1");
            for (String name : BuildAttributes.of(derivation).words("impureEnvVars")) {
                env.put(name, options.impureVariables().getOrDefault(name, ""));
            }
        }
        env.put("NIX_LOG_FD", "2");
        env.put("TERM", "xterm-256color");
        return env;
    }

    private int cores() {
        return options.cores() > 0 ? options.cores() : Runtime.getRuntime().availableProcessors();
    }

    private void plainAttributes(TreeMap<String, String> env) throws IOException {
        List<String> asFiles =
                List.of(derivation.env().getOrDefault(PASS_AS_FILE, "").trim().split("\\s+"));
        for (Map.Entry<String, String> attribute : derivation.env().entrySet()) {
            String name = attribute.getKey();
            String value = filled(attribute.getValue());
            if (asFiles.contains(name)) {
                String file = ".attr-" + HashAlgorithm.SHA256.hash(name).nix32();
                write(file, value);
                env.put(name + "Path", folderText + "/" + file);
            } else {
                env.put(name, value);
            }
        }
    }

    private void structuredAttributes(StructuredAttrs structured, TreeMap<String, String> env) throws IOException {
        TreeMap<String, Json> attributes =
                new TreeMap<>(JsonReader.read(structured.json()).object().entries());
        TreeMap<String, Json> paths = new TreeMap<>();
        outputs.forEach((name, path) -> paths.put(name, new Json.Str(dir.print(path))));
        attributes.put("outputs", new Json.Obj(paths));
        Json.Obj all = JsonReader.read(filled(JsonWriter.compact(new Json.Obj(attributes))))
                .object();
        write(".attrs.sh", ShellAttributes.of(all));
        write(".attrs.json", JsonWriter.compact(all));
        env.put("NIX_ATTRS_SH_FILE", folderText + "/.attrs.sh");
        env.put("NIX_ATTRS_JSON_FILE", folderText + "/.attrs.json");
    }

    private void write(String name, String byteText) throws IOException {
        Files.write(folder.resolve(name), ByteText.bytes(byteText));
    }
}
