package io.github.nix4j.flake.fetch.git;

import io.github.nix4j.store.ByteText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Repository;
import org.jspecify.annotations.Nullable;

/** The files that hold references. JGit takes some that hold something else for absent; in Nix they are errors. */
final class LooseReferences {
    private static final String SYMBOLIC = "ref: ";
    private static final Pattern OBJECT = Pattern.compile("[0-9a-fA-F]{40}(?:[ \\t\\n\\x0b\\f\\r].*)?", Pattern.DOTALL);
    private static final Pattern TOP_LEVEL = Pattern.compile("[A-Z_]+");
    /** Where a short name is looked for. */
    private static final List<String> FOLDERS =
            List.of("", "refs/", Constants.R_TAGS, Constants.R_HEADS, Constants.R_REMOTES);

    private static final int DEEPEST = 5;

    private LooseReferences() {}

    /**
     * What is not readable among the reference {@code name} (byte text, in full) and those that it leads to; null if nothing is,
     * or there is no such file.
     */
    static @Nullable String corrupted(Repository repository, String name) throws IOException {
        String at = name;
        for (int depth = 0; depth < DEEPEST; depth++) {
            String text = text(repository, at);
            if (text == null) {
                return null;
            }
            if (!text.startsWith(SYMBOLIC)) {
                return OBJECT.matcher(text).matches() ? null : at;
            }
            at = text.substring(SYMBOLIC.length()).stripTrailing();
        }
        return null;
    }

    /** Whether too many references lead from one to the next: libgit2 takes no more steps than JGit, but tells. */
    static boolean isTooDeep(Repository repository, String name) throws IOException {
        String at = name;
        for (int depth = 0; depth <= DEEPEST; depth++) {
            String text = text(repository, at);
            if (text == null || !text.startsWith(SYMBOLIC)) {
                return false;
            }
            at = text.substring(SYMBOLIC.length()).stripTrailing();
        }
        return true;
    }

    /** The same of a name that may be short. */
    static boolean isTooDeepWhere(Repository repository, String shortName) throws IOException {
        for (String folder : FOLDERS) {
            if (isTooDeep(repository, folder + shortName)) {
                return true;
            }
        }
        return false;
    }

    /** What the file of a reference holds; null if there is none. */
    private static @Nullable String text(Repository repository, String name) throws IOException {
        if (!isName(name)) {
            return null;
        }
        Path folder = (name.startsWith(Constants.R_REFS) ? repository.getCommonDirectory() : repository.getDirectory())
                .toPath();
        Path file = folder.resolve(ByteText.toUnicode(name));
        return Files.isRegularFile(file) ? ByteText.of(Files.readAllBytes(file)) : null;
    }

    /** The reference (byte text) to which the file {@code name} of a repository leads; null if it leads to none. */
    static @Nullable String target(Path repository, String name) throws IOException {
        String text = ByteText.of(Files.readAllBytes(repository.resolve(name)));
        return text.startsWith(SYMBOLIC) ? text.substring(SYMBOLIC.length()).stripTrailing() : null;
    }

    /** The same of a name that may be short. */
    static @Nullable String corruptedWhere(Repository repository, String shortName) throws IOException {
        for (String folder : FOLDERS) {
            String found = corrupted(repository, folder + shortName);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static boolean isName(String name) {
        return TOP_LEVEL.matcher(name).matches()
                || (name.startsWith(Constants.R_REFS) && Repository.isValidRefName(ByteText.toUnicode(name)));
    }
}
