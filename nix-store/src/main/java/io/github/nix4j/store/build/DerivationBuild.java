package io.github.nix4j.store.build;

import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.LocalStore;
import io.github.nix4j.store.PathInfo;
import io.github.nix4j.store.derivation.Derivation;
import io.github.nix4j.store.derivation.DerivationInput;
import io.github.nix4j.store.fetch.FetchLock;
import io.github.nix4j.store.internal.local.ObjectFiles;
import io.github.nix4j.store.path.StoreDir;
import io.github.nix4j.store.path.StorePath;
import io.github.nix4j.store.tree.DiskNames;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Builds one derivation whose inputs are valid. */
final class DerivationBuild {
    private final LocalStore store;
    private final StoreDir dir;
    private final BuildOptions options;
    private final BuildListener listener;
    private final BuildDownloads downloads;
    private final StorePath path;
    private final Derivation derivation;

    DerivationBuild(
            LocalStore store,
            BuildOptions options,
            BuildListener listener,
            BuildDownloads downloads,
            StorePath path,
            Derivation derivation) {
        this.store = store;
        this.dir = store.storeDir();
        this.options = options;
        this.listener = listener;
        this.downloads = downloads;
        this.path = path;
        this.derivation = derivation;
    }

    /** Where a derivation's log is kept. */
    static Path logFile(LocalStore store, StorePath derivation) {
        return store.logs().resolve(derivation.baseName());
    }

    /** Throws {@link BuildException} if the outputs are not valid in the end. */
    void run() {
        checkMachine();
        SortedMap<String, StorePath> outputs = outputs();
        // One builder at a time, among all threads and processes of the store, makes these outputs.
        try (FetchLock lock = FetchLock.take(store.state().resolve("builds"), path.baseName() + ".lock")) {
            long valid = outputs.values().stream().filter(store::isValid).count();
            if (valid == outputs.size()) {
                return;
            }
            if (valid > 0) {
                throw new BuildException("some outputs of '" + dir.print(path)
                        + "' are valid and others are not; nix4j cannot build the others alone yet");
            }
            build(outputs);
        } catch (IOException e) {
            throw new BuildException(
                    "cannot build '" + dir.print(path) + "': " + ByteText.fromUnicode(String.valueOf(e.getMessage())),
                    e);
        }
    }

    private SortedMap<String, StorePath> outputs() {
        TreeMap<String, StorePath> outputs = new TreeMap<>();
        for (String name : derivation.outputs().keySet()) {
            StorePath output = derivation.outputPath(dir, name);
            if (output == null) {
                throw new BuildException("nix4j cannot build '" + dir.print(path)
                        + "' yet: where its outputs will be is known only when they are built");
            }
            outputs.put(name, output);
        }
        return outputs;
    }

    private void checkMachine() {
        StringBuilder reasons = new StringBuilder();
        if (!options.systems().contains(derivation.system()) && !derivation.isBuiltin()) {
            reasons.append("\nReason: platform mismatch\nRequired system: '")
                    .append(derivation.system())
                    .append("'\nCurrent system: '")
                    .append(options.system())
                    .append('\'');
        }
        SortedSet<String> required =
                new TreeSet<>(BuildAttributes.of(derivation).words("requiredSystemFeatures"));
        if (!options.features().containsAll(required)) {
            reasons.append("\nReason: missing system features\nRequired features: {")
                    .append(String.join(", ", required))
                    .append("}\nAvailable features: {")
                    .append(String.join(", ", options.features()))
                    .append('}');
        }
        if (reasons.length() > 0) {
            throw new BuildException("Cannot build '" + dir.print(path) + "'." + reasons);
        }
        if (Files.exists(Path.of(HOME), LinkOption.NOFOLLOW_LINKS)) {
            throw new BuildException("home directory \"" + HOME
                    + "\" exists; please remove it to assure purity of builds without sandboxing");
        }
    }

    private static final String HOME = LocalBuilder.HOME;

