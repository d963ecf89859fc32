package io.github.nix4j.store.fetch;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a server sends us, as curl reads it: what {@link java.net.URI#resolve} makes of queries and dots is something else. */
final class Redirection {
    /** What is before the path, the path, and the rest. */
    private static final Pattern PARTS = Pattern.compile("([^/?#]*://[^/?#]*)([^?#]*)([^#]*)(.*)", Pattern.DOTALL);

    private static final Set<Integer> CHANGING_METHOD = Set.of(301, 302, 303);

    private Redirection() {}

    /** Whether an answer with this status, and a place to go, is followed. */
    static boolean isFollowed(int status) {
        return status >= 300 && status < 400 && status != 304;
    }

    /** Whether what was sent is sent there, too. */
    static boolean keepsContent(int status) {
        return !CHANGING_METHOD.contains(status);
    }

    /**
     * The URL that {@code location} means for who is at {@code current}; all are byte text.
     *
     * @param current with a scheme
     * @param location not empty
     */
    static String target(String current, String location) {
        return withoutDots(Urls.hasScheme(location) ? location : joined(current, location));
    }

    private static String joined(String current, String location) {
        if (location.startsWith("//")) {
            return current.substring(0, current.indexOf(':') + 1) + location;
        }
        Matcher parts = PARTS.matcher(current);
        if (!parts.matches()) {
            return location;
        }
        String server = parts.group(1);
        String path = parts.group(2);
        return switch (location.charAt(0)) {
            case '/' -> server + location;
            case '?' -> server + path + location;
            case '#' -> server + path + parts.group(3) + location;
            default -> server + path.substring(0, path.lastIndexOf('/') + 1).replaceFirst("^$", "/") + location;
        };
    }

    private static String withoutDots(String url) {
        Matcher parts = PARTS.matcher(url);
        if (!parts.matches() || !parts.group(2).startsWith("/")) {
            return url;
        }
        Deque<String> kept = new ArrayDeque<>();
        String[] segments = parts.group(2).split("/", -1);
        for (int i = 1; i < segments.length; i++) {
            String plain = segments[i].replaceAll("%2[eE]", ".");
            boolean up = plain.equals("..");
            if (up) {
                kept.pollLast();
            }
            if (!up && !plain.equals(".")) {
                kept.addLast(segments[i]);
            } else if (i == segments.length - 1) {
                kept.addLast("");
            }
        }
        return parts.group(1) + "/" + String.join("/", kept) + parts.group(3) + parts.group(4);
    }
}
