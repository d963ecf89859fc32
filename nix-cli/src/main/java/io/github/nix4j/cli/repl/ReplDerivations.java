package io.github.nix4j.cli.repl;

import io.github.nix4j.cli.CliException;
import io.github.nix4j.cli.Session;
import io.github.nix4j.cli.evaluation.Builds;
import io.github.nix4j.cli.evaluation.Evaluators;
import io.github.nix4j.cli.evaluation.OutputLinks;
import io.github.nix4j.lang.internal.eval.AttrsValue;
import io.github.nix4j.lang.internal.eval.Calls;
import io.github.nix4j.lang.internal.eval.Coercion;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.Value;
import io.github.nix4j.lang.value.ContextBuilder;
import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.build.BuildTarget;
import io.github.nix4j.store.derivation.Derivation;
import io.github.nix4j.store.path.StoreDir;
import io.github.nix4j.store.path.StorePath;
import java.util.List;
import java.util.TreeSet;

/** The commands that are about a derivation in the store: they build it, or show what its builder has printed. */
final class ReplDerivations {
    /** What {@code :u} starts a shell of, as a function of its argument. */
    private static final String SHELL =
            "drv: (import <nixpkgs> {}).runCommand \"shell\" { buildInputs = [ drv ]; } \"\"";

    private final Session session;
    private final ReplVariables variables;
    private final Evaluators world;
    private final Builds builds;

    ReplDerivations(Session session, ReplVariables variables, Evaluators world) {
        this.session = session;
        this.variables = variables;
        this.world = world;
        this.builds = new Builds(session, world.store());
    }

    void run(Evaluation ev, String command, String expression) {
        Value value = variables.evaluate(ev, expression);
        if (command.equals(":u")) {
            value = ev.force(Calls.call(ev, variables.evaluate(ev, SHELL), value, 0), 0);
        }
        StorePath path = derivationPath(ev, value);
        switch (command) {
            case ":b", ":bl" -> build(path, command.equals(":bl"));
            case ":log" -> showLog(path);
            case ":i" -> throw missing("nix-env", command);
            default -> throw missing("nix-shell", command);
        }
    }

    private static CliException missing(String program, String command) {
        return new CliException("nix4j has no '" + program + "', which '" + command + "' runs");
    }

    private void build(StorePath path, boolean links) {
        Derivation derivation = world.store().readDerivation(path);
        TreeSet<String> outputs = new TreeSet<>(derivation.outputs().keySet());
        session.flush();
        builds.buildQuietly(List.of(new BuildTarget(path, outputs)));
        StoreDir storeDir = world.store().storeDir();
        OutputLinks made = new OutputLinks(session, world.store());
        session.out("\nThis derivation produced the following outputs:\n");
        for (String name : outputs) {
            StorePath output = derivation.outputPath(storeDir, name);
            if (output == null) {
                throw new IllegalStateException("built an output whose path is not known: " + name);
            }
            String shown = name;
            if (links) {
                made.link("repl-result-" + name, output);
                shown = "./repl-result-" + name;
            }
            session.out("  " + shown + " -> " + storeDir.print(output) + "\n");
        }
    }

    private void showLog(StorePath path) {
        String shown = world.store().storeDir().print(path);
        byte[] log =
                builds.log(path).orElseThrow(() -> new CliException("build log of '" + shown + "' is not available"));
        session.tell("got build log for '" + shown + "' from 'local'");
        session.out(ByteText.of(log) + "\n");
    }

    /** The path of a derivation that is in the store. */
    private StorePath derivationPath(Evaluation ev, Value value) {
        if (!(value instanceof AttrsValue attrs) || !ev.isDerivation(attrs)) {
            throw new CliException("expression does not evaluate to a derivation, so I can't build it");
        }
        if (attrs.get(ev.intern("name")) == null) {
            throw new CliException("derivation name missing");
        }
        int symbol = ev.intern("drvPath");
        Value cell = attrs.get(symbol);
        if (cell == null) {
            throw new CliException("expression did not evaluate to a valid derivation (no 'drvPath' attribute)");
        }
        String path = Coercion.toText(
                ev,
                attrs.position(symbol),
                cell,
                new ContextBuilder(),
                "while evaluating the 'drvPath' attribute of a derivation",
                Coercion.Mode.PLAIN);
        StorePath object = world.store().storeDir().tryParse(path);
        if (object == null || !world.store().isValid(object)) {
            throw new CliException("expression evaluated to invalid derivation '" + path + "'");
        }
        return object;
    }
}
