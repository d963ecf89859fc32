package io.github.nix4j.cli.command;

import io.github.nix4j.cli.Session;
import io.github.nix4j.cli.args.Flags;
import io.github.nix4j.cli.args.UsageException;
import io.github.nix4j.cli.evaluation.GarbageCollection;
import io.github.nix4j.cli.evaluation.OldGenerations;
import io.github.nix4j.cli.evaluation.ProgramStore;
import io.github.nix4j.cli.settings.SettingKind;
import io.github.nix4j.cli.settings.SettingNumbers;
import io.github.nix4j.store.Store;
import io.github.nix4j.store.gc.GarbageCollector;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The program {@code nix-collect-garbage}: deletes old generations of profiles, if asked to, and what nobody needs. */
public final class CollectGarbageProgram extends StoreManagingProgram {
    private long maxFreed = GarbageCollector.UNLIMITED;
    private boolean deleteOld;
    private @Nullable String olderThan;
    private boolean dryRun;

    public CollectGarbageProgram(Session session) {
        super("nix-collect-garbage", session);
    }

    @Override
    void declare(Flags flags) {
        flags.add(
                "delete-old", 'd', "Delete all but the current generations of profiles first.", () -> deleteOld = true);
        flags.add(
                "delete-older-than",
                '\0',
                List.of("period"),
                "Delete generations that were no more current so many days (30d) ago.",
                words -> {
                    deleteOld = true;
                    olderThan = words.get(0);
                });
        flags.add("dry-run", '\0', "Only say what would be deleted.", () -> dryRun = true);
        flags.add(
                "max-freed",
                '\0',
                List.of("n"),
                "Stop when more than this many bytes are free.",
                words -> maxFreed = GarbageCollection.limit(SettingNumbers.parse(words.get(0), SettingKind.LONG)));
    }

    @Override
    void run() {
        if (dryRun && maxFreed != GarbageCollector.UNLIMITED) {
            throw new UsageException("options --max-freed and --dry-run cannot be combined");
        }
        try (Store store = ProgramStore.open(session(), null, false)) {
            // Before generations are deleted for nothing.
            GarbageCollection collection = GarbageCollection.of(session(), store);
            if (deleteOld) {
                new OldGenerations(session(), olderThan, dryRun).delete();
            }
            if (dryRun) {
                collection.countDead();
            } else {
                collection.deleteDead(maxFreed);
            }
        }
    }

    @Override
    boolean word(String word, Deque<String> rest) {
        throw new UsageException("unexpected argument '" + word + "'");
    }
}
