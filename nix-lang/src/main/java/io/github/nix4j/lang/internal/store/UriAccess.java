package io.github.nix4j.lang.internal.store;

import io.github.nix4j.lang.ErrorKind;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.io.AccessControlled;
import io.github.nix4j.lang.io.AllowedUris;
import io.github.nix4j.lang.io.EvalSettings;
import io.github.nix4j.store.tree.TreePath;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Which URIs restricted evaluation may fetch. */
public final class UriAccess {
    private UriAccess() {}

    /** Throws an error of kind {@code RESTRICTED} if the program may not fetch {@code uri} (byte text). */
    public static void check(Evaluation ev, String uri) {
        EvalSettings settings = ev.engine.settings();
        if (!settings.restrictEval() || AllowedUris.allow(settings.allowedUris(), uri)) {
            return;
        }
        if (uri.startsWith("/")) {
            checkPath(ev, uri);
        } else if (uri.toLowerCase(Locale.ROOT).startsWith("file:")) {
            checkPath(ev, path(ev, uri));
        } else {
            throw forbidden(ev, uri);
        }
    }

    private static RuntimeException forbidden(Evaluation ev, String uri) {
        return ev.errors.of(ErrorKind.RESTRICTED, "access to URI '%s' is forbidden in restricted mode", uri);
    }

    private static String path(Evaluation ev, String uri) {
        try {
            URI parsed = new URI(uri);
            if (parsed.getRawAuthority() != null && !parsed.getRawAuthority().isEmpty()) {
                throw forbidden(ev, uri);
            }
            String raw = parsed.getRawPath();
            return raw == null ? "/" : URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.ISO_8859_1);
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw forbidden(ev, uri);
        }
    }

    private static void checkPath(Evaluation ev, String path) {
        if (ev.engine.io().root() instanceof AccessControlled root) {
            root.checkAccess(TreePath.of(path));
        }
    }
}
