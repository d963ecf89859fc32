package io.github.nix4j.lang.internal.builtins;

import io.github.nix4j.lang.ErrorAccess;
import io.github.nix4j.lang.ErrorKind;
import io.github.nix4j.lang.Message;
import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.internal.eval.AttrsValue;
import io.github.nix4j.lang.internal.eval.BuiltinGroup;
import io.github.nix4j.lang.internal.eval.BuiltinRegistry;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.FlatAttrs;
import io.github.nix4j.lang.internal.eval.HelperThread;
import io.github.nix4j.lang.internal.eval.LimitWatch;
import io.github.nix4j.lang.internal.eval.StoreBridge;
import io.github.nix4j.lang.internal.eval.Value;
import io.github.nix4j.lang.internal.store.UriAccess;
import io.github.nix4j.lang.io.SearchPathParser;
import io.github.nix4j.lang.url.NixUrl;
import io.github.nix4j.store.Ingestion;
import io.github.nix4j.store.Secrets;
import io.github.nix4j.store.StoreException;
import io.github.nix4j.store.fetch.Download;
import io.github.nix4j.store.fetch.TarballFetcher;
import io.github.nix4j.store.hash.ContentAddress;
import io.github.nix4j.store.hash.ContentAddressMethod;
import io.github.nix4j.store.hash.Hash;
import io.github.nix4j.store.hash.HashAlgorithm;
import io.github.nix4j.store.path.StorePath;
import io.github.nix4j.store.path.StorePathName;
import io.github.nix4j.store.tree.DiskTree;
import io.github.nix4j.store.tree.TreePath;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Downloads by URL. */
final class FetchBuiltins implements BuiltinGroup {
    /** The exit status that tells of a wrong hash. */
    private static final int HASH_MISMATCH = 102;

    @Override
    public void register(BuiltinRegistry r) {
        r.add1("fetchurl", "arg", (ev, arg) -> new Request(ev, r, "fetchurl", false, "").run(arg))
                .doc("Downloads a file to the store. The argument is an URL, or a set of `url`, `name` and `sha256`.");
        r.add1("fetchTarball", "args", (ev, arg) -> new Request(ev, r, "fetchTarball", true, "source").run(arg))
                .global()
                .doc("Downloads and unpacks an archive to the store. The argument is an URL, or a set of `url`, `name`"
                        + " and `sha256`, the hash of what is unpacked.");
    }

    /** The unpacked archive at {@code url} as a store object called {@code name}; throws {@link StoreException}. */
    static StorePath addTarball(Evaluation ev, @Nullable BuiltinRegistry registry, String url, String name) {
        HelperThread.refuse("a download");
        // What is no URL is told before anybody is asked for it.
        NixUrl.parse(url, false, warning -> {});
        TarballFetcher.Tarball tarball =
                LimitWatch.during(ev, () -> ev.engine.io().fetcher().tarball(url));
        try {
            checkLink(registry, tarball);
        } catch (NixException e) {
            throw new StoreException("cannot use the archive: " + e.nixMessage().text(), e);
        }
        return ev.engine
                .storeBridge()
                .addFetched(Ingestion.of(
                        name, tarball.tree(), TreePath.ROOT, ContentAddressMethod.NAR, HashAlgorithm.SHA256));
    }

    private static void checkLink(@Nullable BuiltinRegistry registry, TarballFetcher.Tarball tarball) {
        String link = tarball.download().immutableUrl();
        if (link != null && registry != null) {
            registry.checkArchiveLink(link);
        }
    }

    /** One call. */
    private static final class Request {
        private final Evaluation ev;
        private final BuiltinRegistry registry;
        private final String who;
        private final boolean unpack;
        private String name;
        private boolean named;
        private String url = "";
        private @Nullable Hash expected;

        Request(Evaluation ev, BuiltinRegistry registry, String who, boolean unpack, String name) {
            this.ev = ev;
            this.registry = registry;
            this.who = who;
            this.unpack = unpack;
            this.name = name;
        }

        Value run(Value arg) {
            Value v = arg.force(ev, 0);
            boolean isSet = v instanceof AttrsValue;
            if (v instanceof AttrsValue attrs) {
                read(attrs.flat());
            } else {
                url = ev.forceStringNoContext(arg, 0, "while evaluating the url we should fetch");
            }
            if (unpack) {
                url = SearchPathParser.resolveUrl(url);
            }
            HelperThread.refuse("a download");
            UriAccess.check(ev, url);
            if (name.isEmpty()) {
                name = baseName(url);
            }
            checkName(isSet);
            if (ev.engine.settings().pureEval() && expected == null) {
                throw ev.errors.atNone(
                        ev.errors.eval("in pure evaluation mode, '%s' requires a 'sha256' argument", who));
            }
            try {
                return PathBuiltins.storeString(ev, LimitWatch.during(ev, this::fetch));
            } catch (StoreException e) {
                throw ev.errors.store(e);
            }
        }

