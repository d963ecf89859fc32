package io.github.nix4j.lang.parser;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nix4j.lang.TestData;
import io.github.nix4j.lang.syntax.SourceFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The order of names against the reference. There it shows in which of several failing attributes is met first: a text's names
 * become attributes that all throw, behind the text in one program, and are taken away one after the other.
 */
class NameOrderTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "qa: { qb = qc: qd; qe = qf.qg or qh; } ? qi",
                "qz@{ qb ? qc, qd }: let inherit (qe) qf \"qg\"; inherit qh; in qi",
                "{ qb ? qc, qd }@qz: qe: { qf }: qg",
                "rec { ${\"qb\"} = 1; \"qa\" = 2; ${qc + \"\"} = 3; \"qd${qe}\" = 4; qf.qg.${\"qh\"} = qi; }",
                "[ (qa - qb ? qc.qd) (with qe; qf) (if qg then qh else qi) ]",
                "assert qb == qa; \"${qc}\" + ''${qd}'' + ./${qe}/qf + qg.\"qh\".${qi} or qj",
                "let { body = qa; qb = qc or; } // qd qe",
                "{ qb = { qc = 1; qa = 2; }; qb.qd = { inherit qe; }; }"
            })
    void isTheReferences(String text, @TempDir Path home) throws Exception {
        String bin = System.getenv("NIX_REFERENCE");
        TestData.need(bin != null, "NIX_REFERENCE (the reference's bin directory) is not set");
        String program = "let p = with {}; " + text + "; in ";
        List<String> names = new ArrayList<>(
                NixParser.parse(SourceFile.ofString(program + "p")).names());
        names.removeIf(name -> !name.startsWith("q"));
        assertThat(names).hasSizeGreaterThan(4);
        List<String> met = new ArrayList<>();
        List<String> left = new ArrayList<>(names);
        while (!left.isEmpty()) {
            String first = firstToFail(bin, home, program, left);
            assertThat(left).as("the reference's first of " + left).contains(first);
            met.add(first);
            left.remove(first);
        }
        assertThat(names).isEqualTo(met);
    }

    private static String firstToFail(String bin, Path home, String program, List<String> names) throws Exception {
        StringBuilder throwing = new StringBuilder(program).append("builtins.deepSeq { ");
        List<String> backwards = new ArrayList<>(names);
        Collections.reverse(backwards);
        backwards.forEach(
                name -> throwing.append(name).append(" = throw \"").append(name).append("\"; "));
        throwing.append("} 1");
        ProcessBuilder builder = new ProcessBuilder(bin + "/nix-instantiate", "--eval", "-E", throwing.toString())
                .redirectErrorStream(true);
        builder.environment().putAll(Map.of("HOME", home.toString(), "NIX_REMOTE", "dummy://"));
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output.strip().replaceAll("(?s).*error: ", "");
    }
}
