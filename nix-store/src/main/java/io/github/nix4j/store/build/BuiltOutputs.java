package io.github.nix4j.store.build;

import io.github.nix4j.store.LocalStore;
import io.github.nix4j.store.PathInfo;
import io.github.nix4j.store.derivation.Derivation;
import io.github.nix4j.store.derivation.DerivationOutput;
import io.github.nix4j.store.hash.ContentAddress;
import io.github.nix4j.store.hash.ContentAddressMethod;
import io.github.nix4j.store.hash.Hash;
import io.github.nix4j.store.hash.HashAlgorithm;
import io.github.nix4j.store.hash.HashingOutputStream;
import io.github.nix4j.store.internal.json.Json;
import io.github.nix4j.store.nar.NarWriter;
import io.github.nix4j.store.path.StoreDir;
import io.github.nix4j.store.path.StorePath;
import io.github.nix4j.store.tree.DiskNames;
import io.github.nix4j.store.tree.DiskTree;
import io.github.nix4j.store.tree.GitObjectHash;
import io.github.nix4j.store.tree.SourceTree;
import io.github.nix4j.store.tree.TreePath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a builder has made: canonical, hashed, scanned for references, and checked against what the derivation promises. */
final class BuiltOutputs {
    private final LocalStore store;
    private final StoreDir dir;
    private final StorePath path;
    private final Derivation derivation;
    private final SortedMap<String, StorePath> outputs;
    private final SortedSet<StorePath> inputs;

    /** @param inputs all that the builder could refer to, but for its outputs */
    BuiltOutputs(
            LocalStore store,
            StorePath path,
            Derivation derivation,
            SortedMap<String, StorePath> outputs,
            SortedSet<StorePath> inputs) {
        this.store = store;
        this.dir = store.storeDir();
        this.path = path;
        this.derivation = derivation;
        this.outputs = outputs;
        this.inputs = inputs;
    }

    /** What is known of the outputs, referred ones first; throws {@link BuildException} if one is not fit to be valid. */
    List<PathInfo> judge() throws IOException {
        for (Map.Entry<String, StorePath> output : outputs.entrySet()) {
            Path file = file(output.getValue());
            checkFile(output.getKey(), file);
            store.makeCanonical(file);
        }
        TreeSet<StorePath> candidates = new TreeSet<>(inputs);
        candidates.addAll(outputs.values());
        SortedMap<String, PathInfo> infos = new TreeMap<>();
        for (Map.Entry<String, StorePath> output : outputs.entrySet()) {
            infos.put(output.getKey(), info(output.getKey(), output.getValue(), candidates));
        }
        List<PathInfo> ordered = order(infos);
        new OutputChecks(store, path, derivation, outputs).check(infos);
        return ordered;
    }

    private Path file(StorePath output) {
        return store.objects().resolve(output.baseName());
    }

