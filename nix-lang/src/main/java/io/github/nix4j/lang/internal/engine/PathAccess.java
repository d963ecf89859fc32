package io.github.nix4j.lang.internal.engine;

import io.github.nix4j.lang.ErrorKind;
import io.github.nix4j.lang.Message;
import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.NixLimitException;
import io.github.nix4j.lang.io.AccessControlled;
import io.github.nix4j.lang.io.SourcePath;
import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.tree.FileType;
import io.github.nix4j.store.tree.LateRoot;
import io.github.nix4j.store.tree.SourceTree;
import io.github.nix4j.store.tree.Stat;
import io.github.nix4j.store.tree.TreePath;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reading at {@link SourcePath}s with Nix's messages, and the resolution of symbolic links. Thread-safe. */
public final class PathAccess {
    private static final int BUFFER = 1 << 16;
    private static final int USUAL_DIRECTORY = 4096;
    private static final int MAX_LINKS = 1024;
    private static final String NOT_A_DIRECTORY = "Not a directory";

    private final SourceTree root;

    /** {@code root} is where links lead that leave their tree. */
    public PathAccess(SourceTree root) {
        this.root = root;
    }

    /** What is at a path, without following a link there; null if nothing is. */
    public @Nullable Stat maybeStat(SourcePath path) {
        try {
            return path.tree().stat(path.path());
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** What is at a path, without following a link there. */
    public Stat stat(SourcePath path) {
        Stat stat = maybeStat(path);
        if (stat == null) {
            if (path.tree() instanceof AccessControlled tree) {
                tree.checkAccess(path.path());
            }
            throw absent(path);
        }
        return stat;
    }

    /**
     * What is at a path that Nix reads without looking first: where only what is allowed can be read, a tree that has words of its own
     * for what it lacks says them.
     */
    private Stat statToRead(SourcePath path) {
        if (path.tree() instanceof AccessControlled tree && maybeStat(path) == null) {
            tree.checkAccess(path.path());
            try {
                path.tree().open(path.path()).close();
            } catch (FileNotFoundException e) {
                throw failed(e);
            } catch (IOException e) {
                // The others are asked why there is nothing.
                throw absent(path);
            }
        }
        return stat(path);
    }

    private static NixException absent(SourcePath path) {
        try {
            String reason = path.tree().whyAbsent(path.path());
            return new NixException(
                    ErrorKind.IO,
                    reason == null ? Message.of("path '%s' does not exist", path.display()) : Message.plain(reason));
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /**
     * What the system says about a path of a store object that is not there; null if it is there or if the tree has its own
     * words. Nix opens files of its store without looking first, as it does for all others.
     */
    private @Nullable String absence(SourcePath path) {
        if (path.tree() == root || maybeStat(path) != null || path.tree() instanceof AccessControlled) {
            return null;
        }
        try {
            if (path.tree().whyAbsent(path.path()) != null) {
                return null;
            }
        } catch (IOException e) {
            throw failed(e);
        }
        TreePath parent = path.path().parent();
        Stat above = parent == null ? null : maybeStat(new SourcePath(path.tree(), parent));
        return above == null || above.type() == FileType.DIRECTORY ? "No such file or directory" : NOT_A_DIRECTORY;
    }

    /** Checks that a place of a tree that is mounted nowhere is what is to be read. Such trees have words of their own. */
    private void checkApart(SourcePath path, FileType wanted) {
        if (path.tree() == root || !path.isApart()) {
            return;
        }
        Stat stat = maybeStat(path);
        if (stat == null) {
            throw new NixException(ErrorKind.IO, Message.of("file '%s' does not exist", path.display()));
        }
        if (stat.type() != wanted) {
            String kind = wanted == FileType.DIRECTORY ? "directory" : "regular file";
            throw new NixException(ErrorKind.IO, Message.of("file '%s' is not a " + kind, path.display()));
        }
    }

    /** The content of the file that a path leads to, links followed. */
    public byte[] readFile(SourcePath path) {
        SourcePath real = resolve(path, true);
        checkApart(real, FileType.REGULAR);
        String absence = absence(real);
        if (absence != null) {
            throw new NixException(ErrorKind.IO, Message.plain("opening file '" + real.display() + "': " + absence));
        }
        Stat stat = statToRead(real);
        if (stat.type() == FileType.DIRECTORY) {
            checkFile(real);
            if (stat.size() == 0) {
                // There is nothing to read, so nobody notices.
                return new byte[0];
            }
            throw isDirectory(stat);
        }
        try {
            return real.tree().readFile(real.path());
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Throws what the tree itself says of reading a directory: a store on disk says that its own directory is not in it. */
    public static void checkFile(SourcePath directory) {
        try {
            directory.tree().open(directory.path()).close();
        } catch (IOException e) {
            // What the system says is said of what was read.
            return;
        }
    }

    /** The failure of reading a directory as a file: Nix begins with as much as the directory is large, within its buffer. */
    public static NixException isDirectory(Stat directory) {
        long size = directory.size() < 0 ? USUAL_DIRECTORY : Math.min(directory.size(), BUFFER);
        return new NixException(ErrorKind.IO, Message.plain("read of " + size + " bytes: Is a directory"));
    }

    /** The sorted names in a directory, links followed. */
    public List<String> list(SourcePath path) {
        checkApart(path, FileType.DIRECTORY);
        String absence = absence(path);
        if (absence == null && statToRead(path).type() != FileType.DIRECTORY) {
            absence = NOT_A_DIRECTORY;
        }
        if (absence != null) {
            throw new NixException(
                    ErrorKind.IO, Message.of("cannot read directory %s: " + absence, '"' + path.display() + '"'));
        }
        try {
            return path.tree().list(path.path());
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /**
     * The path with its symbolic links resolved, the last component's only if {@code last}. What does not exist stays as it
     * is.
     */
    public SourcePath resolve(SourcePath path, boolean last) {
        LateRoot late = path.path().late();
        TreePath parent = late == null ? path.path().parent() : null;
        if (parent != null && path.path().isCanonical() && isPlainDirectory(path.tree(), parent)) {
            // As almost always: one look instead of one for each directory on the way.
            Stat stat = last ? maybeStat(path) : null;
            if (stat == null || stat.type() != FileType.SYMLINK) {
                return path;
            }
        }
        return resolveStepwise(path, last, MAX_LINKS, rest -> path.display());
    }

    /**
     * The path without links, as Nix makes it of a name that it has from outside: one link less is allowed than elsewhere, and
     * messages tell what was behind the last one.
     */
    public TreePath canonical(SourcePath path) {
        return resolveStepwise(
                        path,
                        true,
                        MAX_LINKS - 1,
                        rest -> rest.stream().map(name -> "/" + name).collect(Collectors.joining()))
                .path();
    }

    private static boolean isPlainDirectory(SourceTree tree, TreePath path) {
        try {
            return tree.isPlainDirectory(path);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private SourcePath resolveStepwise(
            SourcePath path, boolean last, int mostLinks, Function<Deque<String>, String> endless) {
        LateRoot late = path.path().late();
        ArrayDeque<String> rest = new ArrayDeque<>(path.path().insideLate().components());
        SourceTree tree = path.tree();
        // Where trees are mounted no link leads.
        TreePath at = late == null ? TreePath.ROOT : late.path();
        int links = 0;
        while (!rest.isEmpty()) {
            String name = rest.removeFirst();
            if (name.isEmpty() || name.equals(".")) {
                continue;
            }
            if (name.equals("..")) {
                TreePath up = at.parent();
                if (up != null) {
                    at = up;
                } else if (tree != root) {
                    at = TreePath.of(tree.display(TreePath.ROOT) + "/..");
                    tree = root;
                }
                continue;
            }
            at = at.child(name);
            if (rest.isEmpty() && !last) {
                break;
            }
            Stat stat = maybeStat(new SourcePath(tree, at));
            if (stat == null || stat.type() != FileType.SYMLINK) {
                continue;
            }
            if (++links > mostLinks) {
                throw new NixException(
                        ErrorKind.IO, Message.of("infinite symlink recursion in path '%s'", endless.apply(rest)));
            }
            String target = readLink(new SourcePath(tree, at));
            List<String> parts = List.of(target.split("/"));
            for (int i = parts.size() - 1; i >= 0; i--) {
                rest.addFirst(parts.get(i));
            }
            if (target.startsWith("/")) {
                at = TreePath.ROOT;
                tree = root;
            } else {
                TreePath up = at.parent();
                at = up == null ? TreePath.ROOT : up;
            }
        }
        return new SourcePath(tree, at);
    }

    /** Whether a path, or a path that it is in by its text, is a symbolic link. */
    boolean leadsThroughLink(SourcePath path) {
        if (path.path().isCanonical()) {
            return !resolve(path, true).equals(path);
        }
        for (SourcePath at = path; !at.path().isRoot(); at = at.parent()) {
            Stat stat = maybeStat(at);
            if (stat != null && stat.type() == FileType.SYMLINK) {
                return true;
            }
        }
        return false;
    }

    public String readLink(SourcePath path) {
        try {
            return path.tree().readLink(path.path());
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** The file that {@code import} of a path evaluates: links followed, so that relative paths are seen from the target. */
    public SourcePath importTarget(SourcePath path) {
        SourcePath at = path;
        int links = 0;
        while (!at.path().isRoot()) {
            if (++links >= MAX_LINKS) {
                throw new NixException(
                        ErrorKind.IO,
                        Message.of("too many symbolic links encountered while traversing the path '%s'", at.display()));
            }
            SourcePath p = resolve(at.parent(), true).child(at.name());
            if (stat(p).type() != FileType.SYMLINK) {
                break;
            }
            String target = readLink(p);
            at = target.startsWith("/")
                    ? new SourcePath(root, TreePath.of(target))
                    : at.parent().append("/" + target, root);
        }
        return stat(resolve(at, true)).type() == FileType.DIRECTORY ? at.child("default.nix") : at;
    }

    /** The exception for an I/O error, whose text is taken as it is. */
    public static NixException failed(IOException e) {
        if (e.getCause() instanceof NixException nix) {
            return nix.copy();
        }
        if (e instanceof ClosedByInterruptException || e instanceof InterruptedIOException) {
            // Says nothing about the file: the next attempt may succeed.
            return new NixLimitException(Message.plain("interrupted by the user"));
        }
        if (e instanceof NoSuchFileException missing) {
            return new NixException(ErrorKind.IO, Message.of("path '%s' does not exist", text(missing.getFile())), e);
        }
        if (e instanceof AccessDeniedException denied) {
            return new NixException(
                    ErrorKind.IO, Message.plain("opening file '" + text(denied.getFile()) + "': Permission denied"), e);
        }
        String text = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return new NixException(ErrorKind.IO, Message.plain(ByteText.fromUnicode(text)), e);
    }

    private static String text(@Nullable String file) {
        return ByteText.fromUnicode(String.valueOf(file));
    }
}
