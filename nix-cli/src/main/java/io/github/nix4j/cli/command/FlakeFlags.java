package io.github.nix4j.cli.command;

import io.github.nix4j.cli.Session;
import io.github.nix4j.cli.args.Flags;
import io.github.nix4j.cli.args.UsageException;
import io.github.nix4j.cli.evaluation.Evaluators;
import io.github.nix4j.cli.evaluation.FlakeConfiguration;
import io.github.nix4j.flake.Flake;
import io.github.nix4j.flake.FlakeLoader;
import io.github.nix4j.flake.lock.FlakeSource;
import io.github.nix4j.flake.lock.LockMode;
import io.github.nix4j.flake.lock.LockOutput;
import io.github.nix4j.flake.lock.LockPlan;
import io.github.nix4j.flake.ref.FlakeRef;
import io.github.nix4j.flake.ref.InputPath;
import io.github.nix4j.store.tree.DiskNames;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The flags that say how a flake is locked and what becomes of its lock file. */
final class FlakeFlags {
    private final Map<InputPath, String> overrides = new LinkedHashMap<>();
    private final Set<InputPath> updates = new TreeSet<>();
    private boolean recreate;
    private boolean update = true;
    private boolean write = true;
    private boolean failOnUnlocked;
    private boolean registries = true;
    private boolean commit;
    private @Nullable String reference;
    private @Nullable String output;

    void declare(Flags flags, Session session) {
        flags.section("Locking");
        flags.add("recreate-lock-file", '\0', "Lock all inputs anew. Deprecated: use flake update.", () -> {
            session.warn("'--recreate-lock-file' is deprecated and will be removed in a future version;"
                    + " use 'nix flake update' instead.");
            recreate = true;
        });
        flags.add(
                "no-update-lock-file",
                '\0',
                "Fail where the lock file does not fit the flake, instead of changing it.",
                () -> update = false);
        flags.add(
                "no-write-lock-file",
                '\0',
                "Use what was locked in this run, but leave the lock file as it is.",
                () -> write = false);
        flags.add(
                "no-registries",
                '\0',
                "Refuse names of registries, such as nixpkgs. Deprecated: use --no-use-registries.",
                () -> {
                    session.warn("'--no-registries' is deprecated; use '--no-use-registries'");
                    registries = false;
                });
        flags.add(
                "commit-lock-file",
                '\0',
                "Commit a changed lock file to the flake's Git repository.",
                () -> commit = true);
        flags.add(
                "update-input",
                '\0',
                List.of("input-path"),
                "Lock an input anew. Deprecated: use flake update.",
                words -> {
                    session.warn(
                            "'--update-input' is a deprecated alias for 'flake update' and will be removed in a future"
                                    + " version.");
                    updates.add(input(words.get(0), "--update-input was passed"));
                });
        flags.add(
                "override-input",
                '\0',
                List.of("input-path", "flake-url"),
                "Take an input, such as nixpkgs or a/b for the input b of the input a, from elsewhere in this run. Implies --no-write-lock-file.",
                words -> {
                    write = false;
                    overrides.put(input(words.get(0), "--override-input was passed"), words.get(1));
                });
        flags.add(
                "reference-lock-file",
                '\0',
                List.of("flake-lock-path"),
                "Start from this lock file instead of the flake's own.",
                words -> reference = words.get(0));
        flags.add(
                "output-lock-file",
                '\0',
                List.of("flake-lock-path"),
                "Write this lock file instead of the flake's own.",
                words -> output = words.get(0));
    }

    private static InputPath input(String text, String what) {
        InputPath path = InputPath.parse(text);
        if (path.isRoot()) {
            throw new UsageException(
                    what + " a zero-length input path, which would refer to the flake itself, not an input");
        }
        return path;
    }

    /** Asks for a lock file that is written although inputs are overridden: that is what the command is for. */
    void writeForSure() {
        write = true;
    }

    /** Asks for a failure where the lock file cannot be written because of an unlocked input. */
    void failOnUnlocked() {
        failOnUnlocked = true;
    }

    /** Asks for the lock file to be left alone. */
    void keepLockFile() {
        write = false;
    }

    /** Asks for inputs to be locked anew: these, or all if there are none. */
    void updateInputs(Set<InputPath> inputs) {
        updates.addAll(inputs);
        recreate |= inputs.isEmpty();
    }

    /** Loads a flake after making its settings those of the run. */
    Flake loadConfigured(Evaluators world, FlakeRef ref, Session session) {
        FlakeLoader loader = world.flakes().loader();
        LockMode mode = mode(loader, session);
        FlakeSource source = loader.read(ref, mode);
        new FlakeConfiguration(session, world.store()).apply(source.file().settings());
        return loader.load(source, mode, output(session), reference(session));
    }

    /** What loading the flake would change in its lock file. */
    LockPlan plan(Evaluators world, FlakeRef ref, Session session) {
        FlakeLoader loader = world.flakes().loader();
        LockMode mode = mode(loader, session);
        new FlakeConfiguration(session, world.store())
                .apply(loader.read(ref, mode).file().settings());
        return loader.plan(ref, mode, reference(session));
    }

    LockMode mode(FlakeLoader loader, Session session) {
        Map<InputPath, FlakeRef> parsed = new TreeMap<>();
        overrides.forEach((path, ref) ->
                parsed.put(path, loader.references().allowMissing(true).parse(ref)));
        return LockMode.DEFAULT
                .withOverrides(parsed)
                .withUpdates(updates)
                .withRecreate(recreate)
                .withUseRegistries(registries && session.settings().bool("use-registries", true));
    }

    LockOutput output(Session session) {
        LockOutput plan = LockOutput.WRITE
                .withUpdate(update)
                .withWrite(write)
                .withFailOnUnlocked(failOnUnlocked)
                .withCommit(commit, session.settings().text("commit-lock-file-summary", ""));
        return output == null ? plan : plan.withFile(path(session, output), output);
    }

    /** The old lock file to start from, if another than the flake's own. */
    @Nullable
    Path reference(Session session) {
        return reference == null ? null : path(session, reference);
    }

    private static Path path(Session session, String text) {
        return DiskNames.pathOf(session.invocation().absolute(text));
    }
}
