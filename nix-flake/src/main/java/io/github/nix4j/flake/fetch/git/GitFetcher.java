package io.github.nix4j.flake.fetch.git;

import io.github.nix4j.flake.FlakeException;
import io.github.nix4j.flake.fetch.FetchSettings;
import io.github.nix4j.flake.fetch.FetchedTree;
import io.github.nix4j.flake.fetch.Fetcher;
import io.github.nix4j.flake.internal.ProgramOutput;
import io.github.nix4j.flake.ref.Input;
import io.github.nix4j.flake.ref.InputAttributes;
import io.github.nix4j.flake.ref.LocalPaths;
import io.github.nix4j.flake.ref.ReferenceRules;
import io.github.nix4j.lang.url.NixUrl;
import io.github.nix4j.store.Secrets;
import io.github.nix4j.store.SystemReason;
import io.github.nix4j.store.tree.DiskTree;
import io.github.nix4j.store.tree.FilteredTree;
import io.github.nix4j.store.tree.SourceTree;
import io.github.nix4j.store.tree.TreePath;
import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileLockInterruptionException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.jspecify.annotations.Nullable;

/**
 * Fetches from Git repositories: of a local one the working directory with its tracked files if neither branch nor revision is
 * asked for, else a commit. Remote and bare repositories are cloned first.
 */
public final class GitFetcher implements Fetcher {
    private static final String NULL_REVISION = "0".repeat(40);
    private static final int SHORT_REVISION = 7;

    private final FetchSettings settings;
    private final OpenRepositories open = new OpenRepositories();

    public GitFetcher(FetchSettings settings) {
        this.settings = settings;
    }

    /**
     * Does what the first repository needs of JGit, for a program that shares JGit with nobody. May be called at any time, or never.
     *
     * @param directory one where the repositories are likely to be
     */
    public static void prepare(File directory) throws IOException, ConfigInvalidException {
        OwnGit.prepare(directory);
    }

    @Override
    public @Nullable String fingerprint(Input locked) {
        return locked.rev() == null ? null : locked.rev() + suffix(locked.attributes());
    }

    /** A remote repository is cloned into a folder that all its revisions share; a local one is only read. */
    @Override
    public boolean mayFetchAhead(Input input) {
        String url = input.attributes().text("url");
        return url != null && url.startsWith("file:") && !settings.remotes().clonesLocal();
    }

    @Override
    public FetchedTree fetch(Input input) {
        InputAttributes attributes = input.attributes();
        boolean submodules = attributes.bool("submodules");
        if (attributes.bool("exportIgnore") && submodules) {
            throw new FlakeException("exportIgnore and submodules are not supported together yet");
        }
        if (settings.ownGit()) {
            // Only here, so that who merely asks about inputs does not wait for JGit.
            OwnGit.setUp();
        }
        NixUrl url = NixUrl.parse(attributes.requireText("url"), false, warning -> {});
        LocalRepository local =
                url.scheme().equals("file") && !settings.remotes().clonesLocal() ? localRepository(url) : null;
        try {
            // Its trees are read later, so it stays open; JGit holds no lock on it.
            if (local == null) {
                return fromRemote(input, url);
            }
            GitRepository repository = open.at(local.directory());
            if (input.ref() != null || input.rev() != null) {
                return fromCommit(input, repository, local.directory(), local.place());
            }
            FetchedTree fetched = fromWorkTree(input, repository, local);
            if (fetched.locked().rev() == null && !String.join("/", url.path()).startsWith("/")) {
                // Nix looks for the repository again, to tell one state of it from another.
                warnOfRelative(url);
            }
            return fetched;
        } catch (InterruptedIOException | ClosedByInterruptException | FileLockInterruptionException e) {
            throw ProgramOutput.interrupted();
        } catch (IOException e) {
            throw new FlakeException("reading Git repository '" + url + "': " + SystemReason.withFile(e), 1, e);
        }
    }

