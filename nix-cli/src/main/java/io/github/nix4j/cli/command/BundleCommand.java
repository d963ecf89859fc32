package io.github.nix4j.cli.command;

import io.github.nix4j.cli.CliException;
import io.github.nix4j.cli.Session;
import io.github.nix4j.cli.args.Flags;
import io.github.nix4j.cli.evaluation.Builds;
import io.github.nix4j.cli.evaluation.Evaluators;
import io.github.nix4j.cli.evaluation.OutputLinks;
import io.github.nix4j.lang.EvalOptions;
import io.github.nix4j.lang.internal.engine.EvaluatorInternals;
import io.github.nix4j.lang.internal.eval.AttrsValue;
import io.github.nix4j.lang.internal.eval.Calls;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.StorePathCoercion;
import io.github.nix4j.lang.internal.eval.Value;
import io.github.nix4j.store.Store;
import io.github.nix4j.store.build.BuildTarget;
import io.github.nix4j.store.path.StorePath;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** {@code nix bundle}: builds what a function of a flake, a bundler, makes of a program. */
final class BundleCommand extends InstallableCommand {
    private String bundler = "github:NixOS/bundlers";
    private @Nullable String link;

    BundleCommand(Session session) {
        super(session);
    }

    @Override
    String helpPage() {
        return "bundle";
    }

    @Override
    void declare(Flags flags) {
        super.declare(flags);
        flags.section("Bundling");
        flags.add(
                "bundler",
                '\0',
                List.of("flake-url"),
                "The bundler; github:NixOS/bundlers by default.",
                given -> bundler = given.get(0));
        flags.add(
                "out-link",
                'o',
                List.of("path"),
                "Link to the bundle by this name; that of the derivation by default.",
                given -> link = given.get(0));
    }

    /** What a bundler made. */
    private record Bundle(StorePath derivation, StorePath output, String name) {}

    @Override
    void run() {
        try (Evaluators world = world(false)) {
            Bundle bundle =
                    EvaluatorInternals.of(world.evaluator()).run(EvalOptions.UNLIMITED, ev -> bundle(ev, world));
            Store store = world.store();
            TreeSet<String> outputs = new TreeSet<>(
                    store.readDerivation(bundle.derivation()).outputs().keySet());
            new Builds(session, store).build(List.of(new BuildTarget(bundle.derivation(), outputs)));
            new OutputLinks(session, store).link(link == null ? bundle.name() : link, bundle.output());
        }
    }

    private Bundle bundle(Evaluation ev, Evaluators world) {
        String system = Evaluators.thisSystem(session.settings());
        Value program = value(ev, world, only(), output -> fragment -> Application.places(output, system, fragment))
                .value();
        FlakeFlags untouched = new FlakeFlags();
        untouched.keepLockFile();
        FlakeOutput output = new FlakeOutput(session, world, untouched);
        Value function = output.find(ev, OutputSelector.cut(bundler), fragment -> bundlers(system, fragment));
        String what = output.what(OutputSelector.cut(bundler), fragment -> bundlers(system, fragment));
        Value made = Calls.call(ev, function, program, 0);
        if (!(ev.force(made, 0) instanceof AttrsValue attrs) || !ev.isDerivation(attrs)) {
            throw noDerivation(what);
        }
        Value path = attrs.get(ev.intern("outPath"));
        if (attrs.get(ev.intern("drvPath")) == null || path == null) {
            throw noDerivation(what);
        }
        Value name = attrs.get(ev.intern("name"));
        if (link == null && name == null) {
            throw new CliException("attribute 'name' missing");
        }
        return new Bundle(
                world.store()
                        .storeDir()
                        .locate(DerivationListing.derivationPath(ev, attrs))
                        .storePath(),
                StorePathCoercion.of(ev, attrs.position(ev.intern("outPath")), path, ""),
                name == null ? "" : ev.forceStringNoContext(name, attrs.position(ev.intern("name")), ""));
    }

    private static CliException noDerivation(String what) {
        return new CliException("the bundler '" + what + "' does not produce a derivation");
    }

    private static List<String> bundlers(String system, String fragment) {
        if (fragment.isEmpty()) {
            return List.of("bundlers." + system + ".default", "defaultBundler." + system);
        }
        return fragment.startsWith(".")
                ? List.of(fragment.substring(1))
                : List.of("bundlers." + system + "." + fragment, fragment);
    }
}
