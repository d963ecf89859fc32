package io.github.nix4j.cli.command;

import io.github.nix4j.cli.CliException;
import io.github.nix4j.cli.Session;
import io.github.nix4j.cli.args.Flag;
import io.github.nix4j.cli.args.Flags;
import io.github.nix4j.store.ByteText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The texts behind {@code --help}: a page from the resources, in which {@code @} stands for the program's name and whose
 * first line says what the command does, and after it the flag table, laid out by picocli.
 */
final class HelpPage {
    /** The heading of the flags that every command has. */
    static final String EVERYWHERE = "Everywhere";

    /** The pages of commands that have two names. */
    private static final Map<String, String> OTHER_NAMES =
            Map.of("flake-info", "flake-metadata", "formatter-run", "fmt");

    private static final int WIDTH = 120;

    private final Session session;

    HelpPage(Session session) {
        this.session = session;
    }

    /** Prints the page of a command that has no commands below it. */
    void print(String name, Flags flags) {
        print(name, flags, "", List.of());
    }

    /**
     * Prints the page {@code name}.
     *
     * @param prefix what the page names of the commands below it start with
     * @param commands the commands below it
     */
    void print(String name, Flags flags, String prefix, Collection<String> commands) {
        StringBuilder text = new StringBuilder();
        String program = session.invocation().programName();
        String title = name.equals("nix4j") || name.equals(program)
                ? program
                : program + " " + name.replaceFirst("^(config|flake|formatter|hash|registry|store)-", "$1 ");
        text.append(title).append(": ").append(page(name).replace("@", program));
        if (!commands.isEmpty()) {
            text.append("\nCOMMANDS\n");
            for (String command : commands) {
                String line = page(prefix + command).lines().findFirst().orElse("");
                text.append(String.format("  %-14s %s%n", command, line));
            }
        }
        sections(flags).forEach((heading, options) -> {
            text.append('\n').append(heading.toUpperCase(Locale.ROOT)).append('\n');
            text.append(new CommandLine.Help(options, CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                    .optionList());
        });
        session.out(ByteText.fromUnicode(text.toString()));
    }

    private static String page(String name) {
        String resource = "/io/github/nix4j/cli/help/" + OTHER_NAMES.getOrDefault(name, name) + ".txt";
        try (InputStream in = HelpPage.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new CliException("there is no help page '" + name + "'");
            }
            return ByteText.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The flags by heading, those that every command has last. */
    private static Map<String, CommandSpec> sections(Flags flags) {
        Map<String, CommandSpec> sections = new LinkedHashMap<>();
        for (Flag flag : flags.all()) {
            if (!isCommon(flag)) {
                add(sections, flag);
            }
        }
        for (Flag flag : flags.all()) {
            if (isCommon(flag)) {
                add(sections, flag);
            }
        }
        return sections;
    }

    private static boolean isCommon(Flag flag) {
        return flag.section().equals(EVERYWHERE)
                || flag.section().equals(CommonFlags.SECTION)
                || flag.section().equals(LegacyFlags.SECTION);
    }

    private static void add(Map<String, CommandSpec> sections, Flag flag) {
        CommandSpec spec = sections.computeIfAbsent(flag.section(), heading -> {
            CommandSpec made = CommandSpec.create();
            made.usageMessage().sortOptions(false).width(WIDTH);
            made.parser().separator(" ");
            return made;
        });
        spec.addOption(option(flag));
    }

    private static OptionSpec option(Flag flag) {
        String longName = "--" + flag.longName();
        OptionSpec.Builder builder = flag.shortName() == 0
                ? OptionSpec.builder(longName)
                : OptionSpec.builder("-" + flag.shortName(), longName);
        int arity = flag.labels().size();
        return builder.arity(String.valueOf(arity))
                .type(arity == 0 ? boolean.class : String[].class)
                .paramLabel(String.join(" ", flag.labels()).toUpperCase(Locale.ROOT))
                .hideParamSyntax(true)
                .description(flag.description())
                .build();
    }
}
