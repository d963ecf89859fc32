package io.github.nix4j.flake;

import io.github.nix4j.flake.cache.EvaluationCache;
import io.github.nix4j.flake.cache.RememberedOutput;
import io.github.nix4j.flake.internal.CallFlakePlaces;
import io.github.nix4j.flake.internal.EvaluatorMounts;
import io.github.nix4j.flake.internal.FetchMercurialBuiltin;
import io.github.nix4j.flake.internal.FetchTreeBuiltins;
import io.github.nix4j.flake.internal.FlakeBuiltins;
import io.github.nix4j.flake.internal.FlakeInternals;
import io.github.nix4j.flake.internal.FlakeValues;
import io.github.nix4j.flake.internal.OutputCursor;
import io.github.nix4j.flake.internal.OutputListing;
import io.github.nix4j.flake.lock.LockMode;
import io.github.nix4j.flake.lock.LockOutput;
import io.github.nix4j.flake.ref.FlakeRef;
import io.github.nix4j.flake.ref.FlakeRefParser;
import io.github.nix4j.flake.ref.Input;
import io.github.nix4j.flake.ref.ReferenceRules;
import io.github.nix4j.lang.ErrorKind;
import io.github.nix4j.lang.EvalOptions;
import io.github.nix4j.lang.Message;
import io.github.nix4j.lang.NixEvaluator;
import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.internal.engine.EvaluatorInternals;
import io.github.nix4j.lang.internal.eval.AttrsValue;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.Value;
import io.github.nix4j.lang.io.EvalSettings;
import io.github.nix4j.lang.io.SourcePath;
import io.github.nix4j.lang.value.NixValue;
import io.github.nix4j.store.Secrets;
import io.github.nix4j.store.tree.TreePath;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.WeakHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An evaluator that knows flakes: it gives their outputs as values, and its programs have {@code builtins.getFlake},
 * {@code fetchTree} and the like. Thread-safe; closed once.
 *
 * <pre>{@code
 * try (FlakeEvaluator flakes = FlakeEvaluator.of(NixEvaluator.builder(), FlakeLoader.builder(directory))) {
 *     Flake flake = flakes.loader().load(".");
 *     EvalOptions limits = EvalOptions.UNLIMITED.withTimeout(Duration.ofSeconds(10));
 *     String path = flakes.output(flake, limits, "packages", "x86_64-linux", "default", "drvPath").asString();
 * }
 * }</pre>
 *
 * <p>Evaluation is pure unless the builder's settings say otherwise, as with Nix's own command line. The host decides what is
 * read: the flake that it loads, the inputs that this flake declares and what they lock are fetched by the loader, as its
 * settings and fetcher allow; files outside of these are read through the evaluator's {@link io.github.nix4j.lang.io.EvalIo};
 * what programs fetch of their own will is refused unless granted by {@link ProgramFetches}.
 *
 * <p>Limits hold for one call, and each value keeps those of the call that gave it: asking it for more is a call under the same
 * ones. {@link NixEvaluator#within} sets limits for all that is done there with this evaluator. Loading a flake fetches and
 * parses; it does not evaluate, and limits do not end it.
 */
public final class FlakeEvaluator implements AutoCloseable {
    private final NixEvaluator evaluator;
    private final ReferenceRules rules;
    private final Map<Flake, FlakeValues> values = new WeakHashMap<>();
    private final FlakeLoader loader;
    private final CallFlakePlaces places;
    private final @Nullable EvaluationCache cache;
    /** Fetches what programs ask for. */
    private final FlakeLoader programs;

    private FlakeEvaluator(
            NixEvaluator.Builder builder,
            FlakeLoader.Builder loading,
            ProgramFetches granted,
            @Nullable EvaluationCache cache) {
        this.cache = cache;
        loading.defaultWarnings(this::warn);
        rules = loading.rules();
        // The builtins need the loader, which needs the evaluator's tree of files.
        builder.with(new FlakeBuiltins(rules, this::getFlake, this::searchPath));
        builder.with(new FetchTreeBuiltins(rules, new LoaderFetcher(this::programs)));
        builder.with(new FetchMercurialBuiltin(rules, new LoaderFetcher(this::programs)));
        builder.defaultSettings(EvalSettings.DEFAULTS.withPureEval(true));
        evaluator = builder.build();
        places = new CallFlakePlaces(EvaluatorInternals.of(evaluator).engine().positions());
        loading.defaultStoreDir(
                EvaluatorInternals.of(evaluator).world().store().reader().storeDir());
        loader = loading.mounts(new EvaluatorMounts(evaluator)).build();
        programs = loader.guardedBy(granted::check);
    }

    /**
     * Builds an evaluator and a loader that belong together, whose programs may fetch nothing of their own will. The builders must
     * not be used any more.
     */
    public static FlakeEvaluator of(NixEvaluator.Builder evaluator, FlakeLoader.Builder loader) {
        return of(evaluator, loader, ProgramFetches.NONE);
    }

    /** As {@link #of(NixEvaluator.Builder, FlakeLoader.Builder)}, whose programs may fetch what {@code granted} says. */
    public static FlakeEvaluator of(
            NixEvaluator.Builder evaluator, FlakeLoader.Builder loader, ProgramFetches granted) {
        return of(evaluator, loader, granted, null);
    }

    /**
     * As {@link #of(NixEvaluator.Builder, FlakeLoader.Builder, ProgramFetches)}.
     *
     * @param cache where pure evaluation of locked flakes is remembered for {@link #show} and searches; the caller saves it.
     *     Null for nowhere
     */
    public static FlakeEvaluator of(
            NixEvaluator.Builder evaluator,
            FlakeLoader.Builder loader,
            ProgramFetches granted,
            @Nullable EvaluationCache cache) {
        return new FlakeEvaluator(
                Objects.requireNonNull(evaluator, "evaluator"),
                Objects.requireNonNull(loader, "loader"),
                Objects.requireNonNull(granted, "granted"),
                cache);
    }

    private void warn(String text) {
        NixException warning = new NixException(ErrorKind.EVAL, Message.plain(Secrets.hide(text)));
        EvaluatorInternals.of(evaluator()).engine().listener().warning(warning, false);
    }

    private FlakeLoader programs() {
        return programs;
    }

    public NixEvaluator evaluator() {
        return evaluator;
    }

    public FlakeLoader loader() {
        return loader;
    }

    /** What the flake's function {@code outputs} returns. */
    public NixValue outputs(Flake flake) {
        return outputs(flake, EvalOptions.UNLIMITED);
    }

    /** As {@link #outputs(Flake)}, under limits. */
    public NixValue outputs(Flake flake, EvalOptions options) {
        return named(flake, () -> run(options, ev -> outputs(ev, flake)));
    }

    /**
     * One output, evaluated to weak head normal form under limits.
     *
     * @param path the names of nested attributes, such as {@code packages}, {@code x86_64-linux}, {@code default}; a missing one
     *     is an error
     */
    public NixValue output(Flake flake, EvalOptions options, String... path) {
        return named(
                flake,
                () -> evaluator.within(options, () -> outputs(flake).asAttrs().get(path)));
    }

    /** The flake as other flakes see it: its outputs with {@code outPath}, {@code inputs}, {@code rev} and so on. */
    public NixValue value(Flake flake) {
        return value(flake, EvalOptions.UNLIMITED);
    }

    /** As {@link #value(Flake)}, under limits. */
    public NixValue value(Flake flake, EvalOptions options) {
        return named(flake, () -> run(options, ev -> value(ev, flake, loader)));
    }

    /** {@code body}'s result; its failure knows the names of the files that it tells of, also when they are gone. */
    private static <T> T named(Flake flake, Supplier<T> body) {
        Objects.requireNonNull(flake, "flake");
        try {
            return body.get();
        } catch (NixException e) {
            flake.directory().text();
            throw e;
        }
    }

    private NixValue run(EvalOptions options, Function<Evaluation, Value> work) {
        var internals = EvaluatorInternals.of(evaluator);
        return internals.run(
                Objects.requireNonNull(options, "options"),
                ev -> internals.values().toPublic(work.apply(ev)));
    }

    /**
     * This evaluator as one of nix4j's own modules needs it: {@code type} is a type of theirs, which is no part of the interface
     * for programs.
     *
     * @throws IllegalArgumentException for any other type
     */
    public <T> T unwrap(Class<T> type) {
        if (type == FlakeInternals.class) {
            return type.cast(internals());
        }
        throw new IllegalArgumentException("a flake evaluator is no " + type.getName());
    }

    private FlakeInternals internals() {
        return new FlakeInternals() {
            @Override
            public AttrsValue outputs(Evaluation ev, Flake flake) {
                return FlakeEvaluator.this.outputs(ev, flake);
            }

            @Override
            public OutputCursor cursor(Evaluation ev, Flake flake) {
                return FlakeEvaluator.this.cursor(ev, flake);
            }

            @Override
            public Value value(Evaluation ev, Flake flake) {
                return FlakeEvaluator.this.value(ev, flake, loader);
            }
        };
    }

    private OutputCursor cursor(Evaluation ev, Flake flake) {
        // Before those of the path that leads to an output: see CallFlakeNames.
        flake.names().forEach(ev::intern);
        String fingerprint = cache == null || !ev.engine.settings().pureEval() ? null : flake.fingerprintAtHand();
        RememberedOutput known = cache == null || fingerprint == null ? null : cache.open(fingerprint);
        return OutputCursor.root(ev, () -> evaluated(ev, flake), known);
    }

    private AttrsValue evaluated(Evaluation ev, Flake flake) {
        if (cache != null && cache.isComplete()) {
            throw new FlakeException("not everything is cached, but evaluation is not allowed");
        }
        return outputs(ev, flake);
    }

    private AttrsValue outputs(Evaluation ev, Flake flake) {
        AttrsValue value = ev.forceAttrs(value(ev, flake, loader), 0, "while parsing cached flake data");
        return ev.forceAttrs(ev.getAttr(value, ev.intern("outputs"), ""), 0, "");
    }

    /** The value of a flake; {@code inputs} fetches what its lock file pins. */
    private Value value(Evaluation ev, Flake flake, FlakeLoader inputs) {
        FlakeValues known;
        synchronized (values) {
            known = values.computeIfAbsent(
                    flake,
                    key -> new FlakeValues(
                            key.lockFile(),
                            key.directories(),
                            new FlakeValues.Top(
                                    key.described(), () -> key.locked().input(), key.isChanged(), key.names()),
                            (inner, locked) -> fetchFinal(inner, inputs, locked),
                            places));
        }
        return known.value(ev);
    }

    /**
     * Lists what the flake provides.
     *
     * @return the JSON form of {@code nix flake show}, as {@link io.github.nix4j.flake.ref.FlakeJson} represents it
     */
    public SortedMap<String, Object> show(Flake flake, ShowOptions options) {
        return show(flake, options, EvalOptions.UNLIMITED);
    }

    /** As {@link #show(Flake, ShowOptions)}, under limits. */
    public SortedMap<String, Object> show(Flake flake, ShowOptions options, EvalOptions limits) {
        Objects.requireNonNull(flake, "flake");
        Objects.requireNonNull(options, "options");
        return EvaluatorInternals.of(evaluator)
                .run(
                        limits,
                        ev -> OutputCursor.explained(
                                ev,
                                () -> new OutputListing(ev, options)
                                        .list(cursor(ev, flake), flake.locked().toString())));
    }

    private FetchTreeBuiltins.Fetched fetchFinal(Evaluation ev, FlakeLoader from, Input locked) {
        return new FetchTreeBuiltins(rules, new LoaderFetcher(() -> from)).fetchFinal(ev, locked);
    }

    /** The tree that a reference in the search path names. */
    private SourcePath searchPath(Evaluation ev, String reference) {
        return FlakeBuiltins.store(ev, () -> {
            rules.require("flakes");
            FlakeRef ref = FlakeRefParser.of(rules)
                    .allowMissing(true)
                    .flakeWanted(false)
                    .parse(reference);
            FlakeTrees.Mounted mounted = programs.fetch(programs.resolve(ref).input());
            String place = ev.engine.storeBridge().print(mounted.path());
            return new SourcePath(ev.engine.io().root(), TreePath.of(place));
        });
    }

    private Value getFlake(Evaluation ev, String reference) {
        FlakeRef ref = FlakeBuiltins.store(ev, () -> FlakeRefParser.of(rules).parse(reference));
        boolean pure = ev.engine.settings().pureEval();
        if (pure && !ref.input().isLocked()) {
            throw new FlakeException("cannot call 'getFlake' on unlocked flake reference '" + reference + "', at "
                    + ev.engine.positions().display(0) + " (use --impure to override)");
        }
        FlakeBuiltins.store(ev, () -> {
            rules.require("flakes");
            return ref;
        });
        LockMode mode = LockMode.DEFAULT.withAllowUnlocked(!pure).withUseRegistries(!pure);
        LockOutput output = LockOutput.WRITE.withUpdate(false).withWrite(false);
        return value(ev, FlakeBuiltins.store(ev, () -> programs.load(ref, mode, output)), programs);
    }

    /** Lets go of all that was read, fetched and evaluated, when running calls have ended: see {@link NixEvaluator#refresh}. */
    public void refresh() {
        EvaluatorInternals.of(evaluator).refresh(() -> {
            synchronized (values) {
                values.clear();
            }
            loader().forget();
        });
    }

    @Override
    public void close() {
        evaluator.close();
    }
}
