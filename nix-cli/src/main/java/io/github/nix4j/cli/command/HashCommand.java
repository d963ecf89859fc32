package io.github.nix4j.cli.command;

import io.github.nix4j.cli.Session;
import io.github.nix4j.cli.args.Flags;
import io.github.nix4j.store.hash.Hash;
import io.github.nix4j.store.hash.HashAlgorithm;
import io.github.nix4j.store.hash.HashFormat;
import io.github.nix4j.store.nar.NarWriter;
import io.github.nix4j.store.tree.DiskNames;
import io.github.nix4j.store.tree.DiskTree;
import io.github.nix4j.store.tree.TreePath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;

/** {@code nix hash path}: the hashes of files and directories as archives. The other commands of {@code nix hash} are missing. */
final class HashCommand extends Command {
    private final List<Path> paths = new ArrayList<>();
    private boolean named;
    private HashAlgorithm algorithm = HashAlgorithm.SHA256;
    private Function<Hash, String> format = Hash::sri;

    HashCommand(Session session) {
        super(session);
    }

    @Override
    String helpPage() {
        return "hash";
    }

    @Override
    void declare(Flags flags) {
        flags.section("Hashing");
        flags.add(
                "algo",
                '\0',
                List.of("hash-algo"),
                "The algorithm; sha256 by default.",
                words -> algorithm = HashAlgorithm.parse(words.get(0)));
        flags.add(
                "sri", '\0', "Print the hash as in ALGORITHM-BASE64, which is the default.", () -> format = Hash::sri);
        flags.add("base64", '\0', "Print the hash in base 64.", () -> format = hash -> hash.format(HashFormat.BASE64));
        flags.add(
                "base32",
                '\0',
                "Print the hash in Nix's base 32.",
                () -> format = hash -> hash.format(HashFormat.NIX32));
        flags.add("base16", '\0', "Print the hash in base 16.", () -> format = hash -> hash.format(HashFormat.BASE16));
    }

    @Override
    void word(String word, Deque<String> rest) {
        if (!named) {
            if (!word.equals("path")) {
                throw UnknownCommand.below(session, "hash", List.of("path"), word);
            }
            named = true;
        } else {
            paths.add(DiskNames.pathOf(session.invocation().absolute(word)));
        }
    }

    @Override
    void run() {
        if (!named) {
            throw UnknownCommand.none(session, "hash", List.of("path"));
        }
        for (Path path : paths) {
            ExistingFile.check(path);
            try {
                Hash hash = NarWriter.hash(DiskTree.of(path), TreePath.ROOT, entry -> true, algorithm)
                        .hash();
                session.out(format.apply(hash) + "\n");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
