package io.github.nix4j.cli.command;

import io.github.nix4j.cli.Session;
import io.github.nix4j.cli.args.Flags;
import io.github.nix4j.cli.args.UsageException;
import io.github.nix4j.cli.evaluation.ProgramStore;
import io.github.nix4j.store.Ingestion;
import io.github.nix4j.store.Store;
import io.github.nix4j.store.hash.ContentAddressMethod;
import io.github.nix4j.store.hash.HashAlgorithm;
import io.github.nix4j.store.path.StorePath;
import io.github.nix4j.store.tree.DiskNames;
import io.github.nix4j.store.tree.DiskTree;
import io.github.nix4j.store.tree.TreePath;
import java.nio.file.Path;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code nix store add}, {@code add-path} and {@code add-file}: copies files to the store. */
final class StoreAddCommand extends Command {
    private ContentAddressMethod method;
    private @Nullable String file;
    private @Nullable String name;
    private HashAlgorithm algorithm = HashAlgorithm.SHA256;
    private boolean dryRun;

    /** @param method how files are hashed unless a flag says otherwise */
    StoreAddCommand(Session session, ContentAddressMethod method) {
        super(session);
        this.method = method;
    }

    @Override
    String helpPage() {
        return "store-add";
    }

    @Override
    void declare(Flags flags) {
        flags.section("Adding");
        flags.add(
                "name",
                'n',
                List.of("name"),
                "The name of the object; that of the file by default.",
                words -> name = words.get(0));
        flags.add(
                "mode",
                '\0',
                List.of("content-address-method"),
                "How it is hashed: nar, flat or text.",
                words -> method = ContentAddressMethod.parse(words.get(0)));
        HashWords.algorithmFlag(
                flags, session, "hash-algo", "The algorithm; sha256 by default.", found -> algorithm = found);
        flags.add("dry-run", '\0', "Print the path only.", () -> dryRun = true);
    }

    @Override
    void word(String word, Deque<String> rest) {
        if (file == null) {
            file = word;
        } else {
            super.word(word, rest);
        }
    }

    @Override
    void run() {
        if (file == null) {
            throw new UsageException("more arguments are required");
        }
        Path path = DiskNames.pathOf(session.invocation().absolute(file)).normalize();
        ExistingFile.check(path);
        String called = name != null ? name : DiskNames.nameOf(path);
        Ingestion ingestion = Ingestion.of(called, DiskTree.of(path), TreePath.ROOT, method, algorithm);
        try (Store store = ProgramStore.open(session, null, dryRun)) {
            StorePath added = dryRun ? ingestion.storePath(store.storeDir()) : store.add(ingestion);
            session.out(store.storeDir().print(added) + "\n");
        }
    }
}
