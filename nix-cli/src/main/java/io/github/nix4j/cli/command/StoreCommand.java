package io.github.nix4j.cli.command;

import io.github.nix4j.cli.Session;
import io.github.nix4j.store.hash.ContentAddressMethod;
import java.util.Collection;
import java.util.List;

/** {@code nix store}: hands on to the command named next. Only those that bring files to the store or delete objects are here. */
final class StoreCommand extends GroupCommand {
    StoreCommand(Session session) {
        super(session, "store");
    }

    @Override
    Collection<String> names() {
        return List.of("add", "add-file", "add-path", "delete", "gc", "prefetch-file");
    }

    @Override
    Collection<String> pages() {
        // The page of `add` is that of the commands which are short for it, too.
        return List.of("add", "delete", "gc", "prefetch-file");
    }

    @Override
    Command make(String word) {
        return switch (word) {
            case "add", "add-path" -> new StoreAddCommand(session, ContentAddressMethod.NAR);
            case "add-file" -> new StoreAddCommand(session, ContentAddressMethod.FLAT);
            case "delete" -> new StoreDeleteCommand(session);
            case "gc" -> new StoreGcCommand(session);
            default -> new StorePrefetchFileCommand(session);
        };
    }
}
