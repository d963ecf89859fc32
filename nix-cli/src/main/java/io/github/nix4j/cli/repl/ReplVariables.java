package io.github.nix4j.cli.repl;

import io.github.nix4j.cli.CliException;
import io.github.nix4j.cli.Session;
import io.github.nix4j.cli.evaluation.Evaluators;
import io.github.nix4j.cli.evaluation.Expressions;
import io.github.nix4j.flake.Flake;
import io.github.nix4j.flake.FlakeLoader;
import io.github.nix4j.flake.internal.FlakeInternals;
import io.github.nix4j.flake.lock.LockMode;
import io.github.nix4j.flake.lock.LockOutput;
import io.github.nix4j.flake.ref.FlakeRef;
import io.github.nix4j.lang.internal.engine.InteractiveScope;
import io.github.nix4j.lang.internal.eval.AttrsValue;
import io.github.nix4j.lang.internal.eval.Closure;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.FlatAttrs;
import io.github.nix4j.lang.internal.eval.Literals;
import io.github.nix4j.lang.internal.eval.Value;
import io.github.nix4j.lang.internal.selection.AutoArguments;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is in scope at the prompt and where it came from, so that it can be loaded again. */
final class ReplVariables {
    /** How many of the names that were added are told. */
    private static final int TOLD = 20;

    private final Session session;
    private final Evaluators world;
    private final Expressions sources;
    private final AutoArguments arguments;
    private final Function<Evaluation, List<Repl.Installable>> installables;
    private final InteractiveScope scope;
    private final Set<String> files = new LinkedHashSet<>();
    private final Set<String> flakes = new LinkedHashSet<>();
    private @Nullable AttrsValue lastLoaded;

    ReplVariables(
            Session session,
            Evaluators world,
            Expressions sources,
            AutoArguments arguments,
            Function<Evaluation, List<Repl.Installable>> installables) {
        this.session = session;
        this.world = world;
        this.sources = sources;
        this.arguments = arguments;
        this.installables = installables;
        this.scope = sources.interactiveScope();
    }

    InteractiveScope scope() {
        return scope;
    }

    /** The value of an expression in scope. */
    Value evaluate(Evaluation ev, String expression) {
        return ev.force(scope.evaluate(ev, scope.expression(expression)), 0);
    }

    /** Adds the attributes of a file's value. */
    void loadFile(Evaluation ev, String path) {
        files.remove(path);
        files.add(path);
        add(ev, arguments.call(ev, sources.importFile(ev, path)));
    }

    /** Adds the attributes of a flake, which has to be locked already as far as it needs to be. */
    void loadFlake(Evaluation ev, String reference) {
        if (reference.isEmpty()) {
            throw new CliException("cannot use ':load-flake' without a path specified."
                    + " (Use '.' for the current working directory.)");
        }
        flakes.remove(reference);
        flakes.add(reference);
        FlakeLoader loader = world.flakes().loader();
        FlakeRef ref = loader.references().allowMissing(true).parse(reference);
        boolean pure = ev.engine.settings().pureEval();
        if (pure && !ref.input().isLocked()) {
            throw new CliException("cannot use ':load-flake' on unlocked flake reference '" + reference
                    + "' (use --impure to override)");
        }
        Flake flake = loader.load(
                ref,
                LockMode.DEFAULT.withAllowUnlocked(!pure).withUseRegistries(!pure),
                LockOutput.WRITE.withUpdate(false));
        add(ev, FlakeInternals.of(world.flakes()).value(ev, flake));
    }

    /** Forgets all variables, and loads again what was loaded. */
    void reload(Evaluation ev) {
        scope.clear();
        loadFirst(ev);
        List<String> before = new ArrayList<>(flakes);
        flakes.clear();
        for (String flake : before) {
            notice("Loading flake '" + flake + "'...");
            loadFlake(ev, flake);
        }
    }

    /** Loads the files so far and what the command line names. */
    void loadFirst(Evaluation ev) {
        List<String> before = new ArrayList<>(files);
        files.clear();
        for (String file : before) {
            notice("Loading \"" + file + "\"...");
            loadFile(ev, file);
        }
        for (Repl.Installable installable : installables.apply(ev)) {
            notice("Loading installable '" + installable.what() + "'...");
            add(ev, installable.value());
        }
    }

    /** Adds the attributes of a set and says which. */
    void add(Evaluation ev, Value value) {
        int pos = ev.force(value, 0) instanceof Closure closure ? closure.lambda.pos : 0;
        AttrsValue attrs =
                ev.forceAttrs(value, pos, "while evaluating an attribute set to be merged in the global scope");
        scope.addAll(ev, attrs);
        lastLoaded = attrs;
        FlatAttrs flat = attrs.flat();
        notice("Added " + flat.size() + " variables.");
        int[] order = flat.nameOrder(ev.engine.symbolTable());
        StringBuilder names = new StringBuilder();
        for (int i = 0; i < Math.min(order.length, TOLD); i++) {
            names.append(i == 0 ? "" : ", ");
            Literals.attributeName(names, ev.name(flat.symbolAt(order[i])));
        }
        notice(names.toString());
        if (order.length > TOLD) {
            notice("... and " + (order.length - TOLD) + " more; view with :ll");
        }
    }

    /** The names that were added last, in the order in which Nix keeps them. */
    List<String> lastLoaded(Evaluation ev) {
        AttrsValue attrs = lastLoaded;
        if (attrs == null) {
            throw new CliException("nothing has been loaded yet");
        }
        List<String> names = new ArrayList<>();
        FlatAttrs flat = attrs.flat();
        for (int i = 0; i < flat.size(); i++) {
            names.add(ev.name(flat.symbolAt(i)));
        }
        return names;
    }

    /** Says something on standard error that is neither a warning nor an error. */
    void notice(String byteText) {
        if (session.level() >= Session.NOTICE) {
            session.flush();
            session.log(Session.NOTICE, byteText);
        }
    }
}
