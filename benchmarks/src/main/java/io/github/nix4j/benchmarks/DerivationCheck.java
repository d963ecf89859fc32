package io.github.nix4j.benchmarks;

import io.github.nix4j.lang.EvalOptions;
import io.github.nix4j.lang.NixEvaluator;
import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.internal.engine.EvaluatorInternals;
import io.github.nix4j.lang.internal.eval.AttrsValue;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.Value;
import io.github.nix4j.lang.internal.selection.AutoArguments;
import io.github.nix4j.lang.internal.selection.DerivationSearch;
import io.github.nix4j.lang.io.EvalIo;
import io.github.nix4j.lang.io.EvalSettings;
import io.github.nix4j.lang.io.SourcePath;
import io.github.nix4j.lang.syntax.SourceFile;
import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.tree.TreePath;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Evaluates the derivation path of every row of an expected table and prints how many are the reference's.
 *
 * <pre>DerivationCheck TABLE EXPRESSION [all]</pre>
 *
 * <p>TABLE has lines of attribute path, tab or blanks, derivation path. With {@code all}, every derivation that the expression
 * leads to is evaluated, as {@code nix-env -qaP} does, not only those of the table. Ends with status 1 if any row differs.
 */
public final class DerivationCheck {
    private static final int MOST_SHOWN = 20;

    private final Map<String, String> expected = new LinkedHashMap<>();
    private final Map<String, String> actual = new LinkedHashMap<>();

    private DerivationCheck() {}

    public static void main(String[] args) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        if (args.length < 2) {
            out.println("usage: DerivationCheck TABLE EXPRESSION [all]");
            System.exit(2);
        }
        Outcome outcome = of(Path.of(args[0]), args[1], args.length > 2);
        List<String> differences = outcome.differences();
        int rows = outcome.expected().size();
        differences.stream().limit(MOST_SHOWN).forEach(out::println);
        out.println(outcome.actual().size() + " derivations evaluated");
        out.println(rows - differences.size() + " of " + rows + " identical");
        System.exit(differences.isEmpty() ? 0 : 1);
    }

    /**
     * What came out.
     *
     * @param expected derivation paths by attribute path, as the table has them
     * @param actual what was computed: a derivation path, or a message that begins with "error: "
     */
    record Outcome(Map<String, String> expected, Map<String, String> actual) {
        /** A line for each row that is not as the table says. */
        List<String> differences() {
            List<String> differences = new ArrayList<>();
            expected.forEach((path, derivation) -> {
                String found = actual.get(path);
                if (!derivation.equals(found)) {
                    differences.add(path + ": expected " + derivation + ", is " + found);
                }
            });
            return differences;
        }
    }

    /**
     * @param table lines of attribute path and derivation path
     * @param expression a package set
     * @param all whether everything that the expression leads to is evaluated, not only the rows of the table
     */
    static Outcome of(Path table, String expression, boolean all) throws IOException {
        DerivationCheck check = new DerivationCheck();
        check.read(table);
        try (NixEvaluator nix = NixEvaluator.builder()
                .io(EvalIo.local().withSystem("x86_64-linux"))
                .settings(EvalSettings.DEFAULTS.withReadOnly(false))
                .build()) {
            EvaluatorInternals.of(nix).run(EvalOptions.UNLIMITED, ev -> {
                SourceFile source = SourceFile.ofString(ByteText.fromUnicode(expression));
                Value root = ev.engine.evaluate(
                        ev, source, new SourcePath(ev.engine.io().root(), TreePath.ROOT));
                if (all) {
                    check.evaluateAll(ev, root);
                } else {
                    check.evaluateRows(ev, root);
                }
                return root;
            });
        }
        return new Outcome(check.expected, check.actual);
    }

    private void read(Path table) throws IOException {
        for (String line : Files.readAllLines(table, StandardCharsets.UTF_8)) {
            String[] fields = line.trim().split("\\s+");
            if (fields.length == 2) {
                expected.put(fields[0], fields[1]);
            }
        }
    }

    private void evaluateRows(Evaluation ev, Value root) {
        for (String path : expected.keySet()) {
            evaluate(path, () -> {
                Value at = root;
                for (String name : path.split("\\.")) {
                    at = ev.getAttr(ev.forceAttrs(at, 0, ""), ev.intern(ByteText.fromUnicode(name)), "");
                }
                return drvPath(ev, at);
            });
        }
    }

    private void evaluateAll(Evaluation ev, Value root) {
        for (DerivationSearch.Found found : DerivationSearch.find(ev, root, new AutoArguments(Map.of()), true)) {
            evaluate(ByteText.toUnicode(found.attributePath()), () -> drvPath(ev, found.derivation()));
        }
    }

    private static String drvPath(Evaluation ev, Value derivation) {
        AttrsValue attrs = ev.forceAttrs(derivation, 0, "");
        return ev.forceString(ev.getAttr(attrs, ev.engine.symbols().drvPath, ""), 0, "").text;
    }

    private void evaluate(String path, java.util.function.Supplier<String> row) {
        String value;
        try {
            value = row.get();
        } catch (NixException e) {
            value = "error: " + e.getMessage();
        }
        actual.put(path, value);
    }
}
