package io.github.nix4j.store.build;

import com.google.common.graph.Traverser;
import io.github.nix4j.store.PathInfo;
import io.github.nix4j.store.StoreReader;
import io.github.nix4j.store.derivation.Derivation;
import io.github.nix4j.store.internal.json.Json;
import io.github.nix4j.store.path.StorePath;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a derivation allows its outputs to be: their sizes and what they may refer to. */
final class OutputChecks {
    private static final List<String> PLAIN =
            List.of("allowedReferences", "allowedRequisites", "disallowedReferences", "disallowedRequisites");

    private final StoreReader store;
    private final StorePath path;
    private final Derivation derivation;
    private final SortedMap<String, StorePath> outputs;
    private final Map<StorePath, PathInfo> made = new HashMap<>();

    OutputChecks(StoreReader store, StorePath path, Derivation derivation, SortedMap<String, StorePath> outputs) {
        this.store = store;
        this.path = path;
        this.derivation = derivation;
        this.outputs = outputs;
    }

    /** Throws {@link BuildException} for an output that is not as the derivation wants it. */
    void check(SortedMap<String, PathInfo> infos) {
        infos.values().forEach(info -> made.put(info.path(), info));
        BuildAttributes attributes = BuildAttributes.of(derivation);
        infos.forEach((name, info) -> {
            TreeMap<String, List<String>> lists = new TreeMap<>();
            if (attributes.isStructured()) {
                Json all = attributes.json("outputChecks");
                Json own = all == null ? null : all.object().get(name);
                if (own != null) {
                    sizes(info, own.object());
                    own.object().entries().forEach((key, value) -> {
                        if (PLAIN.contains(key)) {
                            lists.put(
                                    key,
                                    value.array().stream().map(Json::string).toList());
                        }
                    });
                }
            } else {
                for (String key : PLAIN) {
                    List<String> words = attributes.wordsOrNull(key);
                    if (words != null) {
                        lists.put(key, words);
                    }
                }
            }
            lists.forEach((key, words) ->
                    references(name, info, words, key.startsWith("allowed"), key.endsWith("Requisites"), attributes));
        });
    }

    private void sizes(PathInfo info, Json.Obj checks) {
        Json maxSize = checks.get("maxSize");
        if (maxSize != null && info.narSize() > maxSize.unsigned()) {
            throw new BuildException("path '" + store.storeDir().print(info.path()) + "' is too large at "
                    + info.narSize() + " bytes; limit is " + maxSize.unsigned() + " bytes");
        }
        Json maxClosure = checks.get("maxClosureSize");
        if (maxClosure != null) {
            long size =
                    closure(info).stream().mapToLong(one -> info(one).narSize()).sum();
            if (size > maxClosure.unsigned()) {
                throw new BuildException("closure of path '" + store.storeDir().print(info.path())
                        + "' is too large at " + size + " bytes; limit is " + maxClosure.unsigned() + " bytes");
            }
        }
    }

    private void references(
            String output,
            PathInfo info,
            List<String> words,
            boolean allowed,
            boolean recursive,
            BuildAttributes attributes) {
        TreeSet<StorePath> named = new TreeSet<>();
        for (String word : words) {
            named.add(path(output, word));
        }
        TreeSet<StorePath> used = new TreeSet<>(recursive ? closure(info) : info.references());
        if (recursive && !attributes.isStructured()) {
            // Older derivations' requisites never counted the output itself.
            used.remove(info.path());
        }
        if (allowed) {
            used.removeAll(named);
        } else {
            used.retainAll(named);
        }
        if (!used.isEmpty()) {
            StringBuilder text = new StringBuilder("output '" + store.storeDir().print(info.path())
                    + "' is not allowed to refer to the following paths:");
            used.forEach(bad -> text.append("\n  ").append(store.storeDir().print(bad)));
            throw new BuildException(text.toString());
        }
    }

    /** A store path, or the name of an output of the derivation. */
    private StorePath path(String output, String word) {
        StorePath own = outputs.get(word);
        if (own != null) {
            return own;
        }
        if (word.startsWith("/")) {
            return store.storeDir().locate(word).storePath();
        }
        throw new BuildException("derivation '" + store.storeDir().print(path) + "' output check for '" + output
                + "' contains output name '" + word + "', but this is not a valid output of this derivation."
                + " (Valid outputs are [" + String.join(", ", outputs.keySet()) + "].)");
    }

    private PathInfo info(StorePath object) {
        PathInfo own = made.get(object);
        @Nullable PathInfo info = own != null ? own : store.pathInfo(object);
        if (info == null) {
            throw new BuildException("path '" + store.storeDir().print(object) + "' is not valid");
        }
        return info;
    }

    private TreeSet<StorePath> closure(PathInfo root) {
        TreeSet<StorePath> closure = new TreeSet<>();
        Traverser.<StorePath>forGraph(path -> info(path).references())
                .breadthFirst(root.path())
                .forEach(closure::add);
        return closure;
    }
}
