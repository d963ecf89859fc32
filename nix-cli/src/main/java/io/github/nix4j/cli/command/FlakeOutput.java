package io.github.nix4j.cli.command;

import io.github.nix4j.cli.Session;
import io.github.nix4j.cli.args.UsageException;
import io.github.nix4j.cli.evaluation.Evaluators;
import io.github.nix4j.cli.evaluation.Expressions;
import io.github.nix4j.flake.Flake;
import io.github.nix4j.flake.internal.FlakeInternals;
import io.github.nix4j.flake.internal.OutputCursor;
import io.github.nix4j.flake.ref.ParsedFlakeRef;
import io.github.nix4j.lang.ErrorAccess;
import io.github.nix4j.lang.ErrorKind;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.Suggestions;
import io.github.nix4j.lang.internal.eval.Value;
import io.github.nix4j.lang.internal.selection.AttributePath;
import io.github.nix4j.lang.internal.selection.AutoArguments;
import io.github.nix4j.store.Secrets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An output of a flake, as {@code FLAKE#attribute.path} names it on a command line. */
final class FlakeOutput {
    private final Session session;
    private final Evaluators world;
    private final FlakeFlags locking;
    /** What was parsed, as that may warn and tell where a flake is looked for. */
    private final Map<String, ParsedFlakeRef> references = new HashMap<>();

    private final List<Suggestions.Candidate> nearby = new ArrayList<>();

    FlakeOutput(Session session, Evaluators world, FlakeFlags locking) {
        this.session = session;
        this.world = world;
        this.locking = locking;
    }

    /** The reference and the fragment of {@code installable}. */
    ParsedFlakeRef parse(String installable) {
        return references.computeIfAbsent(
                installable, text -> world.flakes().loader().references().parseWithFragment(text));
    }

    /** Refuses arguments for functions, which flakes do not take. What is wrong with {@code installable} or with them comes first. */
    FlakeOutput withoutArguments(EvaluationFlags evaluation, String installable) {
        if (evaluation.arguments().isEmpty()) {
            return this;
        }
        ParsedFlakeRef unused = parse(installable);
        AutoArguments unusedToo = new Expressions(session, world.evaluator()).arguments(evaluation);
        throw new UsageException("'--arg' and '--argstr' are incompatible with flakes");
    }

    /** The value, maybe unevaluated, that {@code installable} names; a flake alone names its default package. */
    Value find(Evaluation ev, String installable) {
        return find(ev, installable, this::candidates);
    }

    /** The same, but that a flake alone names all its outputs. */
    Value findOrAll(Evaluation ev, String installable) {
        return find(ev, installable, fragment -> fragment.isEmpty() ? List.of("") : candidates(fragment));
    }

    /** As {@link #find(Evaluation, String)}, with other places where to look for the fragment. */
    Value find(Evaluation ev, String installable, Function<String, List<String>> places) {
        return OutputCursor.explained(ev, () -> cursor(ev, installable, places).force());
    }

    /** The first place that the fragment may mean and that is there; an error if none is. */
    OutputCursor cursor(Evaluation ev, String installable, Function<String, List<String>> places) {
        return cursors(ev, installable, places).get(0);
    }

    /** All places that the fragment may mean and that are there; an error if none is. */
    List<OutputCursor> cursors(Evaluation ev, String installable, Function<String, List<String>> places) {
        ParsedFlakeRef parsed = parse(installable);
        Flake flake = locking.loadConfigured(world, parsed.ref(), session);
        OutputCursor root = FlakeInternals.of(world.flakes()).cursor(ev, flake);
        List<String> candidates = places.apply(parsed.fragment());
        List<OutputCursor> found = new ArrayList<>();
        for (String candidate : candidates) {
            OutputCursor at = follow(root, candidate);
            if (at != null) {
                found.add(at);
            }
        }
        if (found.isEmpty()) {
            throw ErrorAccess.suggest(
                    ev.errors.of(
                            ErrorKind.EVAL,
                            "flake '%s' does not provide attribute " + quoted(candidates),
                            Secrets.hideInUrl(parsed.ref().toString())),
                    Suggestions.best(nearby));
        }
        return found;
    }

    /** How messages call the output that {@code installable} names: the flake and the first place where it was looked for. */
    String what(String installable, Function<String, List<String>> places) {
        ParsedFlakeRef parsed = parse(installable);
        String fragment = parsed.fragment();
        // The dot only says where to look; as in Nix, it is gone once that was done.
        String looked = fragment.startsWith(".") ? fragment.substring(1) : fragment;
        return Secrets.hideInUrl(parsed.ref().toString()) + "#"
                + (fragment.isEmpty() ? places.apply("").get(0) : looked);
    }

    /** Where packages are looked for. */
    List<String> candidates(String fragment) {
        String system = Evaluators.thisSystem(session.settings());
        return candidates(fragment, List.of("packages." + system + ".default", "defaultPackage." + system));
    }

    /** Where to look for packages: {@code whole} if there is no fragment, else for packages of that name. */
    List<String> candidates(String fragment, List<String> whole) {
        String system = Evaluators.thisSystem(session.settings());
        if (fragment.isEmpty()) {
            return whole;
        }
        if (fragment.startsWith(".")) {
            return List.of(fragment.substring(1));
        }
        return List.of("packages." + system + "." + fragment, "legacyPackages." + system + "." + fragment, fragment);
    }

    private @Nullable OutputCursor follow(OutputCursor root, String path) {
        OutputCursor at = root;
        List<String> names = AttributePath.split(path);
        // As in the reference, before anything is evaluated: sets are gone through in the order of first mention.
        names.forEach(root.evaluation()::intern);
        for (String name : names) {
            OutputCursor next = at.maybeGet(name);
            if (next == null) {
                nearby.addAll(Suggestions.candidates(at.names(), name));
                return null;
            }
            at = next;
        }
        return at;
    }

    private static String quoted(List<String> paths) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < paths.size(); i++) {
            String separator = i == 0 ? "" : i + 1 == paths.size() ? " or " : ", ";
            text.append(separator).append('\'').append(paths.get(i)).append('\'');
        }
        return text.toString();
    }
}