    /** The working directory that a URL of a file names; null if it names a bare repository, which is cloned like a remote one. */
    private @Nullable LocalRepository localRepository(NixUrl url) {
        String text = String.join("/", url.path()).replaceAll("/+", "/");
        boolean relative = !text.startsWith("/");
        LocalRepository local = LocalRepository.of(
                settings.directory(), relative ? LocalPaths.toText(settings.directory()) + "/" + text : text);
        boolean there = isThere(local.directory());
        if (there && !isThere(local.directory().resolve(".git"))) {
            return null;
        }
        if (relative) {
            warnOfRelative(url);
        }
        if (!there) {
            throw new FlakeException("Git repository \"" + local.place() + "\" does not exist.");
        }
        return local;
    }

    private void warnOfRelative(NixUrl url) {
        settings.warnings()
                .accept("Fetching Git repository '" + url + "', which uses a path relative to the current "
                        + "directory. This is not supported and will stop working in a future release. "
                        + "See https://github.com/NixOS/nix/issues/12281 for details.");
    }

    /** Whether there is something of this name, if only a link that leads nowhere. */
    private static boolean isThere(Path file) {
        try {
            Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return true;
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            String reason = SystemReason.of(e);
            if (reason.equals("Not a directory")) {
                return false;
            }
            throw new FlakeException("getting status of \"" + LocalPaths.toText(file) + "\": " + reason, 1, e);
        }
    }

    private FetchedTree fromRemote(Input input, NixUrl url) throws IOException {
        Path clones = settings.repositories();
        // Parameters are ours, not the server's; a file has none.
        TreeMap<String, String> query = new TreeMap<>(url.query());
        query.remove("dir");
        NixUrl plain = url.withQuery(url.scheme().equals("file") ? new TreeMap<>() : query);
        if (clones == null) {
            throw new FlakeException("cannot clone Git repository '" + plain + "': there is no folder for clones");
        }
        RemoteRepository remote = new RemoteRepository(plain.toString(), clones, settings);
        boolean shallow = input.attributes().bool("shallow");
        String ref = input.ref() == null ? remote.head(shallow, input.rev() == null) : input.ref();
        Input named = input.withAttributes(input.attributes().with("ref", ref));
        Path directory =
                remote.fetch(ref, input.rev(), shallow, input.attributes().bool("allRefs"));
        return fromCommit(named, JGitRepository.open(directory), directory, plain.toString());
    }

