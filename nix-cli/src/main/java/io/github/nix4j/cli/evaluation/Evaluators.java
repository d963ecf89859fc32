package io.github.nix4j.cli.evaluation;

import io.github.nix4j.cli.Invocation;
import io.github.nix4j.cli.Session;
import io.github.nix4j.cli.command.EvaluationFlags;
import io.github.nix4j.cli.evaluation.observation.CallObservers;
import io.github.nix4j.cli.network.BinaryCacheSettings;
import io.github.nix4j.cli.network.Downloads;
import io.github.nix4j.cli.settings.Settings;
import io.github.nix4j.flake.FlakeEvaluator;
import io.github.nix4j.flake.FlakeLoader;
import io.github.nix4j.flake.ProgramFetches;
import io.github.nix4j.flake.cache.EvaluationCache;
import io.github.nix4j.flake.fetch.AccessTokens;
import io.github.nix4j.flake.fetch.FetchSettings;
import io.github.nix4j.flake.fetch.Remotes;
import io.github.nix4j.flake.registry.Registries;
import io.github.nix4j.flake.unsaved.UnsavedFiles;
import io.github.nix4j.lang.ErrorRenderer;
import io.github.nix4j.lang.NixEvaluator;
import io.github.nix4j.lang.internal.eval.CallObserver;
import io.github.nix4j.lang.io.EvalIo.SearchPathEntry;
import io.github.nix4j.lang.io.EvalSettings;
import io.github.nix4j.lang.io.SearchPathParser;
import io.github.nix4j.lang.io.UrlFetcher;
import io.github.nix4j.lang.parser.Lint;
import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.Store;
import io.github.nix4j.store.cache.BinaryCaches;
import io.github.nix4j.store.hash.ContentAddress;
import io.github.nix4j.store.hash.ContentAddressMethod;
import io.github.nix4j.store.hash.Hash;
import io.github.nix4j.store.memory.InMemoryStore;
import io.github.nix4j.store.path.StorePath;
import io.github.nix4j.store.tree.DiskNames;
import io.github.nix4j.store.tree.DiskTree;
import io.github.nix4j.store.tree.SourceTree;
import io.github.nix4j.store.tree.TreePath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The evaluator of a run and the store that it writes to, made from settings and flags. */
public final class Evaluators implements AutoCloseable {
    private final Session session;
    private final Store store;
    private final FlakeEvaluator flakes;
    private final RegistryFiles registryFiles;
    private final Registries registries;
    private final UnsavedFiles unsaved;

    private Evaluators(
            Session session,
            Store store,
            FlakeEvaluator flakes,
            RegistryFiles registryFiles,
            Registries registries,
            UnsavedFiles unsaved) {
        this.session = session;
        this.store = store;
        this.flakes = flakes;
        this.registryFiles = registryFiles;
        this.registries = registries;
        this.unsaved = unsaved;
    }

    public NixEvaluator evaluator() {
        return flakes.evaluator();
    }

    public FlakeEvaluator flakes() {
        return flakes;
    }

    public Store store() {
        return store;
    }

    /** The binary caches that the run may copy from. */
    public BinaryCaches caches() {
        return BinaryCacheSettings.caches(cacheFolder(session), session);
    }

    /** Where registries are read and written. */
    public RegistryFiles registryFiles() {
        return registryFiles;
    }

    /** What references mean in this run. */
    public Registries registries() {
        return registries;
    }

    /** What local files of flakes are taken to be, before they are written. */
    public UnsavedFiles unsaved() {
        return unsaved;
    }

    @Override
    public void close() {
        // Writes what was compiled, which nobody should wait for.
        session.closeAfterwards(flakes::close);
        store.close();
    }

    /** How the run prints errors. */
    public static ErrorRenderer renderer(Session session) {
        return ErrorRenderer.plain()
                .withFullTrace(session.settings().bool("show-trace", false))
                .withColours(session.hasColours());
    }

    /**
     * The evaluator of a run; the caller closes it.
     *
     * @param pureByDefault whether evaluation is pure unless a setting says otherwise
     * @param readOnly whether store paths are computed only
     */
    public static Evaluators create(Session session, EvaluationFlags flags, boolean pureByDefault, boolean readOnly) {
        Listener listener = new Listener(session, renderer(session));
        Evaluators made = create(session, flags, pureByDefault, readOnly, listener);
        listener.begins();
        return made;
    }

