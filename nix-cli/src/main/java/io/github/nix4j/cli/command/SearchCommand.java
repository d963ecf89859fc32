package io.github.nix4j.cli.command;

import io.github.nix4j.cli.CliException;
import io.github.nix4j.cli.Session;
import io.github.nix4j.cli.args.Flags;
import io.github.nix4j.cli.args.UsageException;
import io.github.nix4j.cli.evaluation.Evaluators;
import io.github.nix4j.cli.evaluation.Expressions;
import io.github.nix4j.flake.internal.OutputCursor;
import io.github.nix4j.flake.ref.FlakeJson;
import io.github.nix4j.flake.ref.ParsedFlakeRef;
import io.github.nix4j.flake.search.FoundPackage;
import io.github.nix4j.flake.search.PackageSearch;
import io.github.nix4j.lang.EvalOptions;
import io.github.nix4j.lang.internal.engine.EvaluatorInternals;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.Value;
import io.github.nix4j.lang.internal.selection.AttributePath;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** {@code nix search}: the packages whose path, name or description match. */
final class SearchCommand extends Command {
    private static final String BOLD = "\u001b[0;1m";
    private static final String GREEN = "\u001b[32;1m";
    private static final String NORMAL = "\u001b[0m";

    private final EvaluationFlags evaluation = new EvaluationFlags();
    private final FlakeFlags locking = new FlakeFlags();
    private final InstallableFlags installables = new InstallableFlags();
    private final List<String> wanted = new ArrayList<>();
    private final List<String> unwanted = new ArrayList<>();
    private @Nullable String installable;
    private final JsonOutput json = new JsonOutput();
    private int results;

    SearchCommand(Session session) {
        super(session);
    }

    @Override
    String helpPage() {
        return "search";
    }

    @Override
    void declare(Flags flags) {
        installables.declare(flags, session);
        flags.section("Options");
        json.declare(flags, "Print one line of JSON.");
        flags.add(
                "exclude",
                'e',
                List.of("regex"),
                "Leave out packages in whose path, name or description this is found.",
                words -> unwanted.add(words.get(0)));
        evaluation.declare(flags, session);
        locking.declare(flags, session);
    }

    @Override
    void word(String word, Deque<String> rest) {
        if (installable == null) {
            installable = word;
        } else {
            wanted.add(word);
        }
    }

    @Override
    void run() {
        installables.check(session.settings());
        SortedMap<String, Object> listing = new TreeMap<>();
        try (Evaluators world = Evaluators.create(session, evaluation, installables.file() == null, true)) {
            EvaluatorInternals.of(world.evaluator()).run(EvalOptions.UNLIMITED, ev -> {
                Supplier<Integer> work = () -> OutputCursor.explained(ev, () -> search(ev, world, listing));
                boolean imports = session.settings().bool("allow-import-from-derivation", false);
                return imports ? work.get() : ev.refusingImports(work);
            });
        }
        if (json.isWanted()) {
            session.out(json.text(FlakeJson.compact(listing)));
        } else if (results == 0) {
            throw new CliException("no results for the given search term(s)!");
        }
    }

    private int search(Evaluation ev, Evaluators world, SortedMap<String, Object> listing) {
        Supplier<List<OutputCursor>> places = places(ev, world);
        // What is wrong with the words for the packages comes first.
        if (wanted.isEmpty()) {
            throw new UsageException(
                    "Must provide at least one regex! To match all packages, use 'nix search <installable> ^'.");
        }
        PackageSearch search = PackageSearch.of(wanted, unwanted);
        for (OutputCursor place : places.get()) {
            search.in(
                    place,
                    found -> {
                        results++;
                        if (json.isWanted()) {
                            listing.put(found.attributePath(), json(found));
                        } else {
                            print(found);
                        }
                    },
                    session.activities());
        }
        return results;
    }

    /** Reads which packages are meant, and finds them when it is asked. */
    private Supplier<List<OutputCursor>> places(Evaluation ev, Evaluators world) {
        String word = installable == null ? "" : installable;
        if (!installables.isFlake()) {
            Expressions sources = new Expressions(session, world.evaluator());
            Value root = installables.root(ev, sources);
            AttributePath path = new AttributePath(InstallableFlags.attribute(word));
            return () -> {
                AttributePath.Found found = path.find(ev, root, sources.arguments(evaluation));
                return List.of(OutputCursor.root(ev, found::cell, null));
            };
        }
        new StoreObjects(session, world.store()).refuse(word);
        String system = Evaluators.thisSystem(session.settings());
        List<String> whole = List.of("packages." + system, "legacyPackages." + system);
        String path = OutputSelector.cut(word);
        String reference = path.isEmpty() ? "." : path;
        FlakeOutput output = new FlakeOutput(session, world, locking).withoutArguments(evaluation, reference);
        ParsedFlakeRef unused = output.parse(reference);
        return () -> output.cursors(ev, reference, fragment -> output.candidates(fragment, whole));
    }

    private static SortedMap<String, Object> json(FoundPackage found) {
        SortedMap<String, Object> json = new TreeMap<>();
        json.put("pname", found.name());
        json.put("version", found.version());
        json.put("description", found.description());
        return json;
    }

    private void print(FoundPackage found) {
        StringBuilder text = new StringBuilder(results > 1 ? "\n" : "");
        text.append("* ").append(BOLD);
        text.append(highlighted(found.attributePath(), found.pathMatches(), BOLD));
        text.append(NORMAL);
        if (!found.version().isEmpty()) {
            text.append(" (").append(found.version()).append(')');
        }
        text.append('\n');
        if (!found.description().isEmpty()) {
            text.append("  ").append(highlighted(found.description(), found.descriptionMatches(), NORMAL));
            text.append('\n');
        }
        session.out(text.toString());
    }

    private static String highlighted(String text, List<FoundPackage.Range> ranges, String after) {
        StringBuilder out = new StringBuilder();
        int at = 0;
        for (FoundPackage.Range range : ranges) {
            out.append(text, at, range.begin()).append(GREEN);
            out.append(text, range.begin(), range.end()).append(after);
            at = range.end();
        }
        return out.append(text, at, text.length()).toString();
    }
}
