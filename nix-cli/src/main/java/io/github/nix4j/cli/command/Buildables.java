package io.github.nix4j.cli.command;

import io.github.nix4j.cli.CliException;
import io.github.nix4j.cli.Session;
import io.github.nix4j.cli.evaluation.Evaluators;
import io.github.nix4j.cli.evaluation.Expressions;
import io.github.nix4j.flake.internal.OutputCursor;
import io.github.nix4j.flake.ref.ParsedFlakeRef;
import io.github.nix4j.lang.internal.builtins.SingleDerivedPath;
import io.github.nix4j.lang.internal.eval.AttrsValue;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.ListValue;
import io.github.nix4j.lang.internal.eval.PathValue;
import io.github.nix4j.lang.internal.eval.StringValue;
import io.github.nix4j.lang.internal.eval.Value;
import io.github.nix4j.lang.internal.print.PrintOptions;
import io.github.nix4j.lang.internal.print.ValuePrinter;
import io.github.nix4j.lang.internal.selection.AttributePath;
import io.github.nix4j.lang.internal.selection.DerivationSearch;
import io.github.nix4j.lang.io.SourcePath;
import io.github.nix4j.lang.value.ContextElement;
import io.github.nix4j.store.Ingestion;
import io.github.nix4j.store.derivation.Derivation;
import io.github.nix4j.store.derivation.OutputsSpec;
import io.github.nix4j.store.hash.ContentAddressMethod;
import io.github.nix4j.store.hash.HashAlgorithm;
import io.github.nix4j.store.path.StoreDir;
import io.github.nix4j.store.path.StorePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds what the words of a command line name in the store: outputs of flakes, attribute paths of a file or expression, and store
 * paths. Derivations are written to the store thereby; nothing is built but what evaluation reads.
 */
final class Buildables {
    private final Session session;
    private final Evaluators world;
    private final EvaluationFlags evaluation;
    private final FlakeFlags locking;
    private final InstallableFlags installables;
    private @Nullable Function<String, List<String>> places;

    Buildables(
            Session session,
            Evaluators world,
            EvaluationFlags evaluation,
            FlakeFlags locking,
            InstallableFlags installables) {
        this.session = session;
        this.world = world;
        this.evaluation = evaluation;
        this.locking = locking;
        this.installables = installables;
    }

    /** Looks for outputs of flakes in other places than packages are in. */
    Buildables in(Function<String, List<String>> otherPlaces) {
        places = otherPlaces;
        return this;
    }

    private StoreDir dir() {
        return world.store().storeDir();
    }

    private StoreObjects objects() {
        return new StoreObjects(session, world.store());
    }

    /** What the words name, in their order. */
    List<Buildable> find(Evaluation ev, List<String> words) {
        List<Buildable> found = new ArrayList<>();
        if (!installables.isFlake()) {
            Expressions sources = new Expressions(session, world.evaluator());
            Value root = installables.root(ev, sources);
            for (String word : words.isEmpty() ? List.of("") : words) {
                OutputsSpec.Suffixed suffixed = StoreObjects.suffixed(word);
                fromExpression(ev, root, sources, InstallableFlags.attribute(word), suffixed.outputs(), found);
            }
            return found;
        }
        read(words.isEmpty() ? List.of(".") : words).forEach(named -> found.add(named.apply(ev)));
        return found;
    }

    /** Fails for what {@link #find} takes for no word at all, before it looks for what they name. */
    void check(Evaluation ev, List<String> words) {
        if (installables.isFlake()) {
            read(words);
        } else {
            Value unused = installables.root(ev, new Expressions(session, world.evaluator()));
            words.forEach(StoreObjects::suffixed);
        }
    }

    /** The object of the store that {@code word} leads to by its path; null for what names an output of a flake or an attribute. */
    @Nullable
    StorePath storeObject(String word) {
        return installables.isFlake() ? objects().find(StoreObjects.suffixed(word)) : null;
    }

    /** Reads all words before any flake is fetched: what is no reference is told first. */
    private List<Function<Evaluation, Buildable>> read(List<String> words) {
        List<Function<Evaluation, Buildable>> read = new ArrayList<>();
        for (String word : words) {
            OutputsSpec.Suffixed suffixed = StoreObjects.suffixed(word);
            StorePath object = objects().find(suffixed);
            read.add(object != null ? ev -> stored(object, suffixed.outputs()) : fromFlake(suffixed));
        }
        return read;
    }

    private Buildable stored(StorePath object, @Nullable OutputsSpec wanted) {
        return wanted == null ? new Buildable.Present(object, dir().print(object)) : outputs(object, wanted);
    }

    private Function<Evaluation, Buildable> fromFlake(OutputsSpec.Suffixed word) {
        String reference = word.text().isEmpty() ? "." : word.text();
        FlakeOutput output = new FlakeOutput(session, world, locking).withoutArguments(evaluation, reference);
        ParsedFlakeRef unused = output.parse(reference);
        return ev -> fromFlake(ev, output, reference, word.outputs());
    }