    /** The same for what fetches and evaluates nothing: no word of evaluation. */
    public static Evaluators forFetches(Session session, EvaluationFlags flags, boolean readOnly) {
        return create(session, flags, true, readOnly, new Listener(session, renderer(session)));
    }

    private static Evaluators create(
            Session session, EvaluationFlags flags, boolean pureByDefault, boolean readOnly, Listener listener) {
        Settings settings = session.settings();
        EvalSettings evalSettings = evalSettings(session, pureByDefault, readOnly);
        SourceTree root = DiskTree.whole();
        UrlFetcher downloads = downloads(session);
        ProgramIo io = new ProgramIo(
                session.invocation(),
                session.folders(),
                root,
                currentSystem(settings),
                nixPath(session, flags, evalSettings, root),
                downloads,
                BinaryCacheSettings.caches(cacheFolder(session), session));
        Store store = ProgramStore.open(session, flags.evalStore(), readOnly);
        CallObserver observer = CallObservers.of(session);
        NixEvaluator.Builder evaluator = NixEvaluator.builder()
                .store(store)
                .realiser(new Builds(session, store).realiser())
                .io(io)
                .settings(evalSettings)
                .listener(listener)
                .lookahead(observer == null ? session.helpers() : 0)
                .baseDirectory(ByteText.toUnicode(session.baseDirectory()));
        if (settings.bool("allow-unsafe-native-code-during-evaluation", false)) {
            evaluator.with(new NativeBuiltins(session));
        }
        if (observer != null) {
            evaluator.with(observer);
        }
        evaluator.archiveHashes(session.remembered().archiveHashes());
        Path compiled = session.remembered().compiledFiles();
        if (compiled != null) {
            evaluator.compiledFolder(compiled);
        }
        RegistryFiles files = new RegistryFiles(session, downloads);
        Registries registries = files.all(flags);
        if (!flags.inputsFrom().isEmpty()) {
            registries = new InputsAsRegistry(registries)
                    .of(
                            flags.inputsFrom(),
                            known ->
                                    loader(session, downloads).registries(known).build());
        }
        UnsavedFiles unsaved = new UnsavedFiles();
        FlakeLoader.Builder loader =
                loader(session, downloads).registries(registries).unsaved(unsaved);
        if (!(store instanceof InMemoryStore)) {
            // What earlier runs have brought there need not be fetched again.
            loader.storedTrees((name, narHash) -> stored(store, name, narHash));
        }
        FlakeEvaluator flakes = FlakeEvaluator.of(evaluator, loader, ProgramFetches.ALL, evaluationCache(session));
        session.findLocalFiles(flakes.loader()::localFile);
        StatisticsReport.writeAfterwards(session, () -> flakes.evaluator().statistics());
        return new Evaluators(session, store, flakes, files, registries, unsaved);
    }

    private static @Nullable EvaluationCache evaluationCache(Session session) {
        Path folder = session.remembered().evaluations();
        if (folder == null) {
            return null;
        }
        EvaluationCache cache = new EvaluationCache(
                folder, session.versionLine(), "0".equals(session.invocation().variable("NIX_ALLOW_EVAL")));
        session.afterwards(cache::save);
        return cache;
    }

    private static @Nullable SourceTree stored(Store store, String name, String narHash) {
        StorePath path = store.storeDir()
                .makeFixedOutputPath(name, new ContentAddress(ContentAddressMethod.NAR, Hash.parseSri(narHash)));
        return store.isValid(path) ? store.tree(path) : null;
    }

    private static FlakeLoader.Builder loader(Session session, UrlFetcher downloads) {
        Settings settings = session.settings();
        Path directory = DiskNames.pathOf(session.baseDirectory());
        FetchSettings fetching = new FetchSettings(
                        settings.bool("allow-dirty", true),
                        settings.bool("warn-dirty", true),
                        settings.bool("allow-dirty-locks", false),
                        directory,
                        session::warn)
                .withArchives(session.remembered().archiveHashes())
                .withOwnGit()
                .withNews(session.fetchNews())
                .withRemotes(new Remotes(
                        downloads,
                        cacheFolder(session).resolve("git"),
                        Downloads.lifetime(settings),
                        AccessTokens.parse(settings.words("access-tokens")),
                        "1".equals(session.invocation().variable("_NIX_FORCE_HTTP"))));
        return FlakeLoader.builder(directory)
                .settings(fetching)
                .preparation(session.preparation())
                .experimentalFeatures(settings.features())
                .hints(hint -> {
                    if (session.givesHints()) {
                        session.err("hint: " + hint.text());
                    }
                })
                .notices(notice -> session.log(Session.NOTICE, notice))
                .details(detail -> {
                    if (session.level() >= Session.DEBUG) {
                        session.log(Session.DEBUG, detail);
                    }
                });
    }