    private FetchedTree fromWorkTree(Input input, GitRepository repository, LocalRepository local) throws IOException {
        Path directory = local.directory();
        SourceTree files = settings.unsaved().over(directory);
        GitHead at = head(repository, local.place());
        WorkTree workTree = repository.workTree(files, at);
        boolean submodules = input.attributes().bool("submodules");
        // Whatever is asked for, and whether or not the file is tracked, as in C++ Nix.
        List<GitModules.Module> described = GitModules.in(files, directory);
        SourceTree tree =
                new TrackedTree(files, workTree.files(), submodules ? known(described, workTree.modules()) : Set.of());
        String head = at.commit() == null ? null : at.commit().revision();
        InputAttributes attributes = input.attributes();
        boolean dirty = workTree.isDirty();
        boolean link = Files.isSymbolicLink(directory);
        Map<TreePath, SourceTree> modules = new TreeMap<>();
        if (submodules) {
            for (GitModules.Module module : described) {
                if (module.path().isRoot()) {
                    // A repository within itself: C++ Nix goes into it until it dies of that.
                    throw new FlakeException("stack overflow (possible infinite recursion)");
                }
                FetchedTree fetched = fetchModule(module(local.place(module.path())));
                // What is uncommitted in a submodule is uncommitted in the whole.
                dirty |= fetched.locked().rev() == null;
                modules.put(module.path(), fetched.tree());
            }
        }
        if (!dirty) {
            String ref = at.ref();
            if (ref != null) {
                attributes = attributes.with("ref", ref);
            }
            attributes = attributes.with("rev", head == null ? NULL_REVISION : head);
            if (!attributes.bool("shallow")) {
                attributes = attributes.with("revCount", head == null ? 0 : repository.revCount(head));
            }
        } else {
            tellDirty(local.place());
            if (link) {
                throw new FlakeException("path '/" + local.place() + "' is a symlink");
            }
            if (head != null) {
                attributes = attributes
                        .with("dirtyRev", head + "-dirty")
                        .with("dirtyShortRev", head.substring(0, SHORT_REVISION) + "-dirty");
            }
        }
        attributes = attributes.with(
                "lastModified", at.commit() == null ? 0 : at.commit().date());
        CommitSignature.check(input, directory, dirty ? null : attributes.text("rev"));
        String fingerprint = dirty && !described.isEmpty()
                ? null
                : dirty
                        ? DirtyFingerprint.of(files, workTree, head == null ? NULL_REVISION : head, suffix(attributes))
                        : (head == null ? NULL_REVISION : head) + suffix(attributes);
        SourceTree whole = modules.isEmpty() ? tree : new GraftedTree(tree, modules);
        boolean less = attributes.bool("exportIgnore");
        FetchedTree fetched = new FetchedTree(
                less ? new FilteredTree(whole, repository.exportIgnore()) : whole,
                input.withAttributes(attributes),
                fingerprint);
        return workTree.tree() == null || !modules.isEmpty() || link
                ? fetched
                : identified(fetched, workTree.tree(), less, () -> isStill(workTree.tree(), repository, directory));
    }

    private GitHead head(GitRepository repository, String place) throws IOException {
        try {
            return repository.head();
        } catch (GitHead.MissingException e) {
            // To what is not there, everything is a change.
            tellDirty(place);
            throw e;
        }
    }

    private void tellDirty(String place) {
        if (!settings.allowDirty()) {
            throw new FlakeException("Git tree '" + place + "' is dirty");
        }
        if (settings.warnDirty()) {
            settings.warnings().accept("Git tree '" + place + "' is dirty");
        }
    }

    /** Where submodules go. One of which no {@code .gitmodules} tells is not there at all. */
    private static Set<TreePath> known(List<GitModules.Module> described, Set<TreePath> modules) {
        Set<TreePath> places = new TreeSet<>();
        for (GitModules.Module module : described) {
            if (modules.contains(module.path())) {
                places.add(module.path());
            }
        }
        return places;
    }

    private static boolean isStill(@Nullable String tree, GitRepository repository, Path directory) {
        try {
            return Objects.equals(
                    tree,
                    repository
                            .workTree(DiskTree.of(directory), repository.head())
                            .tree());
        } catch (IOException e) {
            return false;
        }
    }

    /** A Git tree's name tells its content, less what {@code export-ignore} leaves out. */
    private FetchedTree identified(FetchedTree tree, String name, boolean less, BooleanSupplier holds) {
        return tree.identified(
                new FetchedTree.Identity("git-tree-" + name + (less ? "-exported" : ""), holds, settings.archives()));
    }

    /** The submodule whose repository {@code url} names, which has to have its own submodules. */
    private static Input module(String url) {
        return Input.fromAttributes(
                InputAttributes.EMPTY
                        .with("type", "git")
                        .with("url", url)
                        .with("exportIgnore", false)
                        .with("submodules", true),
                ReferenceRules.quiet());
    }

    private FetchedTree fetchModule(Input module) {
        return FlakeException.during(
                "while fetching the input '" + Secrets.hideInUrl(module.toString()) + "'", () -> fetch(module));
    }

