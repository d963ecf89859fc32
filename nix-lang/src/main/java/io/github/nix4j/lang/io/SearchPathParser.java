package io.github.nix4j.lang.io;

import io.github.nix4j.lang.io.EvalIo.SearchPathEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The text form of search paths, as in {@code NIX_PATH} and {@code -I}. */
public final class SearchPathParser {
    private static final Set<String> SCHEMES = Set.of("http", "https", "file", "channel", "git", "s3", "ssh");

    private SearchPathParser() {}

    /**
     * Splits byte text at its colons, except those inside URLs such as {@code https://...}, {@code channel:...} and
     * {@code flake:...}. Nothing between two colons is no entry.
     */
    public static List<SearchPathEntry> parse(String text) {
        List<SearchPathEntry> entries = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int value = start;
            int end = start;
            while (end < text.length() && text.charAt(end) != ':') {
                if (text.charAt(end) == '=') {
                    value = end + 1;
                }
                end++;
            }
            if (end < text.length()) {
                String rest = text.substring(value);
                if (isUrl(rest) || rest.startsWith("flake:")) {
                    end = text.indexOf(':', end + 1);
                    end = end < 0 ? text.length() : end;
                }
            }
            if (end > start) {
                entries.add(entry(text.substring(start, end)));
            }
            start = end + 1;
        }
        return List.copyOf(entries);
    }

    /** One entry: {@code prefix=path} or {@code path}. */
    public static SearchPathEntry entry(String text) {
        int cut = text.indexOf('=');
        return cut < 0
                ? new SearchPathEntry("", text)
                : new SearchPathEntry(text.substring(0, cut), text.substring(cut + 1));
    }

    /** Whether an entry is something to be downloaded. */
    public static boolean isUrl(String path) {
        if (path.startsWith("channel:")) {
            return true;
        }
        int cut = path.indexOf("://");
        return cut >= 0 && SCHEMES.contains(path.substring(0, cut));
    }

    /** The URL that {@code channel:NAME} stands for; any other text as it is. */
    public static String resolveUrl(String url) {
        return url.startsWith("channel:")
                ? "https://channels.nixos.org/" + url.substring("channel:".length()) + "/nixexprs.tar.xz"
                : url;
    }
}