    /** The platform that this run is for, whatever {@code eval-system} says. */
    public static String thisSystem(Settings settings) {
        return settings.text("system", machine());
    }

    /** The downloads of a run, kept in the user's cache. */
    public static UrlFetcher downloads(Session session) {
        return Downloads.in(cacheFolder(session), session);
    }

    /** Where downloads are kept, as Nix finds its own folder. */
    private static Path cacheFolder(Session session) {
        Path own = session.folders().cache();
        return own != null ? own : Path.of("/tmp/.cache/nix4j");
    }

    private static EvalSettings evalSettings(Session session, boolean pureByDefault, boolean readOnly) {
        Settings settings = session.settings();
        String abort = session.invocation().variable("NIX_ABORT_ON_WARN");
        boolean abortByDefault = abort != null && (abort.equals("1") || abort.equals("yes") || abort.equals("true"));
        return new EvalSettings(
                settings.bool("pure-eval", pureByDefault),
                settings.bool("restrict-eval", false),
                settings.words("allowed-uris"),
                settings.bool("allow-import-from-derivation", true),
                settings.count("max-call-depth", 10_000),
                settings.bool("trace-verbose", false),
                settings.bool("abort-on-warn", abortByDefault),
                settings.bool("show-trace", false),
                settings.features(),
                readOnly,
                lint(settings, "lint-url-literals", "ignore"),
                lint(
                        settings,
                        "lint-short-path-literals",
                        settings.bool("warn-short-path-literals", false) ? "warn" : "ignore"),
                lint(settings, "lint-absolute-path-literals", "ignore"));
    }

    private static Lint lint(Settings settings, String name, String unset) {
        return switch (settings.text(name, unset)) {
            case "warn" -> Lint.WARN;
            case "fatal" -> Lint.FATAL;
            default -> Lint.IGNORE;
        };
    }

    /** The platform of derivations that do not name one, as the settings or this machine give it. */
    public static String currentSystem(Settings settings) {
        String evalSystem = settings.text("eval-system", "");
        return evalSystem.isEmpty() ? thisSystem(settings) : evalSystem;
    }

    private static String machine() {
        String arch = System.getProperty("os.arch", "");
        String os = System.getProperty("os.name", "");
        String cpu = arch.equals("amd64") ? "x86_64" : arch;
        if (os.startsWith("Mac")) {
            return cpu + "-darwin";
        }
        return cpu + (os.startsWith("FreeBSD") ? "-freebsd" : "-linux");
    }

    private static List<SearchPathEntry> nixPath(
            Session session, EvaluationFlags flags, EvalSettings settings, SourceTree root) {
        List<SearchPathEntry> entries = new ArrayList<>();
        if (settings.pureEval()) {
            return entries;
        }
        entries.addAll(flags.searchPath());
        for (String word : session.settings().words("nix-path")) {
            entries.add(SearchPathParser.entry(word));
        }
        if (!settings.restrictEval()) {
            addDefaults(session, root, entries);
        }
        return entries;
    }

    private static void addDefaults(Session session, SourceTree root, List<SearchPathEntry> entries) {
        Invocation invocation = session.invocation();
        String state = invocation.nonEmptyVariable("NIX_STATE_DIR");
        String channels = (state == null ? "/nix/var/nix" : state) + "/profiles/per-user/root/channels";
        for (SearchPathEntry entry : List.of(
                new SearchPathEntry("", session.folders().inHome(".nix-defexpr/channels")),
                new SearchPathEntry("nixpkgs", channels + "/nixpkgs"),
                new SearchPathEntry("", channels))) {
            if (isThere(root, invocation.absolute(entry.path()))) {
                entries.add(entry);
            }
        }
    }

    // Links on the way are not followed here: who asks for the entry follows them.
    private static boolean isThere(SourceTree root, String path) {
        try {
            return root.stat(TreePath.of(path)) != null;
        } catch (IOException e) {
            // What may not be looked at is no default.
            return false;
        }
    }
}
