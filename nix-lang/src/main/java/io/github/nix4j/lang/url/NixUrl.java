package io.github.nix4j.lang.url;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A URL taken apart as Nix does: RFC 3986, with a sorted query in which the first of equal names counts. All parts are
 * decoded byte text.
 *
 * @param path the segments between slashes; an absolute path starts with an empty one
 */
public record NixUrl(
        String scheme,
        @Nullable UrlAuthority authority,
        List<String> path,
        SortedMap<String, String> query,
        String fragment) {
    private static final String SUB_DELIMITERS = "!$&'()*+,;=";

    public NixUrl {
        path = List.copyOf(path);
        query = Collections.unmodifiableSortedMap(new TreeMap<>(query));
    }

    /** A URL without authority, query and fragment. */
    public static NixUrl of(String scheme, List<String> path) {
        return new NixUrl(scheme, null, path, new TreeMap<>(), "");
    }

    /**
     * Reads a URL.
     *
     * @param lenient whether spaces and quotes (and {@code ^} in the fragment) may stand unencoded after the path
     * @param warnings receives the complaint about a query parameter without equal sign
     * @throws BadUrlException when it is none
     */
    public static NixUrl parse(String text, boolean lenient, Consumer<String> warnings) {
        String url = lenient ? encodeLeniencies(text) : text;
        int hash = url.indexOf('#');
        String fragment = hash < 0 ? "" : url.substring(hash + 1);
        String rest = hash < 0 ? url : url.substring(0, hash);
        int mark = rest.indexOf('?');
        String query = mark < 0 ? "" : rest.substring(mark + 1);
        rest = mark < 0 ? rest : rest.substring(0, mark);
        int colon = rest.indexOf(':');
        int slash = rest.indexOf('/');
        boolean hasScheme = colon > 0 && (slash < 0 || colon < slash) && isScheme(rest.substring(0, colon));
        if (colon >= 0 && (slash < 0 || colon < slash) && !hasScheme) {
            check(rest.substring(0, colon), "@", text);
            throw invalid(text, colon == 0 ? "leftover" : "mismatch");
        }
        String hierarchy = hasScheme ? rest.substring(colon + 1) : rest;
        String encoded = null;
        if (hierarchy.startsWith("//")) {
            int end = hierarchy.indexOf('/', 2);
            encoded = end < 0 ? hierarchy.substring(2) : hierarchy.substring(2, end);
            hierarchy = end < 0 ? "" : hierarchy.substring(end);
            check(encoded, "[]:@", text);
            UrlAuthority.check(encoded, text);
        }
        check(hierarchy, "/:@", text);
        checkQuery(query, text);
        check(fragment, "/?:@#", text);
        if (!hasScheme) {
            throw new BadUrlException("'" + url + "' doesn't have a scheme");
        }
        UrlAuthority authority = encoded == null ? null : UrlAuthority.parse(encoded);
        String scheme = rest.substring(0, colon);
        boolean isFile = transport(scheme).equals("file");
        if (authority != null && !authority.host().isEmpty() && isFile) {
            throw new BadUrlException("file:// URL '" + url + "' has unexpected authority '" + authority + "'");
        }
        List<String> segments = new ArrayList<>();
        for (String segment : (isFile && hierarchy.isEmpty() ? "/" : hierarchy).split("/", -1)) {
            segments.add(PercentEncoding.decode(segment));
        }
        return new NixUrl(scheme, authority, segments, parseQuery(query, warnings), PercentEncoding.decode(fragment));
    }

    /** Reads a query that may hold unencoded spaces and quotes. */
    public static SortedMap<String, String> parseLenientQuery(String text, Consumer<String> warnings) {
        String query = PercentEncoding.encodeOnly(text, " \"");
        try {
            checkQuery(query, text);
        } catch (BadUrlException e) {
            throw new BadUrlException("invalid URI query '" + text + "': leftover");
        }
        return parseQuery(query, warnings);
    }

    private static SortedMap<String, String> parseQuery(String query, Consumer<String> warnings) {
        SortedMap<String, String> result = new TreeMap<>();
        if (query.isEmpty()) {
            return result;
        }
        for (String parameter : query.split("&", -1)) {
            int equals = parameter.indexOf('=');
            if (equals < 0) {
                warnings.accept("dubious URI query '" + parameter + "' is missing equal sign '=', ignoring");
            } else {
                result.putIfAbsent(
                        PercentEncoding.decode(parameter.substring(0, equals)),
                        PercentEncoding.decode(parameter.substring(equals + 1)));
            }
        }
        return result;
    }

    /** What comes after the {@code +} of a scheme such as {@code git+ssh}; the scheme itself if there is none. */
    public static String transport(String scheme) {
        return scheme.substring(scheme.indexOf('+') + 1);
    }

    /** What comes before the {@code +} of a scheme; null if there is none. */
    public static @Nullable String application(String scheme) {
        int plus = scheme.indexOf('+');
        return plus < 0 ? null : scheme.substring(0, plus);
    }

    public NixUrl withScheme(String newScheme) {
        return new NixUrl(newScheme, authority, path, query, fragment);
    }

    public NixUrl withPath(List<String> newPath) {
        return new NixUrl(scheme, authority, newPath, query, fragment);
    }

    public NixUrl withQuery(SortedMap<String, String> newQuery) {
        return new NixUrl(scheme, authority, path, newQuery, fragment);
    }

    public NixUrl withFragment(String newFragment) {
        return new NixUrl(scheme, authority, path, query, newFragment);
    }

    /** The segments that are not empty. */
    public List<String> nonEmptySegments() {
        return path.stream().filter(segment -> !segment.isEmpty()).toList();
    }

    @Override
    public String toString() {
        StringBuilder out = new StringBuilder(scheme).append(':');
        if (authority != null) {
            out.append("//").append(authority);
        }
        for (int i = 0; i < path.size(); i++) {
            out.append(i == 0 ? "" : "/").append(PercentEncoding.encode(path.get(i), ":@"));
        }
        char separator = '?';
        for (var parameter : query.entrySet()) {
            out.append(separator)
                    .append(PercentEncoding.encode(parameter.getKey(), ":@/?"))
                    .append('=');
            out.append(PercentEncoding.encode(parameter.getValue(), ":@/?"));
            separator = '&';
        }
        if (!fragment.isEmpty()) {
            out.append('#').append(PercentEncoding.encode(fragment, ""));
        }
        return out.toString();
    }

    private static String encodeLeniencies(String text) {
        int mark = text.indexOf('?');
        String beforeQuery = mark < 0 ? "" : text.substring(0, mark + 1);
        String rest = text.substring(mark + 1);
        int hash = rest.indexOf('#');
        String query = hash < 0 ? rest : rest.substring(0, hash);
        return beforeQuery
                + (mark < 0 ? query : PercentEncoding.encodeOnly(query, " \""))
                + (hash < 0 ? "" : "#" + PercentEncoding.encodeOnly(rest.substring(hash + 1), " \"^"));
    }

    private static boolean isScheme(String text) {
        if (text.isEmpty() || !PercentEncoding.isAlphanumeric(text.charAt(0)) || Character.isDigit(text.charAt(0))) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!PercentEncoding.isAlphanumeric(c) && c != '+' && c != '-' && c != '.') {
                return false;
            }
        }
        return true;
    }

    private static void check(String part, String alsoAllowed, String url) {
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            if (c == '%') {
                if (!PercentEncoding.isEscape(part, i)) {
                    throw invalid(url, "mismatch");
                }
            } else if (!PercentEncoding.isUnreserved(c)
                    && SUB_DELIMITERS.indexOf(c) < 0
                    && alsoAllowed.indexOf(c) < 0) {
                throw invalid(url, "leftover");
            }
        }
    }

    private static void checkQuery(String query, String url) {
        try {
            check(query, "/?:@[]", url);
        } catch (BadUrlException e) {
            throw invalid(url, "leftover");
        }
    }

    private static BadUrlException invalid(String url, String reason) {
        return new BadUrlException("'" + url + "' is not a valid URL: " + reason);
    }
}
