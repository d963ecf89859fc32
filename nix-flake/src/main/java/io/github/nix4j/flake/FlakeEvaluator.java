package io.github.nix4j.flake;

import io.github.nix4j.flake.internal.EvaluatorMounts;
import io.github.nix4j.flake.internal.FetchTreeBuiltins;
import io.github.nix4j.flake.internal.FlakeBuiltins;
import io.github.nix4j.flake.internal.FlakeValues;
import io.github.nix4j.flake.internal.OutputListing;
import io.github.nix4j.flake.lock.LockMode;
import io.github.nix4j.flake.lock.LockOutput;
import io.github.nix4j.flake.ref.FlakeRef;
import io.github.nix4j.flake.ref.FlakeRefParser;
import io.github.nix4j.flake.ref.Input;
import io.github.nix4j.flake.ref.ReferenceRules;
import io.github.nix4j.lang.EvalOptions;
import io.github.nix4j.lang.NixEvaluator;
import io.github.nix4j.lang.internal.eval.AttrsValue;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.Value;
import io.github.nix4j.lang.value.NixValue;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * An evaluator that knows flakes: it gives their outputs as values, and its programs have {@code builtins.getFlake},
 * {@code fetchTree} and the like. Thread-safe; closed once.
 *
 * <pre>{@code
 * try (FlakeEvaluator flakes = FlakeEvaluator.of(NixEvaluator.builder(), FlakeLoader.builder(directory))) {
 *     FlakeRef ref = flakes.loader().references().parse(".");
 *     Flake flake = flakes.loader().load(ref, LockMode.DEFAULT, LockOutput.WRITE);
 *     NixValue outputs = flakes.outputs(flake);
 * }
 * }</pre>
 */
public final class FlakeEvaluator implements AutoCloseable {
    private final NixEvaluator evaluator;
    private final ReferenceRules rules;
    private final Map<Flake, FlakeValues> values = new WeakHashMap<>();
    private @Nullable FlakeLoader loader;

    private FlakeEvaluator(NixEvaluator.Builder builder, FlakeLoader.Builder loading) {
        rules = loading.rules();
        // The builtins need the loader, which needs the evaluator's tree of files.
        builder.builtins(new FlakeBuiltins(rules, this::getFlake));
        builder.builtins(new FetchTreeBuiltins(rules, this::fetch));
        evaluator = builder.build();
        loader = loading.mounts(new EvaluatorMounts(evaluator)).build();
    }

    /** Builds an evaluator and a loader that belong together. The builders must not be used any more. */
    public static FlakeEvaluator of(NixEvaluator.Builder evaluator, FlakeLoader.Builder loader) {
        return new FlakeEvaluator(evaluator, loader);
    }

    public NixEvaluator evaluator() {
        return evaluator;
    }

    public FlakeLoader loader() {
        return Objects.requireNonNull(loader);
    }

    /** What the flake's function {@code outputs} returns. */
    public NixValue outputs(Flake flake) {
        return evaluator
                .internals()
                .run(EvalOptions.UNLIMITED, ev -> evaluator.internals().values().toPublic(outputs(ev, flake)));
    }

    /** The flake as other flakes see it: its outputs with {@code outPath}, {@code inputs}, {@code rev} and so on. */
    public NixValue value(Flake flake) {
        return evaluator
                .internals()
                .run(EvalOptions.UNLIMITED, ev -> evaluator.internals().values().toPublic(value(ev, flake)));
    }

    /** As {@link #outputs(Flake)}, within an evaluation: for nix4j's own modules. */
    public AttrsValue outputs(Evaluation ev, Flake flake) {
        AttrsValue value = ev.forceAttrs(value(ev, flake), 0, "while parsing cached flake data");
        return ev.forceAttrs(ev.getAttr(value, ev.intern("outputs"), ""), 0, "");
    }

    /** As {@link #value(Flake)}, within an evaluation: for nix4j's own modules. */
    public Value value(Evaluation ev, Flake flake) {
        FlakeValues known;
        synchronized (values) {
            known = values.computeIfAbsent(
                    flake,
                    key -> new FlakeValues(
                            key.lockFile(), key.directories(), key.locked(), key.isChanged(), this::fetchFinal));
        }
        return known.value(ev);
    }

    /**
     * Lists what the flake provides.
     *
     * @return the JSON form of {@code nix flake show}, as {@link io.github.nix4j.flake.ref.FlakeJson} represents it
     */
    public SortedMap<String, Object> show(Flake flake, OutputListing.Options options) {
        return evaluator
                .internals()
                .run(
                        EvalOptions.UNLIMITED,
                        ev -> new OutputListing(ev, options)
                                .list(outputs(ev, flake), flake.locked().toString()));
    }

    private FetchTreeBuiltins.Fetched fetchFinal(Evaluation ev, Input locked) {
        return new FetchTreeBuiltins(rules, this::fetch).fetchFinal(ev, locked);
    }

    private FetchTreeBuiltins.Fetched fetch(Input input) {
        FlakeTrees.Mounted mounted = loader().fetch(input);
        return new FetchTreeBuiltins.Fetched(mounted.locked(), mounted.path());
    }

    private Value getFlake(Evaluation ev, String reference) {
        FlakeRef ref = FlakeBuiltins.store(ev, () -> FlakeRefParser.of(rules).parse(reference));
        boolean pure = ev.engine.settings().pureEval();
        if (pure && !ref.input().isLocked()) {
            throw new FlakeException("cannot call 'getFlake' on unlocked flake reference '" + reference
                    + "' (use --impure to override)");
        }
        LockMode mode = LockMode.DEFAULT.withAllowUnlocked(!pure).withUseRegistries(!pure);
        LockOutput output = LockOutput.WRITE.withUpdate(false).withWrite(false);
        return value(ev, FlakeBuiltins.store(ev, () -> loader().load(ref, mode, output)));
    }

    /** Lets go of all that was read, fetched and evaluated. */
    public void refresh() {
        synchronized (values) {
            values.clear();
        }
        loader().forget();
        evaluator.refresh();
    }

    @Override
    public void close() {
        evaluator.close();
    }
}
