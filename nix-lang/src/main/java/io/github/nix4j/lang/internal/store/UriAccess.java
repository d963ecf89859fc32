package io.github.nix4j.lang.internal.store;

import io.github.nix4j.lang.ErrorKind;
import io.github.nix4j.lang.Message;
import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.io.AccessControlled;
import io.github.nix4j.lang.io.AllowedUris;
import io.github.nix4j.lang.io.EvalSettings;
import io.github.nix4j.lang.url.BadUrlException;
import io.github.nix4j.lang.url.NixUrl;
import io.github.nix4j.store.Secrets;
import io.github.nix4j.store.tree.TreePath;
import org.jspecify.annotations.Nullable;

/** Which URIs restricted evaluation may fetch. */
public final class UriAccess {
    private UriAccess() {}

    /** Throws an error of kind {@code RESTRICTED} if the program may not fetch {@code uri} (byte text). */
    public static void check(Evaluation ev, String uri) {
        EvalSettings settings = ev.engine.settings();
        if (!settings.restrictEval() || AllowedUris.allow(settings.allowedUris(), uri)) {
            return;
        }
        String path = uri.startsWith("/") ? uri : file(ev, uri);
        if (path == null) {
            throw forbidden(ev, uri);
        }
        checkPath(ev, path);
    }

    private static RuntimeException forbidden(Evaluation ev, String uri) {
        return ev.errors.of(
                ErrorKind.RESTRICTED, "access to URI '%s' is forbidden in restricted mode", Secrets.hideInUrl(uri));
    }

    /** The file that a URI names; null for what names none. */
    private static @Nullable String file(Evaluation ev, String uri) {
        try {
            NixUrl url = NixUrl.parse(uri, false, text -> warn(ev, text));
            boolean named = url.scheme().equals("file")
                    && url.path().stream()
                            .noneMatch(segment -> segment.indexOf('/') >= 0 || segment.indexOf('\0') >= 0);
            return named ? String.join("/", url.path()) : null;
        } catch (BadUrlException e) {
            return null;
        }
    }

    private static void warn(Evaluation ev, String text) {
        ev.engine
                .listener()
                .warning(
                        new NixException(ErrorKind.EVAL, Message.of("%s", Message.quoting(Secrets.hide(text)))), false);
    }

    private static void checkPath(Evaluation ev, String path) {
        if (ev.engine.io().root() instanceof AccessControlled root) {
            root.checkAccess(TreePath.of(path));
        }
    }
}
