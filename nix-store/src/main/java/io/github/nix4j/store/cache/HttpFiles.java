package io.github.nix4j.store.cache;

import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.StoreException;
import io.github.nix4j.store.fetch.DownloadException;
import io.github.nix4j.store.fetch.DownloadException.Kind;
import io.github.nix4j.store.fetch.Downloader;
import io.github.nix4j.store.fetch.TemporaryDownload;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A cache behind a web server. What it says of objects is kept, and asked again when that is too old; archives are not kept. */
final class HttpFiles implements CacheFiles {
    /** What says something of an object is no larger than this; one with ten thousand references has about 500 kB. */
    private static final long MAX_SMALL = 16 << 20;

    private final String url;
    private final Downloader downloader;
    private final Duration timeToLive;

    /**
     * @param url without a slash at its end
     * @param timeToLive how long what the cache said is believed
     */
    HttpFiles(String url, Downloader downloader, Duration timeToLive) {
        this.url = url;
        this.downloader = downloader;
        this.timeToLive = timeToLive;
    }

    @Override
    public String uri() {
        return url;
    }

    @Override
    public boolean mayBeNew() {
        return false;
    }

    @Override
    public byte @Nullable [] find(String name) {
        try {
            Path file =
                    downloader.download(absolute(name), timeToLive, Map.of()).file();
            if (Files.size(file) > MAX_SMALL) {
                throw new StoreException("file '" + name + "' of binary cache '" + url + "' is too large");
            }
            return Files.readAllBytes(file);
        } catch (DownloadException e) {
            if (isAbsent(e)) {
                return null;
            }
            throw e;
        } catch (IOException e) {
            throw new StoreException(
                    "cannot read what '" + absolute(name) + "' gave: " + ByteText.fromUnicode(e.toString()), e);
        }
    }

    @Override
    public CacheFile fetch(String name) {
        TemporaryDownload download;
        try {
            download = downloader.downloadOnce(absolute(name));
        } catch (DownloadException e) {
            if (isAbsent(e)) {
                throw new StoreException("file '" + name + "' does not exist in binary cache '" + url + "'", e);
            }
            throw e;
        }
        return new CacheFile() {
            @Override
            public Path path() {
                return download.file();
            }

            @Override
            public void close() {
                download.close();
            }
        };
    }

    /** Buckets that nobody may list forbid what they do not have. */
    private static boolean isAbsent(DownloadException e) {
        return e.kind() == Kind.NOT_FOUND || e.kind() == Kind.FORBIDDEN;
    }

    /** Archives may be elsewhere, and their names may have queries. */
    private String absolute(String name) {
        try {
            return new URI(url + "/").resolve(new URI(name)).toString();
        } catch (URISyntaxException e) {
            // With bytes that have to be escaped, which the downloader does.
            return url + "/" + name;
        }
    }
}
