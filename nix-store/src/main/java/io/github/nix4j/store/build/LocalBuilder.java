package io.github.nix4j.store.build;

import io.github.nix4j.store.LocalStore;
import io.github.nix4j.store.Store;
import io.github.nix4j.store.derivation.Derivation;
import io.github.nix4j.store.derivation.DerivationInput;
import io.github.nix4j.store.path.StorePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Builds derivations on this machine, one after the other, and what they need before them. There is no sandbox: a builder runs as
 * the user of this process and can read and write whatever that user can. What is valid already is not built again, by any
 * number of threads and processes together. Thread-safe.
 */
public final class LocalBuilder {
    /** The home directory of builders, which must not exist. */
    static final String HOME = "/homeless-shelter";

    private static final Comparator<StorePath> BY_NAME =
            Comparator.comparing(StorePath::name).thenComparing(Comparator.naturalOrder());

    private final LocalStore store;
    private final BuildOptions options;
    private final BuildListener listener;
    private final BuildDownloads downloads;

    private LocalBuilder(LocalStore store, BuildOptions options, BuildListener listener, BuildDownloads downloads) {
        this.store = store;
        this.options = options;
        this.listener = listener;
        this.downloads = downloads;
    }

    /**
     * A builder for {@code store} that downloads nothing; throws {@link BuildException} if nothing can be built in a store of its
     * kind.
     */
    public static LocalBuilder of(Store store, BuildOptions options, BuildListener listener) {
        if (!(store instanceof LocalStore local)) {
            throw new BuildException("Unable to build with a primary store that isn't a local store; either pass a"
                    + " different '--store' or enable remote builds.\n\n"
                    + "For more information check 'man nix.conf' and search for '/machines'.");
        }
        if (Files.exists(local.state().resolveSibling("db").resolve("db.sqlite"))) {
            // To nix4j, what C++ Nix has registered is not valid, and a build would replace it.
            throw new BuildException("the store '" + local.uri() + "' is kept by C++ Nix; nix4j does not build in it");
        }
        return new LocalBuilder(local, options, listener, BuildDownloads.NONE);
    }

    /** The same builder, which downloads what {@code builtin:fetchurl} is to fetch. */
    public LocalBuilder withDownloads(BuildDownloads means) {
        return new LocalBuilder(store, options, listener, means);
    }

    /**
     * What the builder of {@code derivation} has printed when it ran last in this store; empty if it never did.
     *
     * @throws IOException if it cannot be read
     */
    public Optional<byte[]> log(StorePath derivation) throws IOException {
        Path file = DerivationBuild.logFile(store, derivation);
        return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
    }

    /** The derivations that {@link #build} would build, inputs first. */
    public List<StorePath> missing(Collection<BuildTarget> targets) {
        return MissingDerivations.of(store, targets);
    }

    /**
     * Makes all targets valid; throws {@link BuildException} if some cannot be made, and another {@code StoreException} if a derivation
     * is not in the store.
     */
    public void build(Collection<BuildTarget> targets) {
        Run run = new Run();
        List<BuildTarget> failed = new ArrayList<>();
        List<BuildException> failures = new ArrayList<>();
        for (BuildTarget target : targets.stream()
                .sorted(Comparator.comparing(BuildTarget::derivation, BY_NAME))
                .toList()) {
            BuildException failure = run.make(target.derivation(), target.outputs());
            if (failure != null) {
                failed.add(target);
                failures.add(failure);
                if (!options.keepGoing()) {
                    break;
                }
            }
        }
        if (failures.size() == 1) {
            throw failures.get(0);
        }
        if (!failures.isEmpty()) {
            for (int i = 0; i < failures.size(); i++) {
                listener.failed(failed.get(i).derivation(), failures.get(i));
            }
            throw new BuildException("build of " + names(failed) + " failed");
        }
    }

    private String names(List<BuildTarget> targets) {
        return String.join(
                ", ",
                targets.stream()
                        .sorted(Comparator.comparing(BuildTarget::derivation))
                        .map(target -> "'" + store.storeDir().print(target.derivation()) + "^"
                                + String.join(",", target.outputs()) + "'")
                        .toList());
    }

    /** One call of {@link #build}: nothing is tried twice. */
    private final class Run {
        private final Map<StorePath, BuildException> failures = new HashMap<>();

        /** Makes outputs valid and what they need; returns why that failed, or null. */
        @org.jspecify.annotations.Nullable
        BuildException make(StorePath path, Set<String> outputs) {
            BuildException before = failures.get(path);
            if (before != null) {
                return before;
            }
            store.addTempRoot(path);
            Derivation derivation = store.readDerivation(path);
            for (String output : derivation.outputs().keySet()) {
                StorePath made = derivation.outputPath(store.storeDir(), output);
                if (made != null) {
                    store.addTempRoot(made);
                }
            }
            if (MissingDerivations.areValid(store, derivation, outputs)) {
                return null;
            }
            try {
                makeInputs(path, derivation);
                new DerivationBuild(store, options, listener, downloads, path, derivation).run();
                return null;
            } catch (BuildException e) {
                failures.put(path, e);
                return e;
            }
        }

        private void makeInputs(StorePath path, Derivation derivation) {
            int failed = 0;
            for (StorePath input :
                    derivation.inputs().keySet().stream().sorted(BY_NAME).toList()) {
                DerivationInput wanted = derivation.inputs().get(input);
                boolean known = failures.containsKey(input);
                BuildException failure = wanted == null ? null : make(input, wanted.outputs());
                if (failure != null) {
                    failed++;
                    if (!known) {
                        listener.failed(input, failure);
                    }
                    if (!options.keepGoing()) {
                        break;
                    }
                }
            }
            if (failed > 0) {
                String what = failed == 1 ? "1 dependency failed." : failed + " dependencies failed.";
                throw DerivationBuild.cannotBuild(store.storeDir(), path, derivation, what, "");
            }
        }
    }
}
