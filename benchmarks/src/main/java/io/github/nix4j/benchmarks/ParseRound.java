package io.github.nix4j.benchmarks;

import io.github.nix4j.lang.parser.NixParser;
import io.github.nix4j.lang.syntax.SourceFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Files read and parsed. */
final class ParseRound implements Round {
    private final List<Path> files;

    ParseRound(List<String> names) {
        this.files = names.stream().map(Path::of).toList();
    }

    @Override
    public void prepare() {}

    @Override
    public void run() throws IOException {
        for (Path file : files) {
            NixParser.parse(SourceFile.ofString(Files.readString(file, StandardCharsets.ISO_8859_1)));
        }
    }

    @Override
    public void close() {}
}
