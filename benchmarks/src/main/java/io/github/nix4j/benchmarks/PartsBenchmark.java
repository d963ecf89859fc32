package io.github.nix4j.benchmarks;

import io.github.nix4j.lang.NixEvaluator;
import io.github.nix4j.lang.parser.NixParser;
import io.github.nix4j.lang.parser.ParseResult;
import io.github.nix4j.lang.syntax.SourceFile;
import io.github.nix4j.lang.value.NixValue;
import io.github.nix4j.store.derivation.Derivation;
import io.github.nix4j.store.nar.NarHash;
import io.github.nix4j.store.nar.NarWriter;
import io.github.nix4j.store.path.StoreDir;
import io.github.nix4j.store.tree.MemoryTree;
import io.github.nix4j.store.tree.TreePath;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** The parts that everything else is made of, each by itself. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class PartsBenchmark {
    private static final int FILES = 100;
    private static final int FILE_SIZE = 10_000;

    private NixEvaluator evaluator = NixEvaluator.isolated();
    private String source = "";
    private String aterm = "";
    private MemoryTree tree = MemoryTree.builder().build();

    @Setup(Level.Trial)
    public void prepare() {
        evaluator = NixEvaluator.isolated();
        StringBuilder text = new StringBuilder("{ lib, stdenv, ... }@args: rec {\n");
        for (int i = 0; i < 300; i++) {
            text.append("  # the attribute number ").append(i).append('\n');
            text.append("  a")
                    .append(i)
                    .append(" = stdenv.mk { name = \"p${toString ")
                    .append(i);
            text.append("}\"; inputs = [ args.x (f: f.y or null) ] ++ lib.optional (1 < 2) ./x; };\n");
        }
        source = text.append("}\n").toString();
        aterm = "Derive([(\"out\",\"/nix/store/gw8g8rnv0qk8cvnr1pqb6fxrwlp3n2zl-x\",\"\",\"\")],[],[],\"x86_64-linux\","
                + "\"/bin/sh\",[\"-c\",\"echo hello > $out\"],[(\"builder\",\"/bin/sh\"),(\"name\",\"x\"),"
                + "(\"out\",\"/nix/store/gw8g8rnv0qk8cvnr1pqb6fxrwlp3n2zl-x\"),(\"system\",\"x86_64-linux\")])";
        MemoryTree.Builder files = MemoryTree.builder();
        for (int i = 0; i < FILES; i++) {
            files.file("/d" + i % 10 + "/f" + i, "x".repeat(FILE_SIZE));
        }
        tree = files.build();
    }

    @TearDown(Level.Trial)
    public void close() {
        evaluator.close();
    }

    /** Lexing and parsing 40 kB. */
    @Benchmark
    public ParseResult parse() {
        return NixParser.parse(SourceFile.ofString(source));
    }

    /** Calls, arithmetic and comparisons: about 8,000 calls. */
    @Benchmark
    public NixValue calls() {
        return evaluator.evaluate("let fib = n: if n < 2 then n else fib (n - 1) + fib (n - 2); in fib 18");
    }

    /** Thunks made and forced: 10,000. */
    @Benchmark
    public NixValue force() {
        return evaluator.evaluate("builtins.foldl' (a: b: a + b) 0 (builtins.genList (n: n * 2) 10000)");
    }

    /** Selecting attributes of sets of one shape. */
    @Benchmark
    public NixValue select() {
        return evaluator.evaluate(
                "builtins.foldl' (a: s: a + s.x.y) 0 (builtins.genList (n: { x = { y = n; z = 1; }; w = 2; }) 5000)");
    }

    /** A thousand small updates of a large set. */
    @Benchmark
    public NixValue update() {
        return evaluator.evaluate("let big = builtins.listToAttrs (builtins.genList (n: { name = \"a${toString n}\";"
                + " value = n; }) 2000); in (builtins.foldl' (s: n: s // { x = n; }) big"
                + " (builtins.genList (n: n) 1000)).x");
    }

    /** Reading a derivation and writing it again. */
    @Benchmark
    public byte[] derivation() {
        return Derivation.parse(StoreDir.DEFAULT, "x", aterm).toAterm(StoreDir.DEFAULT);
    }

    /** The NAR hash of 1 MB in 100 files. */
    @Benchmark
    public NarHash narHash() throws IOException {
        return NarWriter.hash(tree, TreePath.ROOT);
    }
}
