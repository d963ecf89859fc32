package io.github.nix4j.flake.fetch.hg;

import io.github.nix4j.flake.FlakeException;
import io.github.nix4j.flake.fetch.DisplayedTree;
import io.github.nix4j.flake.fetch.FetchSettings;
import io.github.nix4j.flake.fetch.FetchedTree;
import io.github.nix4j.flake.fetch.Fetcher;
import io.github.nix4j.flake.internal.ProgramOutput;
import io.github.nix4j.flake.ref.Input;
import io.github.nix4j.flake.ref.InputAttributes;
import io.github.nix4j.flake.ref.LocalPaths;
import io.github.nix4j.lang.url.NixUrl;
import io.github.nix4j.store.SystemReason;
import io.github.nix4j.store.tree.FileType;
import io.github.nix4j.store.tree.FilteredTree;
import io.github.nix4j.store.tree.SourceTree;
import io.github.nix4j.store.tree.Stat;
import io.github.nix4j.store.tree.TreePath;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileLockInterruptionException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Fetches from Mercurial repositories: of a local one with changes that are not committed the working directory with its tracked
 * files, if neither branch nor revision is asked for; else a revision, for which also local repositories are cloned.
 */
public final class MercurialFetcher implements Fetcher {
    private static final String DEFAULT_BRANCH = "default";

    private final FetchSettings settings;
    private final MercurialProgram hg;

    public MercurialFetcher(FetchSettings settings) {
        this.settings = settings;
        this.hg = new MercurialProgram(settings.warnings());
    }

    @Override
    public FetchedTree fetch(Input input) {
        NixUrl url = NixUrl.parse(input.attributes().requireText("url"), false, warning -> {});
        String local = url.scheme().equals("file") ? String.join("/", url.path()) : null;
        try {
            FetchedTree unclean =
                    local == null || input.ref() != null || input.rev() != null ? null : unclean(input, local);
            return unclean != null ? unclean : revision(input, local == null ? url.toString() : local);
        } catch (InterruptedIOException | ClosedByInterruptException | FileLockInterruptionException e) {
            throw ProgramOutput.interrupted();
        } catch (IOException e) {
            throw new FlakeException("reading Mercurial repository '" + url + "': " + SystemReason.withFile(e), 1, e);
        }
    }

    private @Nullable FetchedTree unclean(Input input, String place) throws IOException {
        Path directory = LocalPaths.toPath(settings.directory().getFileSystem(), place);
        if (!Files.exists(directory.resolve(".hg"))
                || hg.run("status", "-R", place, "--modified", "--added", "--removed")
                        .isEmpty()) {
            return null;
        }
        if (!settings.allowDirty()) {
            throw new FlakeException("Mercurial tree '\"" + place + "\"' is unclean");
        }
        if (settings.warnDirty()) {
            settings.warnings().accept("Mercurial tree '\"" + place + "\"' is unclean");
        }
        String branch = hg.run("branch", "-R", place).stripTrailing();
        String files = hg.run("status", "-R", place, "--clean", "--modified", "--added", "--no-status", "--print0");
        TreeSet<String> tracked = new TreeSet<>();
        for (String file : files.split("\0")) {
            if (!file.isEmpty()) {
                tracked.add(file);
            }
        }
        SourceTree disk = settings.unsaved().over(directory);
        SourceTree tree = new FilteredTree(disk, path -> isTracked(disk, path, tracked));
        Input found = input.withAttributes(input.attributes().with("ref", branch));
        return new FetchedTree(new DisplayedTree(tree, found.displayName()), found, null);
    }

    private static boolean isTracked(SourceTree disk, TreePath path, TreeSet<String> tracked) throws IOException {
        String name = path.text().substring(1);
        Stat stat = disk.stat(path);
        if (stat == null || stat.type() != FileType.DIRECTORY) {
            return tracked.contains(name);
        }
        String below = tracked.ceiling(name + "/");
        return below != null && below.startsWith(name + "/");
    }

    private FetchedTree revision(Input input, String url) throws IOException {
        Path clones = settings.repositories();
        if (clones == null) {
            throw new FlakeException("cannot clone Mercurial repository '" + url + "': there is no folder for clones");
        }
        Files.createDirectories(clones);
        String ref = input.ref() == null ? DEFAULT_BRANCH : input.ref();
        MercurialClone clone = new MercurialClone(hg, url, clones.toAbsolutePath(), settings);
        MercurialClone.Revision found = clone.fetch(ref, input.rev());
        InputAttributes attributes = input.attributes()
                .with("ref", found.branch())
                .with("rev", found.rev())
                .with("revCount", found.count());
        Input locked = input.withAttributes(attributes);
        return new FetchedTree(found.tree().named(locked.displayName()), locked, found.rev());
    }
}