    private void build(SortedMap<String, StorePath> outputs) throws IOException {
        listener.building(path);
        Path folder = folder();
        boolean success = false;
        try {
            SortedSet<StorePath> inputs = inputClosure();
            clear(outputs);
            Path work = Files.createDirectory(folder.resolve("build"));
            run(folder, work, outputs);
            List<PathInfo> made = new BuiltOutputs(store, path, derivation, outputs, inputs).judge();
            store.register(made);
            success = true;
        } finally {
            if (!success) {
                clear(outputs);
            }
            // A builder that is part of Nix leaves nothing that helps to see why it failed.
            if (success || !options.keepFailed() || derivation.isBuiltin()) {
                ObjectFiles.delete(folder);
            } else {
                store.keepBuildFolder(folder);
                listener.note("note: keeping build directory \"" + DiskNames.textOf(folder.resolve("build")) + "\"");
            }
        }
        listener.built(path, outputs.values());
    }

    private Path folder() throws IOException {
        if (options.directory() == null) {
            return store.buildFolder();
        }
        Files.createDirectories(options.directory());
        return Files.createTempDirectory(options.directory(), "nix-");
    }

    /** Removes what a killed or failed build has left. */
    private void clear(SortedMap<String, StorePath> outputs) throws IOException {
        for (StorePath output : outputs.values()) {
            if (!store.isValid(output)) {
                ObjectFiles.delete(store.objects().resolve(output.baseName()));
            }
        }
    }

    private void run(Path folder, Path work, SortedMap<String, StorePath> outputs) throws IOException {
        Path logFile = logFile(store, path);
        Files.createDirectories(logFile.getParent());
        LastLines last = new LastLines(options.logLines(), line -> listener.log(path, line));
        LogMessages lines = new LogMessages(path, listener, last);
        ExitStatus ending;
        try (OutputStream log = new BufferedOutputStream(Files.newOutputStream(logFile))) {
            if (derivation.isBuiltin()) {
                SortedMap<String, Path> places = new TreeMap<>();
                outputs.forEach(
                        (name, output) -> places.put(name, store.objects().resolve(output.baseName())));
                ending = new BuiltinBuild(
                                new BuiltinBuilder.Task(derivation, places, work, downloads, listener::warning))
                        .run(options.timeout(), log, last);
            } else {
                BuildEnvironment environment = new BuildEnvironment(derivation, dir, options, work, outputs);
                new ReferenceGraphs(store, derivation).write(work);
                ending = BuildProcess.run(
                        folder.resolve("start"),
                        work,
                        environment.program(),
                        environment.arguments(),
                        environment.prepare(),
                        options,
                        log,
                        lines);
            }
        }
        if (!ending.isSuccess()) {
            throw cannotBuild(dir, path, derivation, "builder " + ending.text() + ".", last.text(dir.print(path)));
        }
    }

    /** All store objects that the builder may refer to, but for its own outputs. */
    private SortedSet<StorePath> inputClosure() {
        List<StorePath> direct = new ArrayList<>(derivation.inputSources());
        for (Map.Entry<StorePath, DerivationInput> input : derivation.inputs().entrySet()) {
            Derivation other = store.readDerivation(input.getKey());
            for (String output : input.getValue().outputs()) {
                StorePath made = other.outputPath(dir, output);
                if (made != null) {
                    direct.add(made);
                }
            }
        }
        return store.closure(direct);
    }

    /** The failure of a build, with its reason and the end of its log (empty for none). */
    static BuildException cannotBuild(StoreDir dir, StorePath path, Derivation derivation, String reason, String log) {
        StringBuilder text = new StringBuilder("Cannot build '" + dir.print(path) + "'.\nReason: " + reason);
        text.append("\nOutput paths:");
        TreeSet<String> outputs = new TreeSet<>();
        for (String name : derivation.outputs().keySet()) {
            StorePath output = derivation.outputPath(dir, name);
            if (output != null) {
                outputs.add(dir.print(output));
            }
        }
        outputs.forEach(output -> text.append("\n  ").append(output));
        return new BuildException(text.append(log).toString());
    }
}