    private Buildable fromFlake(Evaluation ev, FlakeOutput output, String reference, @Nullable OutputsSpec wanted) {
        return OutputCursor.explained(ev, () -> {
            Function<String, List<String>> wherever = places == null ? output::candidates : places;
            OutputCursor found = output.cursor(ev, reference, wherever);
            return found.isDerivation()
                    ? derivation(found, wanted)
                    : other(ev, found, output.what(reference, wherever));
        });
    }

    private Buildable other(Evaluation ev, OutputCursor found, String what) {
        Value value = found.force();
        Buildable single = single(ev, value, 0, found.pathText(), what);
        if (single == null) {
            throw ev.errors.eval(
                    "expected flake output attribute '%s' to be a derivation or path but found %s: %s",
                    found.pathText(), value.describeType(), ValuePrinter.print(ev, value, PrintOptions.IN_MESSAGES));
        }
        return single;
    }

    private void fromExpression(
            Evaluation ev,
            Value root,
            Expressions sources,
            String path,
            @Nullable OutputsSpec wanted,
            List<Buildable> found) {
        var arguments = sources.arguments(evaluation);
        AttributePath.Found at = new AttributePath(path).find(ev, root, arguments);
        Value value = ev.force(at.cell(), at.pos());
        Buildable single = value instanceof ListValue ? null : single(ev, value, at.pos(), path, path);
        if (single != null) {
            found.add(single);
            return;
        }
        for (DerivationSearch.Found one : DerivationSearch.find(ev, at.cell(), arguments)) {
            AttrsValue derivation = one.derivation();
            if (derivation.get(ev.intern("drvPath")) == null) {
                throw ev.errors.eval("'%s' is not a derivation", path);
            }
            found.add(derivation(ev, derivation, wanted));
        }
    }

    /** A path, which is copied to the store, or a string that refers to one thing there; null for other values. */
    private @Nullable Buildable single(Evaluation ev, Value value, int pos, String attribute, String what) {
        if (value instanceof PathValue path) {
            SourcePath source = path.path;
            StorePath copied = ev.engine
                    .storeBridge()
                    .add(Ingestion.of(
                            "source", source.tree(), source.path(), ContentAddressMethod.NAR, HashAlgorithm.SHA256));
            return new Buildable.Present(copied, what);
        }
        if (!(value instanceof StringValue string)) {
            return null;
        }
        ContextElement element = SingleDerivedPath.of(ev, string, pos, frame(), attribute);
        if (element instanceof ContextElement.Opaque opaque) {
            return new Buildable.Present(opaque.path(), what);
        }
        ContextElement.Built built = (ContextElement.Built) element;
        if (!(built.drv() instanceof ContextElement.Opaque drv)) {
            throw ev.errors.eval("nix4j cannot build derivations that builds make yet");
        }
        return outputs(drv.path(), new OutputsSpec.Names(new TreeSet<>(Set.of(built.output()))));
    }

    private String frame() {
        return installables.isFlake()
                ? "while evaluating the flake output attribute '%s'"
                : "while evaluating the attribute '%s'";
    }

    private Buildable derivation(OutputCursor found, @Nullable OutputsSpec wanted) {
        StorePath path = DerivationOutput.path(world.store(), found);
        return outputs(path, DerivationOutput.outputs(found, wanted));
    }

    private Buildable derivation(Evaluation ev, AttrsValue value, @Nullable OutputsSpec wanted) {
        StorePath path =
                dir().locate(DerivationListing.derivationPath(ev, value)).storePath();
        if (wanted != null) {
            return outputs(path, wanted);
        }
        Buildable.Outputs found = outputs(path, new DefaultOutputs(ev).of(value));
        // Where nobody asked for all that there are, they are asked for by their names.
        OutputsSpec names = new OutputsSpec.Names(new TreeSet<>(found.outputs().keySet()));
        return new Buildable.Outputs(path, names, found.outputs());
    }

    private Buildable.Outputs outputs(StorePath path, OutputsSpec wanted) {
        Derivation derivation = world.store().readDerivation(path);
        TreeMap<String, StorePath> paths = new TreeMap<>();
        Set<String> names = wanted instanceof OutputsSpec.Names some
                ? some.names()
                : derivation.outputs().keySet();
        for (String name : names) {
            if (!derivation.outputs().containsKey(name)) {
                throw new CliException("derivation '" + dir().print(path) + "' does not have output '" + name + "'");
            }
            StorePath output = derivation.outputPath(dir(), name);
            if (output == null) {
                throw new CliException("nix4j cannot build '" + dir().print(path)
                        + "' yet: where its outputs will be is known only when they are built");
            }
            paths.put(name, output);
        }
        return new Buildable.Outputs(path, wanted, paths);
    }
}
