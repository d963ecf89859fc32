package io.github.nix4j.flake.search;

import io.github.nix4j.flake.Flake;
import io.github.nix4j.flake.FlakeEvaluator;
import io.github.nix4j.flake.internal.FlakeInternals;
import io.github.nix4j.flake.internal.OutputCursor;
import io.github.nix4j.lang.EvalOptions;
import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.internal.engine.EvaluatorInternals;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.store.activity.Activity;
import io.github.nix4j.store.activity.ActivityKind;
import io.github.nix4j.store.activity.ActivityListener;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Searches packages by regular expressions in their path, name and description, as {@code nix search} does. Immutable,
 * thread-safe.
 *
 * <pre>{@code
 * PackageSearch search = PackageSearch.of(List.of("git", "^lazy"), List.of());
 * List<FoundPackage> found = search.in(flakes, flake, EvalOptions.UNLIMITED, "packages", "x86_64-linux");
 * }</pre>
 */
public final class PackageSearch {
    private final Patterns patterns;

    private PackageSearch(Patterns patterns) {
        this.patterns = patterns;
    }

    /**
     * A search.
     *
     * @param wanted POSIX extended regular expressions (byte text) each of which has to be found in a package's path, name or
     *     description, in letters of either case
     * @param unwanted those of which none may be found
     * @throws io.github.nix4j.flake.FlakeException if one is none
     */
    public static PackageSearch of(List<String> wanted, List<String> unwanted) {
        return new PackageSearch(new Patterns(wanted, unwanted));
    }

    /**
     * The packages that are found among a flake's outputs below {@code path}.
     *
     * @throws NixException where evaluation fails, but for failures inside {@code legacyPackages}, which are passed over
     */
    public List<FoundPackage> in(FlakeEvaluator flakes, Flake flake, EvalOptions limits, String... path) {
        return EvaluatorInternals.of(flakes.evaluator())
                .run(
                        limits,
                        ev -> OutputCursor.explained(ev, () -> {
                            OutputCursor at = FlakeInternals.of(flakes).cursor(ev, flake);
                            for (String name : path) {
                                at = at.get(name);
                            }
                            List<FoundPackage> found = new ArrayList<>();
                            in(at, found::add, ActivityListener.NONE);
                            return found;
                        }));
    }

    /**
     * Hands what is found below {@code place} to {@code found} at once; {@code activities} watches what is looked at.
     *
     * @throws IllegalArgumentException for a place that is not from another of nix4j's modules
     */
    public void in(SearchPlace place, Consumer<FoundPackage> found, ActivityListener activities) {
        if (!(place instanceof OutputCursor at)) {
            throw new IllegalArgumentException(place.getClass().getName() + " is no place to search");
        }
        visit(new Run(at.evaluation(), found, activities), at, at.path(), true);
    }

    private record Run(Evaluation ev, Consumer<FoundPackage> found, ActivityListener activities) {}

    private void visit(Run run, OutputCursor at, List<String> path, boolean first) {
        String kind = path.isEmpty() ? "" : path.get(0);
        try (Activity step = run.activities.begin(ActivityKind.STEP, "evaluating '" + at.pathText() + "'")) {
            if (at.isDerivation()) {
                FoundPackage match =
                        patterns.match(run.ev, at.pathText(), at.get("name").text(), description(at));
                if (match != null) {
                    run.found.accept(match);
                }
            } else if (first || isGroup(at, kind, path.size())) {
                for (String name : at.names()) {
                    List<String> inner = new ArrayList<>(path);
                    inner.add(name);
                    visit(run, at.get(name), inner, false);
                }
            }
        } catch (NixException e) {
            if (!kind.equals("legacyPackages") || !OutputCursor.isEvaluationError(e)) {
                throw e;
            }
        }
    }

    private static boolean isGroup(OutputCursor at, String kind, int depth) {
        if (depth == 0 || (depth <= 2 && (kind.equals("packages") || kind.equals("legacyPackages")))) {
            return true;
        }
        OutputCursor recurse = kind.equals("legacyPackages") ? at.maybeGet("recurseForDerivations") : null;
        return recurse != null && recurse.bool();
    }

    private static String description(OutputCursor at) {
        OutputCursor meta = at.maybeGet("meta");
        OutputCursor description = meta == null ? null : meta.maybeGet("description");
        return description == null ? "" : description.text().replace('\n', ' ');
    }
}
