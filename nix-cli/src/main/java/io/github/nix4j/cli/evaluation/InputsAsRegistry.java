package io.github.nix4j.cli.evaluation;

import io.github.nix4j.flake.Flake;
import io.github.nix4j.flake.FlakeLoader;
import io.github.nix4j.flake.lock.LockMode;
import io.github.nix4j.flake.lock.LockNode;
import io.github.nix4j.flake.lock.LockOutput;
import io.github.nix4j.flake.lock.LockedNode;
import io.github.nix4j.flake.ref.FlakeRef;
import io.github.nix4j.flake.ref.InputPath;
import io.github.nix4j.flake.registry.Registries;
import io.github.nix4j.flake.registry.Registry;
import java.util.List;
import java.util.function.Function;

/** Registries in which the inputs of flakes have their names, as {@code --inputs-from} wants it. */
final class InputsAsRegistry {
    private Registries registries;

    InputsAsRegistry(Registries registries) {
        this.registries = registries;
    }

    /**
     * The registries with the inputs of flakes, which are locked for that, but not written.
     *
     * @param loader makes a loader that uses registries
     */
    Registries of(List<String> flakes, Function<Registries, FlakeLoader> loader) {
        for (String flake : flakes) {
            add(flake, loader.apply(registries));
        }
        return registries;
    }

    private void add(String reference, FlakeLoader loader) {
        Flake flake =
                loader.load(loader.references().parse(reference), LockMode.DEFAULT, LockOutput.WRITE.withWrite(false));
        Registry flag = registries.flag();
        for (String name : flake.lockFile().root().inputs().keySet()) {
            LockNode input = flake.lockFile().find(InputPath.parse(name));
            if (input instanceof LockedNode node) {
                FlakeRef from = loader.references().parse("flake:" + name);
                flag = flag.and(from.input(), node.locked(), false);
            }
        }
        registries = registries.withFlag(flag);
    }
}