    private void checkFile(String name, Path file) throws IOException {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new BuildException("builder for '" + dir.print(path) + "' failed to produce output path for output '"
                    + name + "' at " + quoted(file));
        }
        if (!Files.isSymbolicLink(file)) {
            Set<PosixFilePermission> modes = Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS);
            if (modes.contains(PosixFilePermission.GROUP_WRITE) || modes.contains(PosixFilePermission.OTHERS_WRITE)) {
                throw new BuildException("suspicious ownership or permission on " + quoted(file) + " for output '"
                        + name + "'; rejecting this build output");
            }
        }
    }

    private static String quoted(Path file) {
        return "\"" + DiskNames.textOf(file) + "\"";
    }

    private PathInfo info(String name, StorePath output, Set<StorePath> candidates) throws IOException {
        SourceTree tree = DiskTree.of(file(output));
        ReferenceScanner scanner = new ReferenceScanner(candidates);
        HashingOutputStream hashing = new HashingOutputStream(HashAlgorithm.SHA256, scanner);
        NarWriter.write(tree, TreePath.ROOT, hashing);
        SortedSet<StorePath> references = discardsReferences(name) ? Collections.emptySortedSet() : scanner.found();
        Hash narHash = hashing.finish();
        return new PathInfo(
                output,
                narHash,
                hashing.count(),
                references,
                path,
                contentAddress(name, tree, narHash, references),
                Instant.now().getEpochSecond(),
                true,
                Collections.emptySortedSet());
    }

    private boolean discardsReferences(String output) {
        Json wish = BuildAttributes.of(derivation).json("unsafeDiscardReferences");
        Json own = wish == null ? null : wish.object().get(output);
        return own != null && own.bool();
    }

    private @Nullable ContentAddress contentAddress(
            String name, SourceTree tree, Hash narHash, SortedSet<StorePath> references) throws IOException {
        if (!(derivation.outputs().get(name) instanceof DerivationOutput.CAFixed fixed)) {
            return null;
        }
        ContentAddress promised = fixed.address();
        Hash found = hash(promised, tree, narHash);
        if (!references.isEmpty() && promised.method() != ContentAddressMethod.TEXT) {
            throw new BuildException(
                    "fixed output derivation '" + derivation.name()
                            + "' is not allowed to refer to other store paths.\n"
                            + "You may need to use the 'unsafeDiscardReferences' derivation attribute, see the manual for more details.");
        }
        if (!found.equals(promised.hash())) {
            throw new BuildException("hash mismatch in fixed-output derivation '" + dir.print(path)
                    + "':\n  specified: " + promised.hash().sri() + "\n     got:    " + found.sri());
        }
        return promised;
    }

    private static Hash hash(ContentAddress promised, SourceTree tree, Hash narHash) throws IOException {
        HashAlgorithm algorithm = promised.hash().algorithm();
        return switch (promised.method()) {
            case NAR ->
                algorithm == HashAlgorithm.SHA256
                        ? narHash
                        : NarWriter.hash(tree, TreePath.ROOT, entry -> true, algorithm)
                                .hash();
            case GIT -> GitObjectHash.of(tree, TreePath.ROOT, entry -> true, algorithm);
            case FLAT, TEXT -> flatHash(tree, algorithm);
        };
    }

    private static Hash flatHash(SourceTree tree, HashAlgorithm algorithm) throws IOException {
        var stat = tree.stat(TreePath.ROOT);
        if (stat == null || stat.type() != io.github.nix4j.store.tree.FileType.REGULAR || stat.executable()) {
            throw new BuildException("output path \"" + tree.display(TreePath.ROOT)
                    + "\" should be a non-executable regular file since recursive hashing is not enabled"
                    + " (one of outputHashMode={flat,text} is true)");
        }
        HashingOutputStream hashing = new HashingOutputStream(algorithm);
        try (InputStream in = tree.open(TreePath.ROOT)) {
            in.transferTo(hashing);
        }
        return hashing.finish();
    }

    /** The outputs so that each comes after those it refers to. */
    private List<PathInfo> order(SortedMap<String, PathInfo> infos) {
        Map<StorePath, String> names = new LinkedHashMap<>();
        infos.forEach((name, info) -> names.put(info.path(), name));
        List<PathInfo> ordered = new ArrayList<>();
        Set<String> done = new TreeSet<>();
        for (String name : infos.keySet()) {
            visit(name, infos, names, new TreeSet<>(), done, ordered);
        }
        return ordered;
    }

    private void visit(
            String name,
            SortedMap<String, PathInfo> infos,
            Map<StorePath, String> names,
            Set<String> above,
            Set<String> done,
            List<PathInfo> ordered) {
        PathInfo info = infos.get(name);
        if (info == null || done.contains(name)) {
            return;
        }
        above.add(name);
        for (StorePath reference : info.references()) {
            String other = names.get(reference);
            if (other == null || other.equals(name)) {
                continue;
            }
            if (above.contains(other)) {
                throw new BuildException("cycle detected in build of '" + dir.print(path)
                        + "' in the references of output '" + other + "' from output '" + name + "'");
            }
            visit(other, infos, names, above, done, ordered);
        }
        above.remove(name);
        done.add(name);
        ordered.add(info);
    }
}
