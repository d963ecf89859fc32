package io.github.nix4j.cli.evaluation;

import io.github.nix4j.cli.Session;
import io.github.nix4j.cli.network.Downloads;
import io.github.nix4j.cli.settings.Settings;
import io.github.nix4j.lang.ErrorAccess;
import io.github.nix4j.lang.ErrorKind;
import io.github.nix4j.lang.Message;
import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.io.Realiser;
import io.github.nix4j.lang.value.ContextElement;
import io.github.nix4j.store.LocalStore;
import io.github.nix4j.store.Store;
import io.github.nix4j.store.build.BuildException;
import io.github.nix4j.store.build.BuildOptions;
import io.github.nix4j.store.build.BuildTarget;
import io.github.nix4j.store.build.LocalBuilder;
import io.github.nix4j.store.build.MissingDerivations;
import io.github.nix4j.store.path.StorePath;
import io.github.nix4j.store.tree.DiskNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** The builds of a run, as its settings want them. */
public final class Builds {
    private static final int FAILED_IMPORT = 100;
    private static final String FEATURES = "benchmark big-parallel kvm nixos-test uid-range";

    private final Session session;
    private final Store store;

    public Builds(Session session, Store store) {
        this.session = session;
        this.store = store;
    }

    /** Makes targets valid; throws {@link BuildException} with Nix's words if some cannot be made. */
    public void build(Collection<BuildTarget> targets) {
        LocalBuilder builder = builder();
        announce(builder.missing(targets), session::tell);
        checkSandbox();
        builder.build(targets);
    }

    /** As {@link #build}, without telling beforehand; for those who tell in their own way. */
    public void buildQuietly(Collection<BuildTarget> targets) {
        checkSandbox();
        builder().build(targets);
    }

    /** What the builder of a derivation has printed; empty if it is not known. */
    public Optional<byte[]> log(StorePath derivation) {
        try {
            return canBuild() ? builder().log(derivation) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the store is one that can be built in. */
    public boolean canBuild() {
        return store instanceof LocalStore;
    }

    /** Fails with {@link BuildException} if C++ Nix keeps the store, whose objects nix4j would take for missing. */
    public void checkStore() {
        if (canBuild()) {
            LocalBuilder unused = builder();
        }
    }

    /**
     * Says, however little is to be said, what would have to be made.
     *
     * @param targets what {@link #build} could make
     * @param unknown what nothing makes
     */
    public void announceMissing(Collection<BuildTarget> targets, SortedSet<StorePath> unknown) {
        announce(MissingDerivations.of(store, targets), line -> session.log(0, line));
        if (!unknown.isEmpty()) {
            session.log(0, "don't know how to build these paths:");
            unknown.forEach(path -> session.log(0, "  " + store.storeDir().print(path)));
        }
    }

    private void announce(List<StorePath> missing, Consumer<String> told) {
        if (!missing.isEmpty()) {
            told.accept(
                    missing.size() == 1
                            ? "this derivation will be built:"
                            : "these " + missing.size() + " derivations will be built:");
            missing.forEach(path -> told.accept("  " + store.storeDir().print(path)));
        }
    }

    private LocalBuilder builder() {
        return LocalBuilder.of(store, options(), new BuildReport(session, store))
                .withDownloads(Downloads.ofBuilders(session));
    }

    /** Builders run with all that this user may do, which nobody should have to guess. */
    private void checkSandbox() {
        String sandbox = session.settings().text("sandbox", "");
        if (sandbox.equals("true") || sandbox.equals("relaxed")) {
            throw new BuildException("nix4j builds without a sandbox, and the setting 'sandbox' asks for one");
        }
        if (!sandbox.equals("false")) {
            session.warn("nix4j builds without a sandbox; 'sandbox = false' in nix.conf says that this is known");
        }
    }

    private BuildOptions options() {
        Settings settings = session.settings();
        String system = Evaluators.thisSystem(settings);
        TreeSet<String> systems = new TreeSet<>(settings.words("extra-platforms"));
        systems.add(system);
        if (system.equals("x86_64-linux")) {
            systems.add("i686-linux");
        }
        SortedSet<String> features = new TreeSet<>(settings.words("system-features", FEATURES));
        String directory = settings.text("build-dir", "");
        return new BuildOptions(
                systems,
                system,
                features,
                settings.count("cores", 0),
                settings.seconds("timeout", 0),
                settings.seconds("max-silent-time", 0),
                // What was shown already is not shown again.
                session.printsBuildLogs() ? 0 : settings.count("log-lines", 25),
                settings.bool("keep-failed", false),
                settings.bool("keep-going", false),
                session.invocation().environment(),
                directory.isEmpty() ? null : folder(directory));
    }

    private static Path folder(String text) {
        return DiskNames.pathOf(text);
    }

    /** Builds what evaluation needs to read; builds nothing where the store is none that can be built in. */
    Realiser realiser() {
        return store instanceof LocalStore ? this::realise : Realiser.NONE;
    }

    private void realise(List<ContextElement.Built> outputs) {
        Map<StorePath, TreeSet<String>> wanted = new TreeMap<>();
        for (ContextElement.Built output : outputs) {
            if (!(output.drv() instanceof ContextElement.Opaque drv)) {
                throw new NixException(
                        ErrorKind.EVAL, Message.plain("nix4j cannot build derivations that builds make yet"));
            }
            StorePath path = drv.path();
            wanted.computeIfAbsent(path, key -> new TreeSet<>()).add(output.output());
        }
        List<BuildTarget> targets = wanted.entrySet().stream()
                .map(entry -> new BuildTarget(entry.getKey(), entry.getValue()))
                .toList();
        if (session.settings().bool("trace-import-from-derivation", false)) {
            for (BuildTarget target : targets) {
                for (String output : target.outputs()) {
                    session.warn("built '" + store.storeDir().print(target.derivation()) + "^" + output
                            + "' during evaluation due to an import from derivation");
                }
            }
        }
        try {
            checkSandbox();
            builder().build(targets);
        } catch (BuildException e) {
            throw ErrorAccess.exitStatus(new NixException(ErrorKind.IO, Message.plain(e.byteMessage())), FAILED_IMPORT);
        }
    }
}
