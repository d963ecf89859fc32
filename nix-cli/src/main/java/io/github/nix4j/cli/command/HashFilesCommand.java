package io.github.nix4j.cli.command;

import io.github.nix4j.cli.CliException;
import io.github.nix4j.cli.Session;
import io.github.nix4j.cli.args.Flags;
import io.github.nix4j.cli.args.UsageException;
import io.github.nix4j.store.SystemReason;
import io.github.nix4j.store.hash.ContentAddressMethod;
import io.github.nix4j.store.hash.Hash;
import io.github.nix4j.store.hash.HashAlgorithm;
import io.github.nix4j.store.hash.HashFormat;
import io.github.nix4j.store.nar.NarWriter;
import io.github.nix4j.store.tree.DiskNames;
import io.github.nix4j.store.tree.DiskTree;
import io.github.nix4j.store.tree.GitObjectHash;
import io.github.nix4j.store.tree.TreeFilter;
import io.github.nix4j.store.tree.TreePath;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** {@code nix hash file} and {@code nix hash path}: the hashes of contents of files, and of files and directories as archives. */
final class HashFilesCommand extends Command {
    private static final int BUFFER = 1 << 16;

    private final boolean trees;
    private final List<String> files = new ArrayList<>();
    private ContentAddressMethod mode;
    private HashAlgorithm algorithm = HashAlgorithm.SHA256;
    private HashFormat format = HashFormat.SRI;

    /** @param trees whether directories are hashed, too: {@code nix hash path} */
    HashFilesCommand(Session session, boolean trees) {
        super(session);
        this.trees = trees;
        this.mode = trees ? ContentAddressMethod.NAR : ContentAddressMethod.FLAT;
    }

    @Override
    String helpPage() {
        return trees ? "hash-path" : "hash-file";
    }

    @Override
    void declare(Flags flags) {
        flags.section("Hashing");
        algorithm(flags, "type", trees ? "An older name of --algo." : "The algorithm; sha256 by default.");
        if (trees) {
            algorithm(flags, "algo", "The algorithm; sha256 by default.");
            flags.add(
                    "mode",
                    '\0',
                    List.of("file-ingestion-method"),
                    "What is hashed: nar, the archive, by default; flat for the contents of a file; git for what Git hashes.",
                    words -> mode = mode(words.get(0)));
            flags.add(
                    "format",
                    '\0',
                    List.of("hash-format"),
                    "The format to print: base16, nix32, base64 or sri, which is the default.",
                    words -> format = HashWords.format(session, words.get(0)));
        }
        format(flags, "sri", "Print the hash as in ALGORITHM-BASE64, which is the default.", HashFormat.SRI);
        format(flags, "base64", "Print the hash in base 64.", HashFormat.BASE64);
        format(flags, "base32", "Print the hash in Nix's base 32.", HashFormat.NIX32);
        format(flags, "base16", "Print the hash in base 16.", HashFormat.BASE16);
    }

    private void algorithm(Flags flags, String name, String description) {
        HashWords.algorithmFlag(flags, session, name, description, found -> algorithm = found);
    }

    private void format(Flags flags, String name, String description, HashFormat wanted) {
        flags.add(name, '\0', description, () -> format = wanted);
    }

    private static ContentAddressMethod mode(String name) {
        ContentAddressMethod method = ContentAddressMethod.parse(name);
        if (method == ContentAddressMethod.TEXT) {
            // Only what is in a store can be a text.
            throw new UsageException("Unknown file ingestion method 'text', expect `flat`, `nar`, or `git`");
        }
        return method;
    }

    @Override
    void word(String word, Deque<String> rest) {
        files.add(word);
    }

    @Override
    void run() {
        for (String file : files) {
            Path path = DiskNames.pathOf(session.invocation().absolute(file));
            Hash hash = mode == ContentAddressMethod.FLAT ? contents(file, path) : tree(path);
            session.out(hash.format(format) + "\n");
        }
    }

    /** Links are followed, and the file is called as it was typed. */
    private Hash contents(String word, Path path) {
        MessageDigest digest = algorithm.newDigest();
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = open(word, path)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        } catch (IOException e) {
            throw new CliException("read of " + BUFFER + " bytes: " + SystemReason.of(e));
        }
        return Hash.of(algorithm, digest.digest());
    }

    private static InputStream open(String word, Path path) {
        try {
            return Files.newInputStream(path);
        } catch (IOException e) {
            throw new CliException("opening file \"" + word + "\": " + SystemReason.of(e));
        }
    }

    private Hash tree(Path path) {
        ExistingFile.check(path);
        DiskTree tree = DiskTree.of(path);
        try {
            if (mode == ContentAddressMethod.GIT) {
                session.settings().require("git-hashing");
                return GitObjectHash.of(tree, TreePath.ROOT, TreeFilter.ALL, algorithm);
            }
            return NarWriter.hash(tree, TreePath.ROOT, TreeFilter.ALL, algorithm)
                    .hash();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
