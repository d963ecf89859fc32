package io.github.nix4j.cli.develop;

import io.github.nix4j.cli.CliException;
import io.github.nix4j.cli.Session;
import io.github.nix4j.cli.evaluation.Builds;
import io.github.nix4j.flake.ref.FlakeJson;
import io.github.nix4j.store.Store;
import io.github.nix4j.store.StoreException;
import io.github.nix4j.store.SystemReason;
import io.github.nix4j.store.build.BuildTarget;
import io.github.nix4j.store.derivation.Derivation;
import io.github.nix4j.store.derivation.DerivationHasher;
import io.github.nix4j.store.derivation.DerivationOutput;
import io.github.nix4j.store.derivation.OutputPaths;
import io.github.nix4j.store.derivation.StructuredAttrs;
import io.github.nix4j.store.path.StorePath;
import io.github.nix4j.store.path.StoreReferences;
import io.github.nix4j.store.tree.SourceTree;
import io.github.nix4j.store.tree.Stat;
import io.github.nix4j.store.tree.TreePath;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A derivation beside another one: in the same surroundings, it only writes down what the other's builder would begin with. */
public final class EnvironmentDerivation {
    private final Session session;
    private final Store store;

    public EnvironmentDerivation(Session session, Store store) {
        this.session = session;
        this.store = store;
    }

    /** Where the environment of {@code path} is written down, now. */
    public StorePath build(StorePath path) {
        Derivation derivation = store.readDerivation(path);
        String builder = derivation.builder();
        if (!builder.substring(builder.lastIndexOf('/') + 1).equals("bash")) {
            throw new CliException("'nix develop' only works on derivations that use 'bash' as their builder");
        }
        StorePath script = store.addText("get-env.sh", script(), StoreReferences.NONE);
        Derivation beside = new OutputPaths(
                        store.storeDir(), new DerivationHasher(store.storeDir(), store::readDerivation))
                .fillIn(beside(derivation, script));
        StorePath made = store.addDerivation(beside);
        new Builds(session, store)
                .buildQuietly(List.of(
                        new BuildTarget(made, new TreeSet<>(beside.outputs().keySet()))));
        for (String name : beside.outputs().keySet()) {
            StorePath output = Objects.requireNonNull(beside.outputPath(store.storeDir(), name));
            if (!isEmpty(output)) {
                return output;
            }
        }
        throw new CliException("get-env.sh failed to produce an environment");
    }

    /** What is written down at {@code path}. */
    public BuildEnvironment read(StorePath path) {
        try {
            return BuildEnvironment.parse(store.tree(path).readFile(TreePath.ROOT));
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    private boolean isEmpty(StorePath path) {
        try {
            SourceTree tree = store.tree(path);
            Stat stat = tree.stat(TreePath.ROOT);
            return stat == null || tree.readFile(TreePath.ROOT).length == 0;
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    private StoreException unreadable(StorePath path, IOException e) {
        return new StoreException(
                "reading the environment '" + store.storeDir().print(path) + "': " + SystemReason.of(e), e);
    }

    private Derivation beside(Derivation derivation, StorePath script) {
        String name = derivation.name() + "-env";
        SortedMap<String, String> env = new TreeMap<>(derivation.env());
        if (derivation.structuredAttrs() == null) {
            List.of("allowedReferences", "allowedRequisites", "disallowedReferences", "disallowedRequisites")
                    .forEach(env::remove);
        }
        env.put("name", name);
        SortedMap<String, DerivationOutput> outputs = new TreeMap<>(derivation.outputs());
        outputs.replaceAll((output, said) -> {
            boolean known = said instanceof DerivationOutput.InputAddressed || said instanceof DerivationOutput.CAFixed;
            if (known) {
                env.put(output, "");
            }
            return known ? new DerivationOutput.Deferred() : said;
        });
        TreeSet<StorePath> sources = new TreeSet<>(derivation.inputSources());
        sources.add(script);
        return new Derivation(
                name,
                outputs,
                derivation.inputs(),
                sources,
                derivation.system(),
                derivation.builder(),
                List.of(store.storeDir().print(script)),
                env,
                unchecked(derivation.structuredAttrs()));
    }

    private static @Nullable StructuredAttrs unchecked(@Nullable StructuredAttrs attrs) {
        if (attrs == null) {
            return null;
        }
        Map<String, Object> fields = FlakeJson.object(FlakeJson.read(attrs.json()));
        fields.remove("outputChecks");
        return StructuredAttrs.parse(FlakeJson.compact(fields));
    }

    private static byte[] script() {
        try (InputStream in =
                Objects.requireNonNull(EnvironmentDerivation.class.getResourceAsStream("environment.sh"))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
