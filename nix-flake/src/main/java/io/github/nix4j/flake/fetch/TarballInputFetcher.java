package io.github.nix4j.flake.fetch;

import io.github.nix4j.flake.FlakeException;
import io.github.nix4j.flake.ref.ArchiveLink;
import io.github.nix4j.flake.ref.Input;
import io.github.nix4j.flake.ref.InputAttributes;
import io.github.nix4j.flake.ref.LocalPaths;
import io.github.nix4j.flake.ref.ReferenceRules;
import io.github.nix4j.lang.url.NixUrl;
import io.github.nix4j.store.fetch.TarballFetcher;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Downloads and unpacks archives. A server may name another URL under which this version will always be found: that one then
 * is what the input is locked to.
 */
final class TarballInputFetcher implements Fetcher {
    private final FetchSettings settings;

    TarballInputFetcher(FetchSettings settings) {
        this.settings = settings;
    }

    @Override
    public boolean mayFetchAhead(Input input) {
        return true;
    }

    @Override
    public FetchedTree fetch(Input input) {
        String url = input.attributes().requireText("url");
        if (url.startsWith("file:") && !url.startsWith("file:/")) {
            throw new FlakeException("tarball '" + url
                    + "' must use an absolute path. The 'file' scheme does not support relative paths.");
        }
        if (url.startsWith("file:")) {
            String path =
                    String.join("/", NixUrl.parse(url, false, warning -> {}).path());
            Path place = LocalPaths.toPath(settings.directory().getFileSystem(), path);
            if (Files.isDirectory(place)) {
                throw new FlakeException("tarball \"" + path + "\" is a "
                        + (Files.exists(place.resolve(".git"))
                                ? "git repository, not a tarball. Please use `git+file` as the scheme."
                                : "directory, not a file."));
            }
        }
        TarballFetcher.Tarball tarball = settings.urls().tarball(url);
        Input locked = input;
        String immutable = tarball.download().immutableUrl();
        if (immutable != null) {
            locked = ArchiveLink.read(immutable, new ReferenceRules(Set.of("flakes"), settings.warnings()));
        }
        String narHash = tarball.narHash().hash().sri();
        InputAttributes attributes = locked.attributes();
        if (tarball.lastModified() != 0 && !attributes.has("lastModified")) {
            attributes = attributes.with("lastModified", tarball.lastModified());
        }
        return FetchedTree.hashed(
                tarball.tree(), locked.withAttributes(attributes.with("narHash", narHash)), narHash, tarball.narHash());
    }

    @Override
    public @Nullable String fingerprint(Input locked) {
        return locked.narHash() == null ? locked.rev() : locked.narHash();
    }
}
