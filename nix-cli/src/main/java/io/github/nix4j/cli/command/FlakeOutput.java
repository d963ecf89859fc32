package io.github.nix4j.cli.command;

import io.github.nix4j.cli.Session;
import io.github.nix4j.cli.evaluation.Evaluators;
import io.github.nix4j.flake.Flake;
import io.github.nix4j.flake.FlakeLoader;
import io.github.nix4j.flake.ref.ParsedFlakeRef;
import io.github.nix4j.lang.ErrorKind;
import io.github.nix4j.lang.internal.eval.AttrsValue;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.FlatAttrs;
import io.github.nix4j.lang.internal.eval.Suggestions;
import io.github.nix4j.lang.internal.eval.Value;
import io.github.nix4j.lang.internal.selection.AttributePath;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An output of a flake, as {@code FLAKE#attribute.path} names it on a command line. */
final class FlakeOutput {
    private final Session session;
    private final Evaluators world;
    private final FlakeFlags locking;
    private String foundAt = "";
    private final Set<String> nearby = new LinkedHashSet<>();

    FlakeOutput(Session session, Evaluators world, FlakeFlags locking) {
        this.session = session;
        this.world = world;
        this.locking = locking;
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
        FlakeLoader loader = world.flakes().loader();
        ParsedFlakeRef parsed = loader.references().parseWithFragment(installable);
        Flake flake = locking.loadConfigured(world, parsed.ref(), session);
        AttrsValue outputs = world.flakes().internals().outputs(ev, flake);
        List<String> candidates = places.apply(parsed.fragment());
        for (String candidate : candidates) {
            Value found = follow(ev, outputs, candidate);
            if (found != null) {
                foundAt = candidate;
                return found;
            }
        }
        throw ev.errors
                .of(
                        ErrorKind.EVAL,
                        "flake '%s' does not provide attribute " + quoted(candidates),
                        parsed.ref().toString())
                .withSuggestions(List.copyOf(nearby));
    }

    /** Where the last value that was asked for was found. */
    String foundAt() {
        return foundAt;
    }

    private List<String> candidates(String fragment) {
        String system = Evaluators.thisSystem(session.settings());
        if (fragment.isEmpty()) {
            return List.of("packages." + system + ".default", "defaultPackage." + system);
        }
        if (fragment.startsWith(".")) {
            return List.of(fragment.substring(1));
        }
        return List.of("packages." + system + "." + fragment, "legacyPackages." + system + "." + fragment, fragment);
    }

    private @Nullable Value follow(Evaluation ev, AttrsValue outputs, String path) {
        Value at = outputs;
        for (String name : AttributePath.split(path)) {
            if (!(ev.force(at, 0) instanceof AttrsValue attrs)) {
                return null;
            }
            Value next = attrs.get(ev.intern(name));
            if (next == null) {
                suggest(ev, attrs, name);
                return null;
            }
            at = next;
        }
        return at;
    }

    private void suggest(Evaluation ev, AttrsValue attrs, String wanted) {
        List<String> names = new ArrayList<>();
        FlatAttrs flat = attrs.flat();
        for (int i = 0; i < flat.size(); i++) {
            names.add(ev.name(flat.symbolAt(i)));
        }
        nearby.addAll(Suggestions.best(names, wanted));
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
