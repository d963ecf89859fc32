package io.github.nix4j.flake;

import io.github.nix4j.flake.fetch.FetchSettings;
import io.github.nix4j.flake.fetch.FetchedTree;
import io.github.nix4j.flake.fetch.InputFetcher;
import io.github.nix4j.flake.fetch.StoredTrees;
import io.github.nix4j.flake.file.ParsedTexts;
import io.github.nix4j.flake.hint.NameHint;
import io.github.nix4j.flake.lock.FlakeSource;
import io.github.nix4j.flake.lock.FlakeSources.Lookup;
import io.github.nix4j.flake.lock.LockMode;
import io.github.nix4j.flake.lock.LockOutput;
import io.github.nix4j.flake.lock.LockPlan;
import io.github.nix4j.flake.ref.FlakeRef;
import io.github.nix4j.flake.ref.FlakeRefParser;
import io.github.nix4j.flake.ref.Input;
import io.github.nix4j.flake.ref.ReferenceRules;
import io.github.nix4j.flake.registry.Registries;
import io.github.nix4j.flake.unsaved.UnsavedFiles;
import io.github.nix4j.lang.syntax.SourceFile;
import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.path.StoreDir;
import io.github.nix4j.store.path.StorePath;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Fetches, locks and reads flakes. Made by {@link #builder}; thread-safe. What it fetched is kept until {@link #forget}: who lives
 * long calls that before each plan, or new commits stay unseen.
 *
 * <pre>{@code
 * FlakeLoader loader = FlakeLoader.builder(directory).build();
 * FlakeRef ref = loader.references().parse(".");
 * LockPlan plan = loader.plan(ref, LockMode.DEFAULT);
 * System.out.println(ByteText.toUnicode(plan.diff().text()));
 * loader.apply(plan, LockOutput.WRITE);
 * }</pre>
 */
public final class FlakeLoader {
    private final FetchSettings settings;
    private final ReferenceRules rules;
    private final InputFetcher fetcher;
    private final StoreDir storeDir;
    private final FlakeTrees trees;
    private final LockFileStorage storage;
    private final LocalFlakeFiles localFiles;
    private final Consumer<String> notices;
    private final LockPlanning planning;

    private FlakeLoader(Builder builder) {
        settings = builder.effectiveSettings();
        rules = builder.rules();
        fetcher = builder.fetcher != null ? builder.fetcher : InputFetcher.standard(settings, builder.stored);
        storeDir = builder.effectiveStoreDir();
        TreeMounts mounts = builder.mounts != null ? builder.mounts : new MountedTrees(storeDir);
        ParsedTexts texts = builder.preparation == null ? new ParsedTexts() : builder.preparation.texts();
        storage = new LockFileStorage(settings, storeDir);
        localFiles = new LocalFlakeFiles(storage, settings.unsaved(), storeDir);
        TracedReads reads = new TracedReads(builder.reads, localFiles);
        trees = new FlakeTrees(
                fetcher, mounts, reads, builder.registries, rules, storeDir, builder.details, builder.hints, texts);
        notices = builder.notices;
        planning = new LockPlanning(settings, fetcher, trees, storage, builder.hints);
    }

    private FlakeLoader(FlakeLoader other, Consumer<Input> check) {
        settings = other.settings;
        rules = other.rules;
        fetcher = other.fetcher.guardedBy(check);
        storeDir = other.storeDir;
        trees = other.trees.guardedBy(check);
        storage = other.storage;
        localFiles = other.localFiles;
        notices = other.notices;
        planning = other.planning.with(fetcher, trees);
    }

    /** The same loader for those who may not fetch everything: see {@link InputFetcher#guardedBy}. */
    FlakeLoader guardedBy(Consumer<Input> check) {
        return new FlakeLoader(this, check);
    }

    /** A builder of a loader that resolves paths against {@code directory}. */
    public static Builder builder(Path directory) {
        return new Builder(directory);
    }

    /** Reads references as a command line in the loader's directory does. */
    public FlakeRefParser references() {
        return FlakeRefParser.of(rules)
                .in(settings.directory())
                .unsaved(settings.unsaved())
                .notices(notices);
    }

    /** Fetches the flake and reads its {@code flake.nix}, without looking at its inputs. */
    public FlakeSource read(FlakeRef ref, LockMode mode) {
        localFiles.asked(Objects.requireNonNull(ref, "ref"));
        return trees.top(ref, Objects.requireNonNull(mode, "mode").useRegistries() ? Lookup.ALL : Lookup.NONE);
    }

    /** Finds out what the flake's lock file should be. Writes nothing. */
    public LockPlan plan(FlakeRef ref, LockMode mode) {
        return plan(ref, mode, null);
    }

    /** As {@link #plan(FlakeRef, LockMode)}, with another old lock file than that beside {@code flake.nix}. */
    public LockPlan plan(FlakeRef ref, LockMode mode, @Nullable Path reference) {
        String onDisk = storage.readableTextOnDisk(Objects.requireNonNull(ref, "ref"));
        return planning.plan(read(ref, mode), mode, reference).withOnDisk(onDisk);
    }

    /**
     * Does with the lock file what {@code output} says, and forgets what was fetched if it is written. Fails with {@link
     * StalePlanException} if the lock file on disk is neither that which the plan was made with nor the plan's.
     *
     * @return whether the lock file that the flake now has on disk is the plan's; not so if it was not to be written, or if an
     *     unlocked input kept it from being written, of which there is a warning
     */
    public boolean apply(LockPlan plan, LockOutput output) {
        return planning.apply(Objects.requireNonNull(plan, "plan"), Objects.requireNonNull(output, "output"));
    }

    /**
     * Fetches the flake that {@code reference} (Unicode) means in this loader's directory and locks it, as far as it is not; the
     * lock file is not written.
     */
    public Flake load(String reference) {
        return loaded(references().parse(ByteText.fromUnicode(Objects.requireNonNull(reference, "reference"))));
    }

    /** As {@link #load(String)}, of the flake in a local directory: see {@link FlakeRefParser#ofDirectory}. */
    public Flake load(Path directory) {
        return loaded(references().ofDirectory(Objects.requireNonNull(directory, "directory")));
    }

    /** Fetches the flake and locks it; does with its lock file what {@code output} says. */
    public Flake load(FlakeRef ref, LockMode mode, LockOutput output) {
        return load(ref, mode, output, null);
    }

    /** As {@link #load(FlakeRef, LockMode, LockOutput)}, with another old lock file than that beside {@code flake.nix}. */
    public Flake load(FlakeRef ref, LockMode mode, LockOutput output, @Nullable Path reference) {
        Objects.requireNonNull(output, "output");
        return load(read(ref, mode), mode, output, reference);
    }

    /** As {@link #load(FlakeRef, LockMode, LockOutput, Path)}, of what {@link #read} has given. */
    public Flake load(FlakeSource source, LockMode mode, LockOutput output, @Nullable Path reference) {
        LockPlan plan = planning.plan(source, mode, reference);
        return flake(plan, planning.store(plan, output) != LockFileStorage.Outcome.HELD_BACK);
    }

    private Flake loaded(FlakeRef ref) {
        LockPlan plan = planning.plan(read(ref, LockMode.DEFAULT), LockMode.DEFAULT, null);
        return flake(plan, !plan.isChange());
    }

    private Flake flake(LockPlan plan, boolean stored) {
        FlakeSource source = plan.flake();
        return new Flake(
                source,
                plan.after(),
                plan.directories(),
                storeDir,
                !stored,
                plan.after().unlockedInput(settings.allowDirtyLocks()) == null);
    }

    /** What is known of a flake, for people and programs. */
    public FlakeMetadata metadata(Flake flake) {
        return new FlakeMetadata(Objects.requireNonNull(flake, "flake"), storeDir);
    }

    /** What the registries that programs may use make of {@code input}. */
    Input resolveForPrograms(Input input) {
        return trees.resolve(new FlakeRef(input, ""), Lookup.LIMITED).input();
    }

    /** Fetches an input and shows it in the tree of all files; returns its place in the store and what is known of it. */
    FlakeTrees.Mounted fetch(Input input) {
        return trees.mount(resolveForPrograms(input), input);
    }

    /** Fetches an input that needs no registry. It is hashed when its hash is asked for. */
    public FetchedTree fetchTree(Input input) {
        return fetcher.fetch(Objects.requireNonNull(input, "input"));
    }

    /**
     * Fetches an input that needs no registry and brings it to where the loader shows trees, such as an evaluator's store;
     * returns its place there. What is pinned by a hash must have it.
     */
    public StorePath store(Input input) {
        return trees.store(Objects.requireNonNull(input, "input"));
    }

    /** The same of what has been fetched, whatever hash it is said to have. */
    public StorePath store(FetchedTree tree) {
        return trees.store(tree);
    }

    /** What {@link InputFetcher#fetchWithoutChecks} gives. */
    public FetchedTree fetchWithoutChecks(Input input) {
        return fetcher.fetchWithoutChecks(input);
    }

    /** The place in the store of what a lock file pins, without fetching it; throws if it has no hash. */
    public StorePath storePath(Input locked) {
        return trees.storePath(locked);
    }

    /** What the registries make of {@code ref}. */
    public FlakeRef resolve(FlakeRef ref) {
        return trees.resolve(ref, Lookup.ALL);
    }

    /** The file {@code flake.nix} of a flake in a local directory, which may be edited; null for other flakes. */
    public @Nullable Path localFile(FlakeRef ref) {
        return localFiles.flakeNix(ref);
    }

    /** The local directory that the whole tree of a flake is, of which the flake may be a part; null for other flakes. */
    public @Nullable Path localTree(FlakeRef ref) {
        return storage.directory(ref.input());
    }

    /**
     * The file on disk that a text of a flake comes from: errors in flakes have their places in the store. Null where the flake is
     * none in a local directory or one at a given commit or branch, and for texts from elsewhere, such as its inputs.
     */
    public @Nullable Path localFile(Flake flake, SourceFile text) {
        return localFiles.of(flake, text);
    }

    /**
     * As {@link #localFile(Flake, SourceFile)}, of a flake that could not be loaded: the file in its directory that has this text, at
     * the place in the flake's tree that the text has. Null if there is none.
     */
    public @Nullable Path localFile(FlakeRef ref, SourceFile text) {
        return localFiles.of(ref, text);
    }

    /**
     * As {@link #localFile(FlakeRef, SourceFile)}, for who does not know of which flake or input the text is: the only one of those
     * that this loader has read since it last forgot all, or the first one that it was asked for.
     */
    public @Nullable Path localFile(SourceFile text) {
        return localFiles.of(text);
    }

    /** Forgets what was fetched: what has changed since will be seen. */
    public void forget() {
        fetcher.forget();
        trees.forget();
        localFiles.forget();
    }

    /** Collects what a loader needs. */
    public static final class Builder {
        private final Path directory;
        private Consumer<String> warnings = warning -> {};
        private boolean warned;
        private @Nullable FetchSettings settings;
        private Set<String> features = Set.of("nix-command", "flakes");
        private @Nullable StoreDir storeDir;
        private StoreDir defaultStoreDir = StoreDir.DEFAULT;
        private Registries registries = Registries.NONE;
        private Consumer<String> notices = notice -> {};
        private Consumer<NameHint> hints = hint -> {};
        private Consumer<String> details = detail -> {};
        private FlakeReadListener reads = FlakeReadListener.NOBODY;
        private StoredTrees stored = StoredTrees.NONE;
        private @Nullable InputFetcher fetcher;
        private @Nullable TreeMounts mounts;
        private @Nullable UnsavedFiles unsaved;
        private @Nullable Preparation preparation;

        private Builder(Path directory) {
            this.directory = Objects.requireNonNull(directory, "directory");
        }

        /** How inputs are fetched and who is warned; by default as Nix does without downloads, see {@link #warnings}. */
        public Builder settings(FetchSettings other) {
            settings = Objects.requireNonNull(other, "other");
            return this;
        }

        /**
         * Receives warnings (byte text) unless {@link #settings} say who does. By default these go to the listener of the evaluator
         * that the loader belongs to, and nowhere if there is none.
         */
        public Builder warnings(Consumer<String> sink) {
            warnings = Objects.requireNonNull(sink, "sink");
            warned = true;
            return this;
        }

        Builder defaultWarnings(Consumer<String> sink) {
            return warned ? this : warnings(sink);
        }

        FetchSettings effectiveSettings() {
            FetchSettings base = settings != null ? settings : FetchSettings.in(directory, warnings);
            return unsaved == null ? base : base.withUnsaved(unsaved);
        }

        /** Sees local files with these changes. A {@link #fetcher} that was made elsewhere must see them by its own settings. */
        public Builder unsaved(UnsavedFiles changes) {
            unsaved = Objects.requireNonNull(changes, "changes");
            return this;
        }

        /** The experimental features that are enabled; by default {@code nix-command} and {@code flakes}. */
        public Builder experimentalFeatures(Set<String> names) {
            features = Set.copyOf(Objects.requireNonNull(names, "names"));
            return this;
        }

        /** The logical store directory; by default that of the evaluator that the loader belongs to, else {@code /nix/store}. */
        public Builder storeDir(StoreDir directory) {
            storeDir = Objects.requireNonNull(directory, "directory");
            return this;
        }

        Builder defaultStoreDir(StoreDir directory) {
            defaultStoreDir = directory;
            return this;
        }

        StoreDir effectiveStoreDir() {
            return storeDir != null ? storeDir : defaultStoreDir;
        }

        /** What indirect references mean; by default nothing. */
        public Builder registries(Registries other) {
            registries = Objects.requireNonNull(other, "other");
            return this;
        }

        /** Receives what Nix tells its user without calling it a warning (byte text). */
        public Builder notices(Consumer<String> sink) {
            notices = Objects.requireNonNull(sink, "sink");
            return this;
        }

        /** Receives what mistyped names of inputs and of their attributes may stand for; Nix's own messages come as ever. By default nobody does. */
        public Builder hints(Consumer<NameHint> sink) {
            hints = Objects.requireNonNull(sink, "sink");
            return this;
        }

        /** Receives what helps to find out what a loader does, and what nobody else wants to know (byte text). */
        public Builder details(Consumer<String> sink) {
            details = Objects.requireNonNull(sink, "sink");
            return this;
        }

        /** Tells what is read of flakes and of what they fetch; by default nobody is told. */
        public Builder reads(FlakeReadListener listener) {
            reads = Objects.requireNonNull(listener, "listener");
            return this;
        }

        /** Uses what was done ahead; by default, or if null, nothing was. */
        public Builder preparation(@Nullable Preparation done) {
            preparation = done;
            return this;
        }

        /** Where trees that are pinned by a hash are looked for before they are fetched; by default nowhere. */
        public Builder storedTrees(StoredTrees trees) {
            stored = Objects.requireNonNull(trees, "trees");
            return this;
        }

        /** Replaces the means to fetch; by default {@link InputFetcher#standard} does it. */
        public Builder fetcher(InputFetcher other) {
            fetcher = Objects.requireNonNull(other, "other");
            return this;
        }

        /** Where fetched trees are shown; by default in a tree that holds nothing else. */
        public Builder mounts(TreeMounts other) {
            mounts = Objects.requireNonNull(other, "other");
            return this;
        }

        ReferenceRules rules() {
            return new ReferenceRules(features, effectiveSettings().warnings());
        }

        public FlakeLoader build() {
            return new FlakeLoader(this);
        }
    }
}
