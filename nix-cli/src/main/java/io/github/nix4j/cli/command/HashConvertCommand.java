package io.github.nix4j.cli.command;

import io.github.nix4j.cli.CliException;
import io.github.nix4j.cli.Session;
import io.github.nix4j.cli.args.Flags;
import io.github.nix4j.store.hash.Hash;
import io.github.nix4j.store.hash.HashAlgorithm;
import io.github.nix4j.store.hash.HashFormat;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code nix hash convert}: prints hashes in another format. */
final class HashConvertCommand extends Command {
    private final List<String> hashes = new ArrayList<>();
    private @Nullable HashFormat from;
    private HashFormat to = HashFormat.SRI;
    private @Nullable HashAlgorithm algorithm;

    HashConvertCommand(Session session) {
        super(session);
    }

    @Override
    String helpPage() {
        return "hash-convert";
    }

    @Override
    void declare(Flags flags) {
        flags.section("Hashing");
        flags.add(
                "from",
                '\0',
                List.of("hash-format"),
                "The format that the hashes have to be in; any by default.",
                words -> from = HashWords.format(session, words.get(0)));
        flags.add(
                "to",
                '\0',
                List.of("hash-format"),
                "The format to print: base16, nix32, base64 or sri, which is the default.",
                words -> to = HashWords.format(session, words.get(0)));
        HashWords.algorithmFlag(
                flags,
                session,
                "hash-algo",
                "The algorithm of hashes that do not tell theirs.",
                found -> algorithm = found);
    }

    @Override
    void word(String word, Deque<String> rest) {
        hashes.add(word);
    }

    @Override
    void run() {
        for (String text : hashes) {
            Hash.Parsed parsed = HashWords.hash(session, text, algorithm);
            if (from != null && parsed.format() != from) {
                throw new CliException("input hash '" + text + "' has format '"
                        + parsed.format().nixName() + "', but '--from " + from.nixName() + "' was specified");
            }
            session.out(parsed.hash().format(to) + "\n");
        }
    }
}
