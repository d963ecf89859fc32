package io.github.nix4j.flake.ref;

import io.github.nix4j.lang.url.PercentEncoding;
import io.github.nix4j.store.ByteText;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;

/**
 * Names of local files as byte text and back. On the default file system this is exact for every name and in every locale,
 * because it goes through URIs; other file systems have Unicode names. Windows' {@code C:\x} is {@code /C:/x}.
 */
public final class LocalPaths {
    private LocalPaths() {}

    /** The file of {@code fileSystem} that the absolute byte text {@code path} names. */
    public static Path toPath(FileSystem fileSystem, String path) {
        if (fileSystem.equals(FileSystems.getDefault())) {
            return Path.of(URI.create("file://" + PercentEncoding.encode(path, "/:@")));
        }
        String unicode = ByteText.toUnicode(path);
        return fileSystem.getSeparator().equals("\\") && unicode.matches("/[A-Za-z]:.*")
                ? fileSystem.getPath(unicode.substring(1) + (unicode.length() == 3 ? "\\" : ""))
                : fileSystem.getPath(unicode);
    }

    /** The absolute name of {@code path} as byte text, with slashes and without one at its end. */
    public static String toText(Path path) {
        Path absolute = path.toAbsolutePath();
        String text;
        if (absolute.getFileSystem().equals(FileSystems.getDefault())) {
            text = PercentEncoding.decode(absolute.toUri().getRawPath());
        } else {
            text = ByteText.fromUnicode(
                    absolute.toString().replace(absolute.getFileSystem().getSeparator(), "/"));
            text = text.startsWith("/") ? text : "/" + text;
        }
        return text.length() > 1 && text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }
}
