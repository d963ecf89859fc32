package io.github.nix4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Commands about flakes take the flags that the reference says they have, and no others of its own. */
class FlagsOfCommandsTest {
    /** What nix4j has in addition, in each command. */
    private static final Set<String> OURS = Set.of("no-net", "no-compiled-cache");

    /** Other names of flags, which the reference has but does not tell. */
    private static final Set<String> ALIASES = Set.of("ignore-environment", "keep", "unset");

    private static final Pattern FLAG = Pattern.compile("^ +(?:-\\S, )?--([a-z0-9-]+)", Pattern.MULTILINE);

    /** A line for each flag: its command's name, its own, and as many words as it takes; those of all commands have no command. */
    private static final String LINES = """
            let
              all = (builtins.fromJSON (builtins.readFile ./dump.json)).args;
              flag = command: name: f: "${command};${name};${toString (map (label: "1") f.labels or [ ])}\\n";
              flags = command: c: builtins.concatLists [ (builtins.attrValues (builtins.mapAttrs (flag command) c.flags)) ];
              below = command: c:
                if c ? commands
                then builtins.concatLists (builtins.attrValues
                  (builtins.mapAttrs (name: below "${command} ${name}") c.commands))
                else flags command c;
              asked = [ "flake" "registry" "eval" "search" "build" "path-info" "run" "fmt" "formatter" "env" "develop" "hash" ];
            in builtins.concatStringsSep ""
              (flags "" all ++ builtins.concatMap (name: below name all.commands.${name}) asked)
            """;

    @TempDir
    Path directory;

    @TestFactory
    Stream<DynamicTest> flags() throws Exception {
        Path bin = BothPrograms.find().bin();
        Files.writeString(
                directory.resolve("dump.json"),
                ProgramRun.reference(
                                bin,
                                directory,
                                Map.of(
                                        "NIX_STATE_DIR",
                                        directory.resolve("state").toString()),
                                "",
                                "nix",
                                "__dump-cli")
                        .out());
        Map<String, Map<String, List<String>>> commands = new TreeMap<>();
        run("eval", "--impure", "--raw", "--expr", LINES).out().lines().forEach(line -> {
            String[] parts = line.split(";", -1);
            List<String> arguments = parts[2].isEmpty() ? List.of() : List.of(parts[2].split(" "));
            commands.computeIfAbsent(parts[0], name -> new TreeMap<>()).put(parts[1], arguments);
        });
        Set<String> common = commands.remove("").keySet();
        assertThat(commands).hasSizeGreaterThan(18);
        return commands.entrySet().stream()
                .map(c -> DynamicTest.dynamicTest(c.getKey(), () -> check(c.getKey(), c.getValue(), common)));
    }

    private void check(String name, Map<String, List<String>> theirs, Set<String> common) {
        List<String> unknown = new ArrayList<>();
        theirs.forEach((flag, arguments) -> {
            if (!isKnown(name, flag, arguments)) {
                unknown.add(flag);
            }
        });
        assertThat(unknown).as("flags of the reference that are refused").isEmpty();
        Set<String> more = new TreeSet<>();
        FLAG.matcher(run(name, "--help").out()).results().forEach(found -> more.add(found.group(1)));
        assertThat(more).as("flags in the help text").isNotEmpty();
        more.removeAll(theirs.keySet());
        more.removeAll(common);
        more.removeAll(OURS);
        more.removeAll(ALIASES);
        assertThat(more).as("flags that the reference refuses").isEmpty();
    }

    private boolean isKnown(String name, String flag, List<String> arguments) {
        List<String> words = new ArrayList<>(List.of("--" + flag));
        words.addAll(arguments);
        // So that nothing is run.
        words.add("--no-such-flag");
        return !run(name, words.toArray(new String[0])).err().contains("unrecognised flag '--" + flag + "'");
    }

    private ProgramRun run(String name, String... words) {
        List<String> all = new ArrayList<>(List.of(name.split(" ")));
        all.addAll(Arrays.asList(words));
        return ProgramRun.ours(directory, "", "nix", all.toArray(new String[0]));
    }
}
