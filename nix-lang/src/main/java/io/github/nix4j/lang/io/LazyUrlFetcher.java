package io.github.nix4j.lang.io;

import io.github.nix4j.store.fetch.Download;
import io.github.nix4j.store.fetch.TarballFetcher;
import io.github.nix4j.store.hash.Hash;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Downloads that are set up only when something is fetched: an HTTP client starts threads and reads certificates. */
final class LazyUrlFetcher implements UrlFetcher {
    private final Supplier<UrlFetcher> maker;
    private @Nullable UrlFetcher made;

    LazyUrlFetcher(Supplier<UrlFetcher> maker) {
        this.maker = maker;
    }

    private synchronized UrlFetcher fetcher() {
        UrlFetcher ready = made;
        if (ready == null) {
            ready = maker.get();
            made = ready;
        }
        return ready;
    }

    @Override
    public Download file(String url, Map<String, String> headers) {
        return fetcher().file(url, headers);
    }

    @Override
    public Download currentFile(String url, Map<String, String> headers) {
        return fetcher().currentFile(url, headers);
    }

    @Override
    public @Nullable Path kept(Hash sha256, long size) throws IOException {
        return fetcher().kept(sha256, size);
    }

    @Override
    public byte[] post(String url, Map<String, String> headers, byte[] content) {
        return fetcher().post(url, headers, content);
    }

    @Override
    public TarballFetcher.Tarball tarball(String url, Map<String, String> headers, boolean pinned) {
        return fetcher().tarball(url, headers, pinned);
    }

    @Override
    public TarballFetcher.Tarball tarball(String url, Map<String, String> headers, boolean pinned, String shown) {
        return fetcher().tarball(url, headers, pinned, shown);
    }
}
