package io.github.nix4j.cli.command;

import io.github.nix4j.cli.Session;
import io.github.nix4j.cli.args.Flags;
import io.github.nix4j.store.hash.HashAlgorithm;
import io.github.nix4j.store.hash.HashFormat;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code nix hash to-base16}, {@code to-base32}, {@code to-base64} and {@code to-sri}: what came before {@code nix hash convert}. */
final class HashToFormatCommand extends Command {
    private final HashFormat format;
    private final List<String> hashes = new ArrayList<>();
    private @Nullable HashAlgorithm algorithm;

    HashToFormatCommand(Session session, HashFormat format) {
        super(session);
        this.format = format;
    }

    @Override
    String helpPage() {
        return "hash-convert";
    }

    @Override
    void declare(Flags flags) {
        flags.section("Hashing");
        HashWords.algorithmFlag(
                flags, session, "type", "The algorithm of hashes that do not tell theirs.", found -> algorithm = found);
    }

    @Override
    void word(String word, Deque<String> rest) {
        hashes.add(word);
    }

    @Override
    void run() {
        session.warn(
                "The old format conversion subcommands of `nix hash` were deprecated in favor of `nix hash convert`.");
        for (String text : hashes) {
            session.out(HashWords.hash(session, text, algorithm).hash().format(format) + "\n");
        }
    }
}
