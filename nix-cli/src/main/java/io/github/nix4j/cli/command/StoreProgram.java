package io.github.nix4j.cli.command;

import io.github.nix4j.cli.Session;
import io.github.nix4j.cli.args.Flags;
import io.github.nix4j.cli.args.Positional;
import io.github.nix4j.cli.args.UsageException;
import io.github.nix4j.cli.evaluation.GarbageCollection;
import io.github.nix4j.cli.evaluation.ProgramStore;
import io.github.nix4j.cli.evaluation.StoreLinks;
import io.github.nix4j.cli.settings.SettingKind;
import io.github.nix4j.cli.settings.SettingNumbers;
import io.github.nix4j.store.Store;
import io.github.nix4j.store.gc.GarbageCollector;
import io.github.nix4j.store.path.StorePath;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The program {@code nix-store}: works on the store by itself. Few of its operations are here yet. */
public final class StoreProgram extends StoreManagingProgram {
    private static final String MAX_FREED = "--max-freed";
    private static final String PRINT_ROOTS = "--print-roots";
    private static final String PRINT_LIVE = "--print-live";
    private static final String PRINT_DEAD = "--print-dead";

    /** What the program does with its words. */
    private interface Operation {
        void run(Store store, List<String> words);
    }

    private final List<String> operationFlags = new ArrayList<>();
    private final List<String> words = new ArrayList<>();
    private @Nullable Operation operation;

    public StoreProgram(Session session) {
        super("nix-store", session);
    }

    @Override
    void declare(Flags flags) {
        flags.add("init", '\0', "Make the folders of the store.", () -> operation(this::init));
        flags.add(
                "gc",
                '\0',
                "Delete what nobody needs; with --max-freed N, until N bytes are free; or only print something.",
                () -> operation(this::collect));
        flags.add("delete", '\0', "Delete objects that nobody needs.", () -> operation(this::delete));
        operationFlag(flags, "print-roots", "With --gc: print what is needed by itself, and why.");
        operationFlag(flags, "print-live", "With --gc: print what is needed.");
        operationFlag(flags, "print-dead", "With --gc: print what would be deleted.");
        operationFlag(flags, "ignore-liveness", "With --delete: delete even what roots need.");
        flags.others((Positional) this::operationFlag);
    }

    @Override
    void run() {
        if (operation == null) {
            throw new UsageException("no operation specified");
        }
        try (Store store = ProgramStore.open(session(), null, false)) {
            operation.run(store, words);
        }
    }

    private void operationFlag(Flags flags, String name, String description) {
        flags.add(name, '\0', description, () -> operationFlags.add("--" + name));
    }

    /** What an operation may know, and says itself that it does not. */
    private boolean operationFlag(String flag, Deque<String> rest) {
        operationFlags.add(flag);
        if (flag.equals(MAX_FREED)) {
            String argument = rest.pollFirst();
            if (argument == null) {
                throw new UsageException("'" + flag + "' requires an argument");
            }
            operationFlags.add(argument);
        }
        return true;
    }

    @Override
    boolean word(String word, Deque<String> rest) {
        words.add(word);
        return true;
    }

    private void operation(Operation next) {
        if (operation != null) {
            throw new UsageException("only one operation may be specified");
        }
        operation = next;
    }

    private void init(Store store, List<String> none) {
        if (!operationFlags.isEmpty()) {
            throw new UsageException("unknown flag");
        }
        expectNone(none);
        // Opening the store has made it.
    }

    private static void expectNone(List<String> none) {
        if (!none.isEmpty()) {
            throw new UsageException("no arguments expected");
        }
    }

    private void collect(Store store, List<String> none) {
        boolean roots = false;
        String printed = "";
        long maxFreed = GarbageCollector.UNLIMITED;
        for (int i = 0; i < operationFlags.size(); i++) {
            String flag = operationFlags.get(i);
            switch (flag) {
                case PRINT_ROOTS -> roots = true;
                case PRINT_LIVE, PRINT_DEAD -> printed = flag;
                case MAX_FREED -> {
                    i++;
                    maxFreed = GarbageCollection.limit(SettingNumbers.parse(operationFlags.get(i), SettingKind.LONG));
                }
                default -> throw new UsageException("bad sub-operation '" + flag + "' in GC");
            }
        }
        expectNone(none);
        if (maxFreed != GarbageCollector.UNLIMITED && (roots || !printed.isEmpty())) {
            throw new UsageException(
                    "option --max-freed cannot be combined with --print-live, --print-dead, or --print-roots");
        }
        GarbageCollection collection = GarbageCollection.of(session(), store);
        if (roots) {
            collection.printRoots();
        } else if (printed.equals(PRINT_LIVE)) {
            collection.printLive();
        } else if (printed.equals(PRINT_DEAD)) {
            collection.printDead();
        } else {
            collection.deleteDead(maxFreed);
        }
    }

    private void delete(Store store, List<String> named) {
        boolean ignoreLiveness = false;
        for (String flag : operationFlags) {
            if (!flag.equals("--ignore-liveness")) {
                throw new UsageException("unknown flag '" + flag + "'");
            }
            ignoreLiveness = true;
        }
        TreeSet<StorePath> paths = new TreeSet<>();
        StoreLinks links = new StoreLinks(session(), store);
        named.forEach(word -> paths.add(links.follow(word)));
        GarbageCollection.of(session(), store).delete(paths, ignoreLiveness);
    }
}
