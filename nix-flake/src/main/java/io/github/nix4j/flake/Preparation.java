package io.github.nix4j.flake;

import io.github.nix4j.flake.fetch.git.GitFetcher;
import io.github.nix4j.flake.file.ParsedTexts;
import io.github.nix4j.lang.syntax.SourceFile;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.jspecify.annotations.Nullable;

/**
 * What the first flake of a program needs, done on another thread while the program finds out what is wanted and makes its
 * evaluator: a new process runs code that nothing has compiled yet, and {@code flake.nix} is most of what a small command reads. Only
 * a text that is equal to what the flake turns out to have counts for anything, so that a wrong guess, a failure or a file that has
 * changed costs time of that thread alone.
 */
public final class Preparation {
    private final ParsedTexts texts = new ParsedTexts();

    private Preparation() {}

    /**
     * Begins with what the flake in {@code directory} needs.
     *
     * @param git whether repositories may be read, by {@link io.github.nix4j.flake.fetch.FetchSettings#withOwnGit} settings
     */
    public static Preparation begin(File directory, boolean git) {
        Preparation preparation = new Preparation();
        Thread thread = new Thread(() -> preparation.run(directory, git), "nix4j preparation");
        thread.setDaemon(true);
        thread.start();
        return preparation;
    }

    private void run(File directory, boolean git) {
        try {
            SourceFile text = read(new File(directory, "flake.nix"));
            if (text != null) {
                texts.parseAhead(text);
            }
            if (git) {
                GitFetcher.prepare(directory);
            }
        } catch (IOException | ConfigInvalidException | RuntimeException | Error e) {
            // Whoever needs it does it again, and tells what is wrong.
            return;
        }
    }

    private static @Nullable SourceFile read(File file) throws IOException {
        // A pipe would never end; what is long is not kept anyway.
        if (!file.isFile() || file.length() > ParsedTexts.MOST_CHARS) {
            return null;
        }
        try (FileInputStream in = new FileInputStream(file)) {
            return SourceFile.of("flake.nix", in.readAllBytes());
        }
    }

    /** What was parsed, and what is being parsed. */
    ParsedTexts texts() {
        return texts;
    }
}
