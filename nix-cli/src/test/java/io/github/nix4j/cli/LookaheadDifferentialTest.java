package io.github.nix4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands with helpers tell what the reference tells, each line once, also where they have to evaluate a second time. */
class LookaheadDifferentialTest {
    /** So much that helpers begin. */
    private static final String PRELUDE = "let work = n: builtins.foldl' (a: b: a + b) 0 (builtins.genList (x: x) n);"
            + " drv = name: more: derivation ({ inherit name; system = \"s\"; builder = \"/b\"; } // more);"
            + " say = text: value: builtins.trace text value;"
            + " in builtins.seq (work 40000) (\n";

    private static Path bin = Path.of("");

    @TempDir
    Path directory;

    @BeforeAll
    static void findReference() {
        bin = BothPrograms.find().bin();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Fails after something was said, while helpers are at what comes later.
                "say \"one\" (builtins.concatLists ([ [ (work 900) ] (say \"two\" [ ]) (throw \"three\") ]"
                        + " ++ builtins.genList (i: [ (work 300) ]) 50))",
                // The message shows what is evaluated of the value.
                "let x = { a = work 1; b = work 2; }; in \"${toString (builtins.genList (i: work 200) 30)}${x}\"",
                "let a = builtins.genList (i: work (100 + i)) 30; in builtins.trace a (builtins.concatLists [ a ])",
                "let a = builtins.genList (i: [ (work i) ]) 30; in { inherit a; b = builtins.concatLists a; c = 1 + 1; }",
                "builtins.genList (i: drv \"d${toString i}\" { dep = if i == 20 then throw \"here\" else work 100; }) 30",
                "builtins.deepSeq (builtins.genList (i: { n = say \"${toString i}\" (work (30 * i)); }) 30) \"done\"",
                "builtins.concatStringsSep \",\" (builtins.genList (i: say \"${toString i}\" (if i == 30 then [ (work 200) ]"
                        + " else toString (work 200))) 40)",
                "builtins.concatMap (i: say \"m${toString i}\" (if i == 30 then work 200 else [ (work 200) ])) (builtins.genList (i: i) 40)",
                "builtins.filter (i: say \"f${toString i}\" (work 200 != i && (i != 30 || throw \"x\"))) (builtins.genList (i: i) 40)",
                "(drv \"x\" { a = [ (work 300) ]; b = assert false; 1; c = say \"never\" 1; }).drvPath",
                "builtins.toJSON (builtins.genList (i: { path = (drv \"e${toString i}\" { n = work 200; }).outPath; }) 40)",
                // What is caught was said to helpers in another order: evaluated twice, and told once.
                "{ t = (builtins.tryEval (builtins.deepSeq { a = throw \"x\"; b = work 1; } 1)).success; z = work 9; }",
                "{ a = builtins.genList (i: work (i * 30)) 30; b = { c = say \"c\" 1; d = throw \"d\"; }; }",
                "let f = n: if n == 0 then [ x ] else f (n - 1); x = builtins.concatLists [ [ (work 99) ] (f 20) x ]; in x"
            })
    void tellsWhatTheReferenceTells(String expression) throws Exception {
        for (String mode : new String[] {"--strict", "--json", "--xml", "--trace-verbose"}) {
            String more = mode.equals("--xml") ? "--strict" : "--eval";
            String[] words = {"--eval", more, mode, "-E", PRELUDE + expression + "\n)"};
            Map<String, String> reference = Map.of();
            ProgramRun expected = ProgramRun.reference(bin, directory, reference, "", "nix-instantiate", words);
            for (String helpers : new String[] {"0", "1", "3"}) {
                Map<String, String> environment = Map.of("NIX4J_HELPERS", helpers);
                assertThat(ProgramRun.ours(directory, environment, "", "nix-instantiate", words))
                        .as("%s with %s helpers", mode, helpers)
                        .isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "builtins.genList (i: drv \"d${toString i}\" { n = work 500; }) 20",
                // Of a set; what cannot be named is left alone, and the last one fails.
                "builtins.listToAttrs (builtins.genList (i: { name = \"d${toString i}\"; value = if i == 7 then say \"seven\""
                        + " { recurseForDerivations = true; x = drv \"x\" { n = work 300; }; }"
                        + " else drv \"d${toString i}\" { n = work 500; }; }) 20)"
                        + " // { \"a.b\" = say \"never\" 1; z = if work 300 == 1 then 1 else throw \"last\"; }",
                // Two are told before the third fails.
                "builtins.genList (i: drv \"d${toString i}\" { n = work 500; dep = if i == 2 then throw \"x\" else i; }) 20"
            })
    void derivationsAreToldOnce(String expression) throws Exception {
        String[] words = {"--readonly-mode", "-E", PRELUDE + expression + "\n)"};
        ProgramRun expected = ProgramRun.reference(bin, directory, Map.of(), "", "nix-instantiate", words);
        Map<String, String> environment = Map.of("NIX4J_HELPERS", "3");
        assertThat(ProgramRun.ours(directory, environment, "", "nix-instantiate", words))
                .isEqualTo(expected);
    }
}
