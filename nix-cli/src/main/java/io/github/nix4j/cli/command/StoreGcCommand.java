package io.github.nix4j.cli.command;

import io.github.nix4j.cli.Session;
import io.github.nix4j.cli.args.Flags;
import io.github.nix4j.cli.args.UsageException;
import io.github.nix4j.cli.evaluation.GarbageCollection;
import io.github.nix4j.cli.evaluation.ProgramStore;
import io.github.nix4j.cli.settings.SettingKind;
import io.github.nix4j.cli.settings.SettingNumbers;
import io.github.nix4j.store.Store;
import io.github.nix4j.store.gc.GarbageCollector;
import java.util.List;

/** {@code nix store gc}: deletes what nobody needs. */
final class StoreGcCommand extends Command {
    private long maxFreed = GarbageCollector.UNLIMITED;
    private boolean dryRun;

    StoreGcCommand(Session session) {
        super(session);
    }

    @Override
    String helpPage() {
        return "store-gc";
    }

    @Override
    void declare(Flags flags) {
        flags.section("Collecting");
        flags.add(
                "max",
                '\0',
                List.of("n"),
                "Stop when more than this many bytes are free.",
                words -> maxFreed = GarbageCollection.limit(SettingNumbers.parse(words.get(0), SettingKind.SIZE)));
        flags.add("dry-run", '\0', "Only say how much would be deleted.", () -> dryRun = true);
    }

    @Override
    void run() {
        if (dryRun && maxFreed != GarbageCollector.UNLIMITED) {
            throw new UsageException("options --max and --dry-run cannot be combined");
        }
        try (Store store = ProgramStore.open(session, null, false)) {
            GarbageCollection collection = GarbageCollection.of(session, store);
            if (dryRun) {
                collection.countDead();
            } else {
                collection.deleteDead(maxFreed);
            }
        }
    }
}
