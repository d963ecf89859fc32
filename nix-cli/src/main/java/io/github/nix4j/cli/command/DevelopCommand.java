package io.github.nix4j.cli.command;

import io.github.nix4j.cli.CliException;
import io.github.nix4j.cli.Failure;
import io.github.nix4j.cli.Session;
import io.github.nix4j.cli.args.Flags;
import io.github.nix4j.cli.args.UsageException;
import io.github.nix4j.cli.develop.ShellScript;
import io.github.nix4j.cli.evaluation.Evaluators;
import io.github.nix4j.flake.Flake;
import io.github.nix4j.flake.FlakeLoader;
import io.github.nix4j.flake.lock.LockNode;
import io.github.nix4j.flake.lock.LockedNode;
import io.github.nix4j.flake.ref.FlakeRef;
import io.github.nix4j.flake.ref.Input;
import io.github.nix4j.flake.ref.InputPath;
import io.github.nix4j.lang.EvalOptions;
import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.internal.engine.EvaluatorInternals;
import io.github.nix4j.lang.url.NixUrl;
import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.StoreException;
import io.github.nix4j.store.tree.DiskNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code nix develop}: runs bash in the surroundings of a derivation's builder. */
final class DevelopCommand extends DevelopmentShell {
    private static final List<String> PHASES =
            List.of("unpack", "configure", "build", "check", "install", "installCheck");
    private static final int DEBUG = 6;

    private final EnvironmentFlags variables = new EnvironmentFlags();
    private List<String> command = List.of();
    private @Nullable String phase;
    private int status;

    DevelopCommand(Session session) {
        super(session);
    }

    @Override
    String helpPage() {
        return "develop";
    }

    @Override
    void declare(Flags flags) {
        super.declare(flags);
        variables.declare(flags);
        flags.section("Running");
        flags.add(
                "command",
                'c',
                List.of("command", "args..."),
                "Run this command instead of a shell; all words that follow belong to it.",
                given -> command = ShellCommand.command(given));
        flags.add("phase", '\0', List.of("phase-name"), "Run this phase of the build.", given -> phase = given.get(0));
        for (String name : PHASES) {
            flags.add(
                    name.toLowerCase(Locale.ROOT),
                    '\0',
                    "Run the " + name + " phase of the build.",
                    () -> phase = name);
        }
    }

    @Override
    int status() {
        return status;
    }

    @Override
    void run() {
        try (Evaluators world = world(false)) {
            Found found = kept(world);
            Path folder = DiskNames.pathOf(session.invocation().workingDirectory());
            Path file = Files.createTempFile("nix-shell", "");
            String script = script(
                    ShellScript.of(found.environment(), "nix-develop", folder, text -> redirected(world, text)), file);
            Map<String, String> given = variables.variables(session);
            given.put("NIX_GCROOT", world.store().storeDir().print(found.place()));
            String bash = interactiveBash(world);
            String shell = bash == null ? "bash" : bash;
            given.put("SHELL", shell);
            script += "SHELL=\"" + shell + "\"\n";
            if (bash != null) {
                script += "PATH=\"" + bash.substring(0, bash.lastIndexOf('/')) + "${PATH:+:$PATH}\"\n";
            }
            Files.write(file, ByteText.bytes(script));
            boolean stays = phase == null && command.isEmpty();
            String rc = DiskNames.textOf(file);
            status = new ChildProgram(session)
                    .run(stays ? List.of(shell, "--rcfile", rc) : List.of(shell, rc), given, folder(world));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String script(String environment, Path file) {
        String script = environment;
        if (session.level() >= DEBUG) {
            script += "set -x\n";
        }
        script += "command rm -f '" + DiskNames.textOf(file) + "'\n";
        if (phase != null) {
            if (!command.isEmpty()) {
                throw new UsageException("you cannot use both '--command' and '--phase'");
            }
            return script + "foundMakefile=1\nrunHook " + phase + "Phase\n";
        }
        if (!command.isEmpty()) {
            return script + "exec "
                    + String.join(" ", command.stream().map(ShellScript::quoted).toList()) + "\n";
        }
        String prompt = session.settings().text("bash-prompt", "");
        String before = session.settings().text("bash-prompt-prefix", "");
        String after = session.settings().text("bash-prompt-suffix", "");
        return "[ -n \"$PS1\" ] && [ -e ~/.bashrc ] && source ~/.bashrc;\nshopt -u expand_aliases\n" + script
                + "\nshopt -s expand_aliases\n"
                + (prompt.isEmpty() ? "" : "[ -n \"$PS1\" ] && PS1=" + ShellScript.quoted(prompt) + ";\n")
                + (before.isEmpty() ? "" : "[ -n \"$PS1\" ] && PS1=" + ShellScript.quoted(before) + "\"$PS1\";\n")
                + (after.isEmpty() ? "" : "[ -n \"$PS1\" ] && PS1+=" + ShellScript.quoted(after) + ";\n");
    }

    /** The folder in which phases look for sources: that of the flake, if it is on this disk. */
    private String folder(Evaluators world) {
        String working = session.invocation().workingDirectory();
        if (phase == null || !isOfFlake(world)) {
            return working;
        }
        Input input = flake(world).resolved().input();
        if (input.type().equals("path")) {
            return input.attributes().requireText("path");
        }
        if (!input.type().equals("git")) {
            return working;
        }
        NixUrl url = NixUrl.parse(input.attributes().requireText("url"), false, warning -> {});
        return url.scheme().equals("file") ? String.join("/", url.path()) : working;
    }

    private Flake flake(Evaluators world) {
        String word = OutputSelector.cut(only());
        FlakeLoader loader = world.flakes().loader();
        return locking.loadConfigured(
                world,
                loader.references()
                        .parseWithFragment(word.isEmpty() ? "." : word)
                        .ref(),
                session);
    }

    /** The shell that the package set of the flake has for people; null, after a word about it, if there is none. */
    private @Nullable String interactiveBash(Evaluators world) {
        try {
            String packages = isOfFlake(world) ? packages(world) : "flake:nixpkgs";
            String place = "legacyPackages." + Evaluators.thisSystem(session.settings()) + ".bashInteractive";
            FlakeFlags untouched = new FlakeFlags();
            InstallableFlags flakes = new InstallableFlags();
            List<Buildable> found = EvaluatorInternals.of(world.evaluator())
                    .run(
                            EvalOptions.UNLIMITED,
                            ev -> new Buildables(session, world, new EvaluationFlags(), untouched, flakes)
                                    .in(fragment -> List.of(place, "bashInteractive"))
                                    .find(ev, List.of(packages + "#bashInteractive")));
            new Realisation(session, world.store()).realise(found);
            for (var path : found.get(0).links().keySet()) {
                String bash = world.store().storeDir().print(path) + "/bin/bash";
                if (Files.exists(DiskNames.pathOf(bash))) {
                    return bash;
                }
            }
            throw new CliException("package 'nixpkgs#bashInteractive' does not provide a 'bin/bash'");
        } catch (NixException | StoreException | CliException e) {
            session.err("error (ignored): " + Failure.message(e));
            return null;
        }
    }

    private String packages(Evaluators world) {
        LockNode input = flake(world).lockFile().find(InputPath.parse("nixpkgs"));
        FlakeRef locked = input instanceof LockedNode node && node.isFlake() ? node.locked() : null;
        return locked == null ? "flake:nixpkgs" : locked.toString();
    }
}
