package io.github.nix4j.cli.command;

import io.github.nix4j.cli.CliException;
import io.github.nix4j.cli.Failure;
import io.github.nix4j.cli.Session;
import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.io.Realiser;
import io.github.nix4j.store.Store;
import io.github.nix4j.store.derivation.Derivation;
import io.github.nix4j.store.path.StorePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Has the checks of a flake built as far as they are not, which no store can yet, and reports what failed. */
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
     * @return whether all could be built
     */
    boolean run(SortedMap<StorePath, List<String>> checks, boolean keepGoing) {
        checks.keySet().forEach(this::isMissing);
        session.progress("running " + missing.size() + " flake checks...");
        for (Map.Entry<StorePath, List<StorePath>> build : missing.entrySet()) {
            boolean waits = !build.getValue().isEmpty();
            if (!waits || keepGoing) {
                String reason = waits ? dependencyFailed(build.getKey(), build.getValue()) : cannotBuild();
                report(build.getKey(), checks.getOrDefault(build.getKey(), List.of()), reason, keepGoing);
            }
        }
        return missing.isEmpty();
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
        session.err(Failure.text(session, error));
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
