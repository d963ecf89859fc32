package io.github.nix4j.lang.internal.compiled;

import io.github.nix4j.lang.parser.NixParser;
import io.github.nix4j.lang.parser.ParseOptions;
import io.github.nix4j.lang.syntax.SourceFile;
import io.github.nix4j.store.ByteText;
import java.nio.file.Path;

/** A program that compiles texts into a folder, some in each of several runs: see {@link CompiledFilesProcessTest}. */
final class PackingProcess {
    private PackingProcess() {}

    static String text(int i) {
        return "{ a" + i + ", b ? a" + i + " }: rec { c = \"text of program " + i + "\"; d = [ c b ]; e = ''"
                + " x".repeat(500) + "''; }\n";
    }

    /** FOLDER FROM RUNS COUNT: takes COUNT texts up in each run, and says when a run has ended. */
    public static void main(String[] arguments) {
        int from = Integer.parseInt(arguments[1]);
        int runs = Integer.parseInt(arguments[2]);
        int count = Integer.parseInt(arguments[3]);
        for (int run = 0; run < runs; run++) {
            CompiledFiles files = CompiledFiles.in(Path.of(arguments[0]), ParseOptions.DEFAULT);
            for (int i = from + run * count; i < from + (run + 1) * count; i++) {
                String text = text(i);
                byte[] content = ByteText.bytes(text);
                if (files.find(content, text) == null) {
                    files.add(content, NixParser.parse(SourceFile.ofString(text), ParseOptions.DEFAULT));
                }
            }
            files.close();
            System.out.println("run " + run);
        }
    }
}
