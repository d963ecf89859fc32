package io.github.nix4j.flake.fetch.git;

import io.github.nix4j.flake.FlakeException;
import io.github.nix4j.flake.ref.LocalPaths;
import io.github.nix4j.store.ByteText;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.jspecify.annotations.Nullable;

/**
 * Whether a repository has a form that libgit2 reads. JGit passes over extensions that it does not know and takes half of a
 * longer object name for the whole: what it then reads may be something else than what Git sees.
 */
final class RepositoryFormat {
    private static final int NEWEST = 1;
    /** Numbers of kinds of errors in libgit2, which Nix tells. */
    static final int SYSTEM = 2;

    static final int REPOSITORY = 6;
    private static final int SETTINGS = 7;
    private static final String EXTENSIONS = "extensions";
    private static final String OBJECT_NAMES = "objectformat";
    private static final Set<String> KNOWN =
            Set.of("noop", OBJECT_NAMES, "worktreeconfig", "preciousobjects", "relativeworktrees");

    private RepositoryFormat() {}

    /**
     * Fails if the repository that {@code builder} finds has another form, or lacks what each has.
     *
     * @param directory its working directory
     */
    static void check(Path directory, CheckedBuilder builder) throws IOException {
        try {
            builder.setup();
        } catch (IllegalArgumentException e) {
            throw new FlakeException(
                    "opening Git repository \"" + LocalPaths.toText(directory) + "\": "
                            + ByteText.fromUnicode(String.valueOf(e.getMessage())),
                    1,
                    e);
        }
        Path own = builder.getGitDir().toPath();
        File shared = builder.getGitCommonDir();
        Path common = shared == null ? own : shared.toPath();
        if (!Files.isRegularFile(own.resolve(Constants.HEAD))
                || !Files.isDirectory(common.resolve("objects"))
                || !Files.isDirectory(common.resolve("refs"))) {
            throw absent(directory, null);
        }
        Config known = builder.settings();
        Config settings = known != null ? known : settings(directory, common, builder);
        int version = version(directory, settings);
        if (version > NEWEST) {
            String why = "unsupported repository version " + version + "; only versions up to 1 are supported";
            throw refused(directory, why, REPOSITORY, null);
        }
        if (version == NEWEST) {
            checkExtensions(directory, settings);
        }
    }

    private static Config settings(Path directory, Path common, CheckedBuilder builder) throws IOException {
        FileBasedConfig settings =
                new FileBasedConfig(common.resolve(Constants.CONFIG).toFile(), builder.getFS());
        try {
            settings.load();
        } catch (ConfigInvalidException e) {
            throw refused(directory, ByteText.fromUnicode(String.valueOf(e.getMessage())), SETTINGS, e);
        }
        return settings;
    }

    private static int version(Path directory, Config settings) {
        try {
            return settings.getInt("core", "repositoryformatversion", 0);
        } catch (IllegalArgumentException e) {
            String text = settings.getString("core", null, "repositoryformatversion");
            throw refused(
                    directory, "failed to parse '" + ByteText.fromUnicode(text) + "' as a 32-bit integer", SETTINGS, e);
        }
    }

    /** The error of a directory that holds no repository. */
    static FlakeException absent(Path directory, @Nullable Exception cause) {
        return refused(
                directory, "could not find repository at '" + LocalPaths.toText(directory) + "'", REPOSITORY, cause);
    }

    private static void checkExtensions(Path directory, Config settings) {
        for (String name : settings.getNames(EXTENSIONS)) {
            if (!KNOWN.contains(name.toLowerCase(Locale.ROOT))) {
                throw refused(
                        directory, unknown(ByteText.fromUnicode(name.toLowerCase(Locale.ROOT))), REPOSITORY, null);
            }
        }
        for (String part : settings.getSubsections(EXTENSIONS)) {
            for (String name : settings.getNames(EXTENSIONS, part)) {
                throw refused(
                        directory,
                        unknown(ByteText.fromUnicode(part + "." + name.toLowerCase(Locale.ROOT))),
                        REPOSITORY,
                        null);
            }
        }
        String names = settings.getString(EXTENSIONS, null, OBJECT_NAMES);
        if (names != null && !names.equals("sha1")) {
            throw refused(directory, "unknown object format '" + ByteText.fromUnicode(names) + "'", REPOSITORY, null);
        }
    }

    private static String unknown(String name) {
        return "unsupported extension name extensions." + name;
    }

    /**
     * @param why what libgit2 says, as byte text
     * @param kind the number of the kind of error in libgit2, which Nix tells
     */
    static FlakeException refused(Path directory, String why, int kind, @Nullable Exception cause) {
        return new FlakeException(
                "opening Git repository \"" + LocalPaths.toText(directory) + "\": " + why + " (libgit2 error code = "
                        + kind + ")",
                1,
                cause);
    }
}
