package io.github.nix4j.cli.settings;

import io.github.nix4j.lang.io.EvalIo.SearchPathEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The search path's syntax: {@code NIX_PATH} and the words of {@code -I}. All texts are byte text. */
public final class NixPath {
    private static final Set<String> SCHEMES = Set.of("http", "https", "file", "channel", "git", "s3", "ssh");

    private NixPath() {}

    /** The entry that {@code prefix=path} or {@code path} stands for. */
    public static SearchPathEntry entry(String word) {
        int equals = word.indexOf('=');
        return equals < 0
                ? new SearchPathEntry("", word)
                : new SearchPathEntry(word.substring(0, equals), word.substring(equals + 1));
    }

    /** Splits {@code NIX_PATH} at colons, but not at those inside of URLs. */
    public static List<String> split(String variable) {
        List<String> words = new ArrayList<>();
        int at = 0;
        while (at < variable.length()) {
            int start = at;
            int path = at;
            while (at < variable.length() && variable.charAt(at) != ':') {
                if (variable.charAt(at) == '=') {
                    path = at + 1;
                }
                at++;
            }
            if (at < variable.length()) {
                String rest = variable.substring(path);
                if (isPseudoUrl(rest) || rest.startsWith("flake:")) {
                    at++;
                    while (at < variable.length() && variable.charAt(at) != ':') {
                        at++;
                    }
                }
                words.add(variable.substring(start, at));
                at++;
            } else if (at > start) {
                words.add(variable.substring(start));
            }
        }
        return words;
    }

    /** Whether a path is a URL that is fetched, or a channel. */
    public static boolean isPseudoUrl(String path) {
        if (path.startsWith("channel:")) {
            return true;
        }
        int colon = path.indexOf("://");
        return colon >= 0 && SCHEMES.contains(path.substring(0, colon));
    }
}
