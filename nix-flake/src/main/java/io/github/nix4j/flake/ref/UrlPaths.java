package io.github.nix4j.flake.ref;

import io.github.nix4j.lang.url.BadUrlException;
import java.util.ArrayList;
import java.util.List;

/** Paths of files as paths of URLs and back. */
final class UrlPaths {
    private UrlPaths() {}

    /** The file that {@code segments} name: repeated slashes become one, a last slash stays. */
    static String toPath(List<String> segments) {
        for (String segment : segments) {
            if (segment.indexOf('/') >= 0) {
                throw new BadUrlException(
                        "URL path component '" + segment + "' contains '/', which is not allowed in file names");
            }
            if (segment.indexOf('\0') >= 0) {
                throw new BadUrlException("URL path component '" + segment.replace("\0", "\u00e2\u0090\u0080")
                        + "' contains NUL byte which is not allowed");
            }
        }
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < segments.size(); i++) {
            if (i == 0 && segments.get(0).isEmpty()) {
                path.append('/');
            } else {
                if (path.length() > 0 && path.charAt(path.length() - 1) != '/') {
                    path.append('/');
                }
                path.append(segments.get(i));
            }
        }
        return path.toString();
    }

    /** The segments of {@code path}, without those that repeated slashes would make. */
    static List<String> toSegments(String path) {
        List<String> segments = new ArrayList<>();
        String[] parts = path.split("/", -1);
        for (int i = 0; i < parts.length; i++) {
            if (i == 0 || i == parts.length - 1 || !parts[i].isEmpty()) {
                segments.add(parts[i]);
            }
        }
        return segments;
    }
}
