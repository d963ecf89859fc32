package io.github.nix4j.cli.command;

import io.github.nix4j.cli.CliException;
import io.github.nix4j.cli.Session;
import io.github.nix4j.cli.evaluation.Builds;
import io.github.nix4j.cli.evaluation.Evaluators;
import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.PathInfo;
import io.github.nix4j.store.Store;
import io.github.nix4j.store.path.StorePath;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code nix log}: prints what the builder of a package has printed. */
final class LogCommand extends InstallableCommand {
    /** The level at which it is said where a log was found. */
    private static final int INFO = 3;

    LogCommand(Session session) {
        super(session);
    }

    @Override
    String helpPage() {
        return "log";
    }

    @Override
    void run() {
        String word = only();
        try (Evaluators world = world(true)) {
            Buildable found = find(world, List.of(word)).get(0);
            Store store = world.store();
            StorePath derivation = derivation(store, found);
            Optional<byte[]> log = derivation == null ? Optional.empty() : new Builds(session, store).log(derivation);
            String what = found instanceof Buildable.Present present ? present.what() : what(world, word);
            if (log.isEmpty()) {
                throw new CliException("build log of '" + what + "' is not available");
            }
            if (session.level() >= INFO) {
                session.err("got build log for '" + what + "' from '" + store.uri() + "'");
            }
            session.out(ByteText.of(log.get()));
        }
    }

    private static @Nullable StorePath derivation(Store store, Buildable found) {
        if (found instanceof Buildable.Outputs outputs) {
            return outputs.derivation();
        }
        StorePath path = ((Buildable.Present) found).path();
        if (path.isDerivation()) {
            return path;
        }
        PathInfo info = store.pathInfo(path);
        return info == null ? null : info.deriver();
    }

    private String what(Evaluators world, String word) {
        if (!installables.isFlake()) {
            return InstallableFlags.attribute(word);
        }
        FlakeOutput output = new FlakeOutput(session, world, locking);
        return output.what(word.isEmpty() ? "." : OutputSelector.cut(word), output::candidates);
    }
}
