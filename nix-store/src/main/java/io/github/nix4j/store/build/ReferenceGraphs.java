package io.github.nix4j.store.build;

import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.PathInfo;
import io.github.nix4j.store.StoreReader;
import io.github.nix4j.store.derivation.Derivation;
import io.github.nix4j.store.path.StorePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.TreeSet;

/** The files that {@code exportReferencesGraph} asks for: what store objects refer to, all the way down. */
final class ReferenceGraphs {
    private static final String NAME = "exportReferencesGraph";

    private final StoreReader store;
    private final Derivation derivation;

    ReferenceGraphs(StoreReader store, Derivation derivation) {
        this.store = store;
        this.derivation = derivation;
    }

    /** Writes the files into the builder's folder. */
    void write(Path folder) throws IOException {
        BuildAttributes attributes = BuildAttributes.of(derivation);
        if (!attributes.has(NAME)) {
            return;
        }
        if (attributes.isStructured()) {
            throw new BuildException("nix4j does not know the structured attribute '" + NAME + "' yet");
        }
        List<String> words = attributes.words(NAME);
        if (words.size() % 2 != 0) {
            throw new BuildException("odd number of tokens in '" + NAME + "': '"
                    + derivation.env().get(NAME) + "'");
        }
        for (int i = 0; i < words.size(); i += 2) {
            String file = words.get(i);
            if (!file.matches("[A-Za-z_][A-Za-z0-9_.-]*")) {
                throw new BuildException("invalid file name '" + file + "' in 'exportReferencesGraph'");
            }
            StorePath root = store.storeDir().locate(words.get(i + 1)).storePath();
            Files.write(folder.resolve(file), ByteText.bytes(registration(root)));
        }
    }

    private String registration(StorePath root) {
        TreeSet<StorePath> closure = new TreeSet<>();
        StringBuilder text = new StringBuilder();
        Deque<StorePath> open = new ArrayDeque<>(List.of(root));
        while (!open.isEmpty()) {
            StorePath next = open.pop();
            if (closure.add(next)) {
                open.addAll(info(next).references());
                if (next.isDerivation()) {
                    outputs(next, open);
                }
            }
        }
        for (StorePath path : closure) {
            PathInfo info = info(path);
            text.append(store.storeDir().print(path)).append("\n\n");
            text.append(info.references().size()).append('\n');
            info.references()
                    .forEach(reference ->
                            text.append(store.storeDir().print(reference)).append('\n'));
        }
        return text.toString();
    }

    private void outputs(StorePath path, Deque<StorePath> open) {
        Derivation other = store.readDerivation(path);
        for (String name : other.outputs().keySet()) {
            StorePath output = other.outputPath(store.storeDir(), name);
            if (output != null) {
                open.add(output);
            }
        }
    }

    private PathInfo info(StorePath path) {
        PathInfo info = store.pathInfo(path);
        if (info == null) {
            throw new BuildException("path '" + store.storeDir().print(path) + "' is not valid");
        }
        return info;
    }
}
