package io.github.nix4j.cli.command;

import io.github.nix4j.cli.CliException;
import io.github.nix4j.flake.internal.OutputCursor;
import io.github.nix4j.store.Store;
import io.github.nix4j.store.derivation.OutputsSpec;
import io.github.nix4j.store.path.BadStorePathException;
import io.github.nix4j.store.path.StorePath;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A derivation among the outputs of a flake. */
final class DerivationOutput {
    private DerivationOutput() {}

    /**
     * Where the derivation at {@code output} is in the store, which has it then.
     *
     * @throws BadStorePathException if its {@code drvPath} is no path of a derivation
     */
    static StorePath path(Store store, OutputCursor output) {
        OutputCursor place = output.get("drvPath");
        String text = place.text();
        if (!text.startsWith("/")) {
            throw new CliException("not an absolute path: \"" + text + "\"");
        }
        StorePath path = store.storeDir().parse(text);
        if (!path.isDerivation()) {
            throw new BadStorePathException("store path '" + path.baseName() + "' is not a valid derivation path");
        }
        if (!store.isValid(path)) {
            // The text was remembered; to evaluate it writes the derivation.
            place.force();
            if (!store.isValid(path)) {
                throw new CliException("don't know how to recreate store derivation '"
                        + store.storeDir().print(path) + "'!");
            }
        }
        return path;
    }

    /** Which outputs of the derivation at {@code output} are meant: {@code wanted} if anybody said, else those that it names itself. */
    static OutputsSpec outputs(OutputCursor output, @Nullable OutputsSpec wanted) {
        OutputCursor specified = output.maybeGet("outputSpecified");
        // Who selected an output is not asked what else there is.
        OutputCursor meta = specified == null ? output.maybeGet("meta") : null;
        OutputCursor priority = meta == null ? null : meta.maybeGet("priority");
        if (priority != null) {
            // Whoever installs asks for it: Nix fails here where it is no number.
            long unused = priority.integer();
        }
        if (wanted != null) {
            return wanted;
        }
        TreeSet<String> names = new TreeSet<>();
        if (specified != null && specified.bool()) {
            OutputCursor name = output.maybeGet("outputName");
            if (name != null) {
                names.add(name.text());
            }
        }
        OutputCursor installed = meta == null ? null : meta.maybeGet("outputsToInstall");
        if (installed != null) {
            names.addAll(installed.texts());
        }
        return new OutputsSpec.Names(names.isEmpty() ? new TreeSet<>(Set.of("out")) : names);
    }
}
