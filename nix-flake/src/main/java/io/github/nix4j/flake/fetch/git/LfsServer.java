package io.github.nix4j.flake.fetch.git;

import io.github.nix4j.flake.FlakeException;
import io.github.nix4j.flake.ref.FlakeJson;
import io.github.nix4j.lang.io.UrlFetcher;
import io.github.nix4j.lang.url.NixUrl;
import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.Secrets;
import io.github.nix4j.store.activity.Activity;
import io.github.nix4j.store.activity.ActivityKind;
import io.github.nix4j.store.activity.ActivityListener;
import io.github.nix4j.store.fetch.Download;
import io.github.nix4j.store.hash.Hash;
import io.github.nix4j.store.hash.HashAlgorithm;
import io.github.nix4j.store.tree.TreePath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The server that has a repository's large files. It is asked for one at a time; what came once is kept by its hash. */
final class LfsServer {
    private static final String TYPE = "application/vnd.git-lfs+json";

    private final NixUrl repository;
    private final UrlFetcher urls;
    private final ActivityListener activities;

    /** @param repository where the repository comes from, which tells where the server is */
    LfsServer(NixUrl repository, UrlFetcher urls, ActivityListener activities) {
        this.repository = repository;
        this.urls = urls;
        this.activities = activities;
    }

    /**
     * The file that {@code pointer} stands for; throws {@link FlakeException}, and {@link UncheckedIOException} where the disk
     * fails.
     *
     * @param path where the pointer is, for messages
     */
    Path get(LfsPointer pointer, TreePath path) {
        try {
            Hash sha256 = Hash.of(HashAlgorithm.SHA256, HexFormat.of().parseHex(pointer.oid()));
            // C++ Nix compares digits, of which its own are small.
            Path kept = sha256.base16().equals(pointer.oid()) ? urls.kept(sha256, pointer.size()) : null;
            return kept == null ? download(pointer, LfsAnswer.of(ask(pointer)), path) : kept;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private LfsEndpoint endpoint() throws IOException {
        if (!repository.scheme().equals("ssh")) {
            return LfsEndpoint.of(repository);
        }
        try (Activity activity = activities.begin(ActivityKind.LOGIN, Secrets.hideInUrl(repository.toString()))) {
            return LfsEndpoint.of(repository);
        }
    }

    private String ask(LfsPointer pointer) throws IOException {
        LfsEndpoint endpoint = endpoint();
        Map<String, String> headers = new TreeMap<>(endpoint.headers());
        headers.put("Accept", TYPE);
        headers.put("Content-Type", TYPE);
        String question = FlakeJson.compact(new TreeMap<>(Map.of(
                "operation",
                "download",
                "objects",
                List.of(new TreeMap<>(Map.of("oid", pointer.oid(), "size", pointer.size()))))));
        return ByteText.of(urls.post(endpoint.url() + "/objects/batch", headers, ByteText.bytes(question)));
    }

    private Path download(LfsPointer pointer, LfsAnswer answer, TreePath path) {
        String url = answer.url();
        Map<String, String> headers = answer.headers();
        if (!answer.oid().equals(pointer.oid()) || answer.size() != pointer.size()) {
            throw new FlakeException("LFS server returned mismatched oid/size for '" + path.text() + "' (got oid="
                    + answer.oid() + " size=" + Long.toUnsignedString(answer.size()) + ", expected oid="
                    + pointer.oid() + " size=" + pointer.sizeText() + ")");
        }
        // Of what is no URL this has C++ Nix's words.
        NixUrl.parse(url, false, warning -> {});
        Download download = urls.currentFile(url, headers);
        if (download.size() != pointer.size()) {
            throw new FlakeException("size mismatch while fetching " + LfsAnswer.shown(url) + ": expected "
                    + pointer.sizeText() + " but got " + download.size());
        }
        if (!download.sha256().base16().equals(pointer.oid())) {
            throw new FlakeException("hash mismatch while fetching " + LfsAnswer.shown(url) + ": expected sha256:"
                    + pointer.oid() + " but got sha256:" + download.sha256().base16());
        }
        return download.file();
    }
}
