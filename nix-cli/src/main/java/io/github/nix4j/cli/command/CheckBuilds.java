package io.github.nix4j.cli.command;

import io.github.nix4j.cli.CliException;
import io.github.nix4j.cli.Session;
import io.github.nix4j.cli.evaluation.Builds;
import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.io.Realiser;
import io.github.nix4j.store.Store;
import io.github.nix4j.store.activity.Activity;
import io.github.nix4j.store.activity.ActivityKind;
import io.github.nix4j.store.build.BuildException;
import io.github.nix4j.store.build.BuildTarget;
import io.github.nix4j.store.derivation.Derivation;
import io.github.nix4j.store.path.StorePath;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Has the checks of a flake built as far as they are not, and reports what failed: everything in a store that cannot build. */
final class CheckBuilds {
    private final Session session;
    private final Store store;
    /** Whether another derivation has to be built before, by derivation to build. */
    private final SortedMap<StorePath, List<StorePath>> missing = new TreeMap<>();

    CheckBuilds(Session session, Store store) {
        this.session = session;
        this.store = store;
    }

    /**
     * Builds {@code checks}, which are given with the attributes that name them.
     *
     * @return why each could not be built that was not; what needs it has failed, too
     */
    SortedMap<StorePath, String> run(SortedMap<StorePath, List<String>> checks, boolean keepGoing) {
        checks.keySet().forEach(this::isMissing);
        SortedMap<StorePath, String> failures = new TreeMap<>();
        try (Activity step =
                session.activities().begin(ActivityKind.STEP, "running " + missing.size() + " flake checks")) {
            Builds builds = new Builds(session, store);
            List<StorePath> order = new ArrayList<>(missing.keySet());
            if (builds.canBuild()) {
                // Reports are by path, builds by name, as in the reference.
                order.sort(Comparator.comparing(StorePath::name));
            }
            for (StorePath path : order) {
                boolean enough = !keepGoing && !failures.isEmpty();
                String failure =
                        enough ? null : failure(builds, path, missing.getOrDefault(path, List.of()), keepGoing);
                if (failure != null) {
                    failures.put(path, failure);
                }
            }
            failures.forEach((path, failure) -> report(path, checks.getOrDefault(path, List.of()), failure, keepGoing));
        }
        return failures;
    }

    /** Builds a derivation and all that it needs; why that failed, or null. */
    private @Nullable String failure(Builds builds, StorePath path, List<StorePath> before, boolean keepGoing) {
        if (!builds.canBuild()) {
            return before.isEmpty() ? cannotBuild() : keepGoing ? dependencyFailed(path, before) : null;
        }
        try {
            builds.buildQuietly(List.of(new BuildTarget(
                    path, new TreeSet<>(store.readDerivation(path).outputs().keySet()))));
            return null;
        } catch (BuildException e) {
            return e.byteMessage();
        }
    }

    /** Whether a derivation has outputs that are not there; notes what has to be built for them. */
    private boolean isMissing(StorePath path) {
        if (missing.containsKey(path)) {
            return true;
        }
        Derivation derivation = store.readDerivation(path);
        boolean present = derivation.outputs().keySet().stream().allMatch(name -> {
            StorePath output = derivation.outputPath(store.storeDir(), name);
            return output != null && store.isValid(output);
        });
        if (present) {
            return false;
        }
        List<StorePath> before = new ArrayList<>();
        derivation.inputs().keySet().forEach(input -> {
            if (isMissing(input)) {
                before.add(input);
            }
        });
        missing.put(path, before);
        return true;
    }

    private void report(StorePath path, List<String> attributes, String reason, boolean keepGoing) {
        String failure = "build of '" + store.storeDir().print(path) + "^*' failed: " + reason;
        if (attributes.isEmpty()) {
            report(failure, keepGoing);
        }
        for (String attribute : attributes) {
            report("failed to build attribute '" + attribute + "', " + failure, keepGoing);
        }
    }

    private void report(String failure, boolean keepGoing) {
        CliException error = new CliException(failure);
        if (!keepGoing) {
            throw error;
        }
        session.fail(error);
    }

    private String dependencyFailed(StorePath path, List<StorePath> dependencies) {
        StringBuilder text =
                new StringBuilder("Cannot build '" + store.storeDir().print(path) + "'.\nReason: "
                        + dependencies.size() + (dependencies.size() == 1 ? " dependency" : " dependencies")
                        + " failed.\nOutput paths:");
        Derivation derivation = store.readDerivation(path);
        derivation.outputs().keySet().forEach(name -> {
            StorePath output = derivation.outputPath(store.storeDir(), name);
            if (output != null) {
                text.append("\n  ").append(store.storeDir().print(output));
            }
        });
        return text.toString();
    }

    private static String cannotBuild() {
        try {
            Realiser.NONE.realise(List.of());
            throw new IllegalStateException("what builds nothing has built something");
        } catch (NixException e) {
            return e.nixMessage().text();
        }
    }
}