        private void read(FlatAttrs attrs) {
            boolean hasUrl = false;
            for (int i = 0; i < attrs.size(); i++) {
                Value value = attrs.valueAt(i);
                int pos = attrs.positionAt(i);
                switch (ev.name(attrs.symbolAt(i))) {
                    case "url" -> {
                        url = ev.forceStringNoContext(value, pos, "while evaluating the url we should fetch");
                        hasUrl = true;
                    }
                    case "sha256" ->
                        expected = HashArguments.parseOrZero(
                                ev,
                                ev.forceStringNoContext(
                                        value, pos, "while evaluating the sha256 of the content we should fetch"),
                                HashAlgorithm.SHA256);
                    case "name" -> {
                        named = true;
                        name = ev.forceStringNoContext(
                                value, pos, "while evaluating the name of the content we should fetch");
                    }
                    default ->
                        throw ev.errors.atNone(ev.errors.of(
                                ErrorKind.UNEXPECTED_ARGUMENT,
                                "unsupported argument '%s' to '%s'",
                                ev.name(attrs.symbolAt(i)),
                                who));
                }
            }
            if (!hasUrl) {
                throw ev.errors.atNone(ev.errors.of(ErrorKind.MISSING_ARGUMENT, "'url' argument required"));
            }
        }

        private static String baseName(String url) {
            int end = url.length();
            while (end > 1 && url.charAt(end - 1) == '/') {
                end--;
            }
            return url.substring(url.lastIndexOf('/', end - 1) + 1, end);
        }

        private void checkName(boolean isSet) {
            try {
                StorePathName.check(name);
            } catch (StoreException e) {
                String advice = named
                        ? "Please change the value for the 'name' attribute passed to '%s'"
                        : isSet
                                ? "Please add a valid 'name' attribute to the argument for '%s'"
                                : "Please pass an attribute set with 'url' and 'name' attributes to '%s', ";
                throw ev.errors.atNone(ev.errors.eval(
                        "invalid store path name when fetching URL '%s': %s. " + advice
                                + (advice.endsWith(", ") ? "" : ",") + " so that it can create a valid store path.",
                        Secrets.hideInUrl(url),
                        Message.quoting(told(e.byteMessage())),
                        who));
            }
        }

        /** A name that was taken from the URL has what the URL has. */
        private String told(String message) {
            String hidden = Secrets.hideInUrl(url);
            return named || hidden.equals(url)
                    ? message
                    : message.replace("'" + name + "'", "'" + baseName(hidden) + "'");
        }

        private StorePath fetch() {
            StoreBridge store = ev.engine.storeBridge();
            Hash promised = expected;
            if (promised != null) {
                ContentAddressMethod method = unpack ? ContentAddressMethod.NAR : ContentAddressMethod.FLAT;
                StorePath path =
                        store.reader().storeDir().makeFixedOutputPath(name, new ContentAddress(method, promised));
                store.reader().addTempRoot(path);
                if (store.reader().isValid(path)) {
                    store.allow(path);
                    return path;
                }
            }
            return unpack ? tarball(promised) : file(promised);
        }

        private StorePath file(@Nullable Hash promised) {
            Download download = ev.engine.io().fetcher().file(url);
            Ingestion ingestion = Ingestion.of(
                    name, DiskTree.of(download.file()), TreePath.ROOT, ContentAddressMethod.FLAT, HashAlgorithm.SHA256);
            check(promised, download.sha256());
            return ev.engine.storeBridge().addDownloaded(ingestion);
        }

        private StorePath tarball(@Nullable Hash promised) {
            // C++ Nix makes an input of a flake from the text, reads it twice on the way, and once more for a failure:
            // so often it warns.
            List<String> warnings = new ArrayList<>();
            url = NixUrl.parse(url, false, text -> {
                        warn(text);
                        warnings.add(text);
                    })
                    .toString();
            warnings.forEach(this::warn);
            TarballFetcher.Tarball tarball;
            try {
                tarball = ev.engine.io().fetcher().tarball(url);
            } catch (StoreException e) {
                warnings.forEach(this::warn);
                throw fetching(ev.errors.store(e));
            }
            try {
                checkLink(registry, tarball);
            } catch (StoreException e) {
                throw fetching(ev.errors.store(e));
            } catch (NixException e) {
                throw fetching(e);
            }
            check(promised, tarball.narHash().hash());
            return ev.engine
                    .storeBridge()
                    .addFetched(Ingestion.of(
                            name, tarball.tree(), TreePath.ROOT, ContentAddressMethod.NAR, HashAlgorithm.SHA256));
        }

        private NixException fetching(NixException failure) {
            return ev.errors.placelessFrame(failure, "while fetching the input '%s'", Secrets.hideInUrl(url));
        }

        private void warn(String text) {
            BuiltinWarnings.warn(ev, "%s", Message.quoting(Secrets.hide(text)));
        }

        private void check(@Nullable Hash promised, Hash found) {
            if (promised != null && !promised.equals(found)) {
                throw ErrorAccess.exitStatus(
                        ev.errors.eval(
                                "hash mismatch in file downloaded from '%s':\n  specified: %s\n  got:       %s",
                                Secrets.hideInUrl(url), promised.toString(), found.toString()),
                        HASH_MISMATCH);
            }
        }
    }
}
