package io.github.nix4j.cli.command;

import io.github.nix4j.cli.args.Flag;
import io.github.nix4j.cli.args.Flags;
import io.github.nix4j.store.ByteText;
import java.util.Collection;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The text behind {@code --help}: the flag table, laid out by picocli. */
final class HelpPage {
    private HelpPage() {}

    /** The help text, as byte text, of {@code program} with these flags and commands. */
    static String of(String program, Flags flags, Collection<String> commands) {
        CommandSpec spec = CommandSpec.create().name(program);
        spec.usageMessage().sortOptions(false).width(100).abbreviateSynopsis(true);
        for (Flag flag : flags.all()) {
            spec.addOption(option(flag));
        }
        spec.addPositional(CommandLine.Model.PositionalParamSpec.builder()
                .arity("0..*")
                .type(List.class)
                .paramLabel("arguments")
                .build());
        if (!commands.isEmpty()) {
            spec.usageMessage().footer("Commands: " + String.join(", ", commands));
        }
        return ByteText.fromUnicode(new CommandLine(spec).getUsageMessage(CommandLine.Help.Ansi.OFF));
    }

    private static OptionSpec option(Flag flag) {
        String longName = "--" + flag.longName();
        OptionSpec.Builder builder = flag.shortName() == 0
                ? OptionSpec.builder(longName)
                : OptionSpec.builder("-" + flag.shortName(), longName);
        int arity = flag.labels().size();
        return builder.arity(String.valueOf(arity))
                .type(arity == 0 ? boolean.class : String[].class)
                .paramLabel(String.join(" ", flag.labels()))
                .hideParamSyntax(true)
                .description(flag.description())
                .build();
    }
}
