package io.github.nix4j.cli.command;

import io.github.nix4j.cli.Session;
import io.github.nix4j.store.hash.HashFormat;
import java.util.Collection;
import java.util.List;

/** {@code nix hash}: hands on to the command named next. */
final class HashCommand extends GroupCommand {
    HashCommand(Session session) {
        super(session, "hash");
    }

    @Override
    Collection<String> names() {
        return List.of("convert", "file", "path", "to-base16", "to-base32", "to-base64", "to-sri");
    }

    @Override
    Collection<String> pages() {
        // The page of `convert` tells of the others, which it has replaced.
        return List.of("convert", "file", "path");
    }

    @Override
    Command make(String word) {
        return switch (word) {
            case "convert" -> new HashConvertCommand(session);
            case "file" -> new HashFilesCommand(session, false);
            case "path" -> new HashFilesCommand(session, true);
            case "to-base16" -> new HashToFormatCommand(session, HashFormat.BASE16);
            case "to-base32" -> new HashToFormatCommand(session, HashFormat.NIX32);
            case "to-base64" -> new HashToFormatCommand(session, HashFormat.BASE64);
            default -> new HashToFormatCommand(session, HashFormat.SRI);
        };
    }
}