    private Map<TreePath, SourceTree> modules(GitRepository repository, CommitTree tree, String ref, boolean lfs)
            throws IOException {
        Map<TreePath, SourceTree> modules = new TreeMap<>();
        for (GitModules.Module module : GitModules.in(tree)) {
            String rev = tree.module(module.path());
            if (rev == null) {
                continue;
            }
            Input input = module(GitModules.resolve(module.url(), repository.origin()));
            InputAttributes attributes =
                    input.attributes().with("rev", rev).with("allRefs", true).with("lfs", lfs);
            if (!module.branch().isEmpty()) {
                attributes = attributes.with("ref", module.branch().equals(".") ? ref : module.branch());
            }
            modules.put(
                    module.path(), fetchModule(input.withAttributes(attributes)).tree());
        }
        return modules;
    }

    private FetchedTree fromCommit(Input input, GitRepository repository, Path directory, String place)
            throws IOException {
        String ref = input.ref();
        if (ref == null) {
            ref = repository.headRef();
            if (ref == null) {
                settings.warnings().accept("could not read HEAD ref from repo at '" + place + "', using 'master'");
                ref = "master";
            }
        }
        InputAttributes attributes = input.attributes().with("ref", ref);
        String rev = input.rev();
        if (rev == null) {
            rev = repository.resolve(ref);
            if (rev == null) {
                throw new FlakeException("resolving Git reference '" + ref + "': revspec '" + ref
                        + "' not found (libgit2 error code = 4)");
            }
        }
        attributes = attributes.with("rev", rev);
        boolean shallow = attributes.bool("shallow");
        if (!shallow && repository.isShallow()) {
            throw new FlakeException("'" + place + "' is a shallow Git repository, but shallow "
                    + "repositories are only allowed when `shallow = true;` is specified");
        }
        attributes = attributes.with("lastModified", repository.lastModified(rev));
        if (!shallow) {
            attributes = attributes.with("revCount", repository.revCount(rev));
        }
        Input locked = input.withAttributes(attributes);
        CommitSignature.check(locked, directory, rev);
        boolean lfs = attributes.bool("lfs");
        CommitTree commit = repository.commitTree(rev, locked.displayName());
        Map<TreePath, SourceTree> modules =
                attributes.bool("submodules") ? modules(repository, commit, ref, lfs) : Map.of();
        SourceTree files = lfs ? withLargeFiles(commit, repository) : commit;
        SourceTree tree = modules.isEmpty() ? files : new GraftedTree(files, modules);
        boolean less = attributes.bool("exportIgnore") && !repository.hidesNothing(rev);
        FetchedTree fetched = new FetchedTree(
                less ? new FilteredTree(tree, repository.exportIgnore(commit)) : tree,
                locked,
                rev + suffix(attributes));
        // Which files are large is not for the commit alone to say.
        return modules.isEmpty() && !lfs ? identified(fetched, commit.name(), less, () -> true) : fetched;
    }

    private SourceTree withLargeFiles(CommitTree commit, GitRepository repository) throws IOException {
        // As an input, so that it is read as all URLs of repositories are.
        Input origin = Input.fromAttributes(
                InputAttributes.EMPTY.with("type", "git").with("url", repository.remoteUrl()), ReferenceRules.quiet());
        NixUrl url = NixUrl.parse(origin.attributes().requireText("url"), false, warning -> {});
        LfsServer server = new LfsServer(canonical(url), settings.urls(), settings.activities());
        return new LfsTree(commit, repository.attributes(commit), server, settings.warnings());
    }

    private static NixUrl canonical(NixUrl url) {
        List<String> path = new ArrayList<>(List.of(""));
        for (String segment : String.join("/", url.path()).split("/", -1)) {
            if (segment.equals("..")) {
                if (path.size() > 1) {
                    path.remove(path.size() - 1);
                }
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                path.add(segment);
            }
        }
        return url.withPath(path.size() == 1 ? List.of("", "") : path);
    }

    /** What changes the content of a revision's tree. */
    private static String suffix(InputAttributes attributes) {
        return (attributes.bool("submodules") ? ";s" : "")
                + (attributes.bool("exportIgnore") ? ";e" : "")
                + (attributes.bool("lfs") ? ";l" : "");
    }
}
