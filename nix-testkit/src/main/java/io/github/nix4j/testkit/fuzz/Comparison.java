package io.github.nix4j.testkit.fuzz;

import io.github.nix4j.store.ByteText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs single programs on both sides.
 *
 * @param directory where programs are written, with the fixture in it
 */
public record Comparison(Path directory, Side reference, Side nix4j) {

    /** Writes a program to a file and gives the file's name. */
    String write(String name, String text) {
        String file = name + ".nix";
        try {
            Files.write(directory.resolve(file), ByteText.bytes(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    Outcome run(Side side, Mode mode, List<String> files) {
        if (!mode.storesOnDisk()) {
            return outcome(side, mode, files);
        }
        DiskStoreFolder store = new DiskStoreFolder(directory);
        store.delete();
        try {
            return outcome(side, mode, files);
        } finally {
            store.delete();
        }
    }

    private Outcome outcome(Side side, Mode mode, List<String> files) {
        return side.run(directory, mode.program(), mode.words(files), mode.input(files))
                .withoutTime(System.currentTimeMillis() / 1000);
    }

    /** The difference on one program; null if there is none or the reference's run says nothing. */
    @Nullable
    Difference of(String name, Mode mode, String text) {
        List<String> files = List.of(write(name, text));
        Outcome expected = run(reference, mode, files);
        if (VoidReason.of(expected).isPresent()) {
            return null;
        }
        Outcome found = run(nix4j, mode, files);
        return expected.equals(found) ? null : new Difference(name, mode, text, expected, found);
    }
}
