package io.github.nix4j.cli.command;

import io.github.nix4j.cli.CliException;
import io.github.nix4j.cli.Session;
import io.github.nix4j.cli.args.Flags;
import io.github.nix4j.cli.args.UsageException;
import io.github.nix4j.cli.evaluation.Evaluators;
import io.github.nix4j.cli.evaluation.ProgramStore;
import io.github.nix4j.flake.FlakeException;
import io.github.nix4j.flake.ref.FlakeJson;
import io.github.nix4j.lang.io.UrlFetcher;
import io.github.nix4j.lang.url.NixUrl;
import io.github.nix4j.store.Ingestion;
import io.github.nix4j.store.Store;
import io.github.nix4j.store.StoreException;
import io.github.nix4j.store.fetch.ArchiveUnpacker;
import io.github.nix4j.store.hash.ContentAddress;
import io.github.nix4j.store.hash.ContentAddressMethod;
import io.github.nix4j.store.hash.Hash;
import io.github.nix4j.store.hash.HashAlgorithm;
import io.github.nix4j.store.nar.PackedTree;
import io.github.nix4j.store.path.StorePath;
import io.github.nix4j.store.path.StorePathName;
import io.github.nix4j.store.tree.DiskTree;
import io.github.nix4j.store.tree.MemoryTree;
import io.github.nix4j.store.tree.TreePath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** {@code nix store prefetch-file}: downloads a file to the store, unpacked if asked for, and tells its hash. */
final class StorePrefetchFileCommand extends Command {
    private final JsonOutput json = new JsonOutput();
    private @Nullable String url;
    private @Nullable String name;
    private @Nullable Hash expected;
    private HashAlgorithm algorithm = HashAlgorithm.SHA256;
    private boolean executable;
    private boolean unpack;

    StorePrefetchFileCommand(Session session) {
        super(session);
    }

    @Override
    String helpPage() {
        return "store-prefetch-file";
    }

    @Override
    void declare(Flags flags) {
        flags.section("Options");
        json.declare(flags, "Print as JSON.");
        flags.add(
                "name",
                '\0',
                List.of("name"),
                "The name of the object; the last part of the URL by default.",
                words -> name = words.get(0));
        flags.add(
                "expected-hash",
                '\0',
                List.of("hash"),
                "Fail if the hash is another.",
                words -> expected = Hash.parse(words.get(0), algorithm));
        HashWords.algorithmFlag(
                flags, session, "hash-type", "The algorithm; sha256 by default.", found -> algorithm = found);
        flags.add("executable", '\0', "Make the file executable; it is hashed as an archive.", () -> executable = true);
        flags.add("unpack", '\0', "Unpack the archive that the file is.", () -> unpack = true);
    }

    @Override
    void word(String word, Deque<String> rest) {
        if (url == null) {
            url = word;
        } else {
            super.word(word, rest);
        }
    }

    @Override
    void run() {
        if (url == null) {
            throw new UsageException("more arguments are required");
        }
        // What is asked for is what is there now.
        session.settings().set("tarball-ttl", "0");
        try (Store store = ProgramStore.open(session, null, false)) {
            fetch(url, name == null ? lastPart(url) : checked(name), store);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String checked(String name) {
        StorePathName.check(name);
        return name;
    }

    private static String lastPart(String url) {
        String last;
        try {
            List<String> parts = NixUrl.parse(url, true, warning -> {}).nonEmptySegments();
            last = parts.isEmpty() ? "" : parts.get(parts.size() - 1);
        } catch (FlakeException | StoreException e) {
            last = url.substring(url.lastIndexOf('/') + 1);
        }
        if (last.isEmpty()) {
            throw new CliException("cannot figure out file name for '" + url + "'");
        }
        String found = last;
        return FlakeException.during(
                "file name '" + found + "' was extracted from URL '" + url + "'", () -> checked(found));
    }

    private void fetch(String place, String called, Store store) throws IOException {
        ContentAddressMethod method = unpack || executable ? ContentAddressMethod.NAR : ContentAddressMethod.FLAT;
        if (expected != null) {
            StorePath known = store.storeDir().makeFixedOutputPath(called, new ContentAddress(method, expected));
            store.addTempRoot(known);
            if (store.isValid(known)) {
                tell(place, store.storeDir().print(known), expected);
                return;
            }
        }
        Path file = Evaluators.downloads(session).file(place).file();
        if (!unpack) {
            if (executable) {
                byte[] content = Files.readAllBytes(file);
                MemoryTree tree =
                        MemoryTree.builder().file(TreePath.ROOT, content, true).build();
                add(place, Ingestion.of(called, tree, TreePath.ROOT, method, hashedBy()), store);
            } else {
                add(place, Ingestion.of(called, DiskTree.of(file), TreePath.ROOT, method, hashedBy()), store);
            }
            return;
        }
        Path folder = Files.createTempDirectory("nix4j");
        Path nar = folder.resolve("nar");
        try {
            new ArchiveUnpacker(UrlFetcher.MAX_UNPACKED).unpackWhole(file, nar);
            try (PackedTree tree = PackedTree.ofNar(nar, "")) {
                List<String> names = tree.list(TreePath.ROOT);
                if (names.isEmpty()) {
                    throw new CliException("archive '" + place + "' is empty");
                }
                TreePath top = names.size() == 1 ? TreePath.ROOT.child(names.get(0)) : TreePath.ROOT;
                add(place, Ingestion.of(called, tree, top, method, hashedBy()), store);
            }
        } finally {
            Files.deleteIfExists(nar);
            Files.deleteIfExists(folder);
        }
    }

    private HashAlgorithm hashedBy() {
        return expected == null ? algorithm : expected.algorithm();
    }

    private void add(String place, Ingestion ingestion, Store store) {
        Hash found = ingestion.contentAddress().hash();
        if (expected != null && !expected.equals(found)) {
            throw new CliException("hash mismatch for '" + place + "'");
        }
        tell(place, store.storeDir().print(store.add(ingestion)), found);
    }

    private void tell(String place, String path, Hash hash) {
        if (json.isWanted()) {
            Map<String, Object> fields = new TreeMap<>();
            fields.put("storePath", path);
            fields.put("hash", hash.sri());
            session.out(json.text(FlakeJson.compact(fields)));
        } else {
            session.notice("Downloaded '" + place + "' to '" + path + "' (hash '" + hash.sri() + "').");
        }
    }
}
