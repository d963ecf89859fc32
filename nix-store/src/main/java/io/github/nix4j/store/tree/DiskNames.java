package io.github.nix4j.store.tree;

import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.StoreException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The border between Java's paths and byte text.
 *
 * <p>A path's string depends on the locale: under {@code LC_ALL=C} a byte above 127 becomes a replacement character. Its URI
 * does not: it escapes the very bytes, on JDK 17 and 25. So ASCII goes through strings, which is fast, and all else
 * through URIs.
 */
public final class DiskNames {
    private DiskNames() {}

    static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    /** The last component of {@code path}, as byte text. */
    public static String nameOf(Path path) {
        String whole = path.toString();
        // The whole text is there; asking the path for its last component makes it look for all of them.
        String name = path.getFileSystem().getSeparator().equals("/")
                ? whole.substring(whole.lastIndexOf('/') + 1)
                : path.getFileName().toString();
        return isAscii(name) ? name : rawName(path);
    }

    private static String rawName(Path path) {
        String text = textOf(path.toAbsolutePath());
        return text.substring(text.lastIndexOf('/') + 1);
    }

    /** An absolute path as byte text with slashes; a Windows drive becomes the first component, as in URIs. */
    public static String textOf(Path absolute) {
        String string = absolute.toString();
        if (string.startsWith("/") && isAscii(string)) {
            return string;
        }
        // toUri asks the disk whether this is a directory and then adds a slash.
        String raw = absolute.toUri().getRawPath();
        String text = unescape(raw);
        return text.length() > 1 && text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    /** The file at {@code path} below {@code root}, byte for byte. */
    public static Path resolve(Path root, TreePath path) {
        String text = path.text();
        return path.isRoot() ? root : isAscii(text) ? root.resolve(text.substring(1)) : resolveBytes(root, text);
    }

    /** The path below {@code root} whose bytes are {@code text}, which starts with a slash. */
    static Path resolveBytes(Path root, String text) {
        String base = root.toUri().toString();
        return Path.of(URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + escape(text)));
    }

    /** The path named by absolute byte text on the default file system. */
    public static Path pathOf(String text) {
        return isAscii(text) ? Path.of(text) : Path.of(URI.create("file://" + escape(text)));
    }

    /** The target of the symbolic link at {@code link}, as byte text. */
    public static String targetOf(Path link) throws IOException {
        Path target = Files.readSymbolicLink(link);
        String string = target.toString();
        if (isAscii(string)) {
            return string.replace(target.getFileSystem().getSeparator(), "/");
        }
        if (target.isAbsolute()) {
            return textOf(target);
        }
        // A URI is always absolute: seen from the root, the relative target is what follows the first slash.
        Path top = target.getFileSystem().getRootDirectories().iterator().next();
        String text = unescape(top.resolve(target).toUri().getRawPath());
        if (text.endsWith("/") && !string.endsWith("/")) {
            // toUri found a directory there.
            text = text.substring(0, text.length() - 1);
        }
        return target.isAbsolute()
                ? text
                : text.substring(textOf(top).equals("/") ? 1 : textOf(top).length() + 1);
    }

    /**
     * The path, relative or absolute, whose bytes are {@code target}: what a symbolic link is made with. Throws
     * {@link StoreException} for targets with doubled slashes, which Java's paths cannot hold.
     */
    public static Path linkTarget(FileSystem fileSystem, String target) {
        boolean plain = isAscii(target) && (!target.endsWith("/") || target.length() == 1) && !target.contains("//");
        if (plain || !fileSystem.getSeparator().equals("/")) {
            return fileSystem.getPath(ByteText.toUnicode(target));
        }
        if (target.contains("//")) {
            throw new StoreException("cannot make a symbolic link to '" + target + "': Java drops one of the slashes");
        }
        // A URI is always absolute, and keeps a slash at the end only if that is escaped.
        Path top = fileSystem.getRootDirectories().iterator().next();
        boolean absolute = target.startsWith("/");
        String escaped = escape(absolute ? target.substring(1) : target).replace("/", "%2f");
        Path path = Path.of(URI.create(top.toUri() + escaped));
        return absolute ? path : path.subpath(0, path.getNameCount());
    }

    private static String escape(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (byte b : ByteText.bytes(text)) {
            char c = (char) (b & 0xff);
            if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "/-._~".indexOf(c) >= 0) {
                out.append(c);
            } else {
                out.append('%').append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 15, 16));
            }
        }
        return out.toString();
    }

    /** Undoes the escapes; characters that a file system left unescaped stand for their UTF-8, as in its names. */
    private static String unescape(String raw) {
        StringBuilder out = new StringBuilder(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '%') {
                out.append((char) Integer.parseInt(raw, i + 1, i + 3, 16));
                i += 2;
            } else if (c < 0x80) {
                out.append(c);
            } else {
                String character = Character.toString(raw.codePointAt(i));
                out.append(ByteText.fromUnicode(character));
                i += character.length() - 1;
            }
        }
        return out.toString();
    }
}
