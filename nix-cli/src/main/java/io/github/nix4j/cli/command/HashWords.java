package io.github.nix4j.cli.command;

import io.github.nix4j.cli.Session;
import io.github.nix4j.cli.args.Flags;
import io.github.nix4j.cli.args.UsageException;
import io.github.nix4j.store.UnknownNameException;
import io.github.nix4j.store.hash.Hash;
import io.github.nix4j.store.hash.HashAlgorithm;
import io.github.nix4j.store.hash.HashFormat;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Hashes on a command line, and the names of their algorithms and formats. */
final class HashWords {
    private static final String BLAKE3_FEATURE = "blake3-hashes";

    private HashWords() {}

    /** Adds a flag that takes the name of an algorithm. */
    static void algorithmFlag(
            Flags flags, Session session, String name, String description, Consumer<HashAlgorithm> sink) {
        flags.add(
                name, '\0', List.of("hash-algo"), description, words -> sink.accept(algorithm(session, words.get(0))));
    }

    /**
     * The algorithm of a flag.
     *
     * @throws UnknownNameException if there is none of that name
     * @throws io.github.nix4j.cli.CliException if it is experimental and the flags before have not switched it on
     */
    private static HashAlgorithm algorithm(Session session, String name) {
        HashAlgorithm algorithm = HashAlgorithm.parse(name);
        if (algorithm == HashAlgorithm.BLAKE3) {
            session.settings().require(BLAKE3_FEATURE);
        }
        return algorithm;
    }

    /**
     * The format of a flag; warns of its old name.
     *
     * @throws UnknownNameException if there is none of that name
     */
    static HashFormat format(Session session, String name) {
        HashFormat format = HashFormat.parse(name);
        if (HashFormat.isDeprecatedName(name)) {
            session.warn("\"" + name + "\" is a deprecated alias for hash format \"" + format.nixName() + "\".");
        }
        return format;
    }

    /**
     * A hash in any format.
     *
     * @param expected its algorithm, if a flag says so
     * @throws UsageException if it names an algorithm that does not exist
     * @throws io.github.nix4j.store.hash.BadHashException if it is none
     */
    static Hash.Parsed hash(Session session, String text, @Nullable HashAlgorithm expected) {
        if (text.startsWith("blake3:") || (text.startsWith("blake3-") && text.indexOf(':') < 0)) {
            session.settings().require(BLAKE3_FEATURE);
        }
        try {
            return Hash.parseAny(text, expected);
        } catch (UnknownNameException e) {
            throw new UsageException(e.byteMessage());
        }
    }
}
