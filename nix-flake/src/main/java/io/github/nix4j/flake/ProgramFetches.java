package io.github.nix4j.flake;

import io.github.nix4j.flake.ref.Input;
import io.github.nix4j.lang.ErrorKind;
import io.github.nix4j.lang.Message;
import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.url.NixUrl;
import io.github.nix4j.store.Secrets;

/**
 * What programs may fetch of their own will by {@code fetchTree}, {@code fetchGit} and {@code getFlake}, besides the flake that
 * the host loads and what its lock file pins. It holds for pinned trees too: knowing a hash gives no right to read.
 *
 * <p>Files and archives that {@code fetchurl} and {@code fetchTarball} download come from the evaluator's {@code EvalIo} and are
 * not meant here.
 *
 * @param localFiles directories, repositories and archives of this machine
 * @param network everything elsewhere
 */
public record ProgramFetches(boolean localFiles, boolean network) {
    /** Nothing: for programs that are not trusted. */
    public static final ProgramFetches NONE = new ProgramFetches(false, false);

    /** What a user may fetch, as C++ Nix lets every program do. */
    public static final ProgramFetches ALL = new ProgramFetches(true, true);

    void check(Input input) {
        boolean local = isLocal(input);
        if (local ? !localFiles : !network) {
            throw new NixException(
                    ErrorKind.RESTRICTED,
                    Message.of(
                            "fetching '%s' is forbidden: programs may not fetch %s here",
                            Secrets.hideInUrl(input.toString()), local ? "local files" : "from the network"));
        }
    }

    private static boolean isLocal(Input input) {
        String url = input.attributes().text("url");
        if (url == null) {
            return input.type().equals("path");
        }
        String scheme = NixUrl.parse(url, false, warning -> {}).scheme();
        return scheme.equals("file") || scheme.endsWith("+file");
    }
}
