package io.github.nix4j.cli.command;

import io.github.nix4j.cli.Session;
import io.github.nix4j.cli.args.Flags;
import io.github.nix4j.cli.args.Shebang;
import io.github.nix4j.cli.args.UsageException;
import io.github.nix4j.cli.network.Internet;
import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.tree.DiskNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The program {@code nix}, and {@code nix4j}, which is the same with flakes and the new command line switched on. */
public final class NixCommand {
    private static final String TARBALL_TTL = "tarball-ttl";

    private static final String NIX =
            "build bundle config copy develop edit env eval flake fmt formatter hash log path-info print-dev-env registry"
                    + " repl run search shell store";

    /** What Nix does not have. */
    private static final String OWN = "instantiate parse";

    private final Session session;
    private final Flags flags = new Flags();
    private @Nullable Command command;
    private boolean offline;
    private boolean refresh;
    private boolean help;
    private boolean version;

    public NixCommand(Session session) {
        this.session = session;
    }

    private List<String> names() {
        String all = session.invocation().programName().equals("nix4j") ? OWN + " " + NIX : NIX;
        String[] names = all.split(" ");
        Arrays.sort(names);
        return List.of(names);
    }

    // Not a table of constructors: a start loads the class of its own command only.
    private Command make(String name) {
        return switch (name) {
            case "build" -> new BuildCommand(session);
            case "bundle" -> new BundleCommand(session);
            case "config" -> new ConfigCommand(session);
            case "copy" -> new CopyCommand(session);
            case "develop" -> new DevelopCommand(session);
            case "edit" -> new EditCommand(session);
            case "env" -> new EnvCommand(session);
            case "log" -> new LogCommand(session);
            case "path-info" -> new PathInfoCommand(session);
            case "print-dev-env" -> new PrintDevEnvCommand(session);
            case "shell" -> new ShellCommand(session);
            case "eval" -> new EvalCommand(session);
            case "flake" -> new FlakeCommand(session);
            case "fmt" -> new FormatterRunCommand(session);
            case "formatter" -> new FormatterCommand(session);
            case "hash" -> new HashCommand(session);
            case "store" -> new StoreCommand(session);
            case "instantiate" -> new DerivationsCommand(session);
            case "parse" -> new ParseCommand(session);
            case "registry" -> new RegistryCommand(session);
            case "run" -> new RunCommand(session);
            case "search" -> new SearchCommand(session);
            default -> new ReplCommand(session);
        };
    }

    /** Runs the command line and returns the exit status. */
    public int start(List<String> words) {
        flags.section(HelpPage.EVERYWHERE);
        flags.add("help", '\0', "Show how the program, or the command named before, is used.", () -> help = true);
        flags.add("version", '\0', "Show the version.", () -> version = true);
        flags.add("print-build-logs", 'L', "Print what builds print on standard error.", session::printBuildLogs);
        flags.add("offline", '\0', "Use what was downloaded before, however old it is.", () -> offline = true);
        flags.add("no-net", '\0', "An older name of --offline.", () -> offline = true);
        flags.add("refresh", '\0', "Download again what was downloaded before.", () -> refresh = true);
        CommonFlags.declare(flags, session);
        try {
            flags.parse(withScript(words), this::word);
        } catch (UsageException e) {
            if (!help) {
                throw e;
            }
        }
        session.checkSettings();
        if (help) {
            if (command == null) {
                new HelpPage(session).print("nix4j", flags, "", names());
            } else {
                String page = command.helpPage();
                new HelpPage(session).print(page, flags, page + "-", command.subcommands());
            }
            return 0;
        }
        if (version) {
            session.out(session.versionLine());
            return 0;
        }
        if (command == null) {
            throw new UsageException("no subcommand specified");
        }
        String feature = command.feature();
        if (!feature.isEmpty()) {
            // What a command needs besides comes after what all of them need.
            session.settings().require("nix-command");
            session.settings().require(feature);
        }
        setNetworkUse();
        command.run();
        return command.status();
    }

    /** If the first word is a script, the words in it come before it. */
    private List<String> withScript(List<String> words) {
        if (words.isEmpty()) {
            return words;
        }
        String script = words.get(0);
        Path file = DiskNames.pathOf(session.invocation().absolute(script));
        if (!Files.isRegularFile(file)) {
            // Most first words are names of commands.
            return words;
        }
        String content;
        try {
            content = ByteText.of(Files.readAllBytes(file));
        } catch (IOException e) {
            return words;
        }
        if (!Shebang.begins(content)) {
            return words;
        }
        List<String> all = new ArrayList<>(Shebang.words(content));
        all.addAll(words);
        String place = DiskNames.textOf(file.normalize());
        session.seeFrom(place.substring(0, Math.max(1, place.lastIndexOf('/'))));
        return all;
    }

    /** What a configuration says stays, but for the flag that asks for fresh files. */
    private void setNetworkUse() {
        if (!offline && !Internet.isThere(session.invocation())) {
            session.warn("you don't have Internet access; disabling some network-dependent features");
            offline = true;
        }
        if (offline) {
            session.settings().setUnlessSet("substitute", "false");
            session.settings().setUnlessSet(TARBALL_TTL, "4294967295");
            session.settings().setUnlessSet("download-attempts", "0");
            session.settings().setUnlessSet("connect-timeout", "1");
        }
        if (refresh) {
            session.settings().set(TARBALL_TTL, "0");
        }
    }

    private boolean word(String word, Deque<String> rest) {
        if (command != null) {
            command.word(word, rest);
            return true;
        }
        if (word.equals("help")) {
            help = true;
            return true;
        }
        if (names().contains(word)) {
            command = make(word);
        } else if (NixCommands.isGroup(word)) {
            command = new LackingCommand(session, word);
        } else if (OldCommandNames.replace(session, "", word, rest)) {
            return true;
        } else {
            throw UnknownCommand.below(session, "", names(), word);
        }
        if (Arrays.asList(OWN.split(" ")).contains(word)) {
            session.pointTo(word);
        }
        command.declare(flags);
        return true;
    }
}
