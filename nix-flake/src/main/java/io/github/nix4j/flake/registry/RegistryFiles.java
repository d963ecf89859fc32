package io.github.nix4j.flake.registry;

import io.github.nix4j.flake.ref.LocalPaths;
import io.github.nix4j.flake.ref.ReferenceRules;
import io.github.nix4j.store.ByteText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads registries from files. */
public final class RegistryFiles {
    private final ReferenceRules rules;

    public RegistryFiles(ReferenceRules rules) {
        this.rules = rules;
    }

    /** The registry in {@code file}; an empty one if there is no such file. */
    public Registry read(Path file) throws IOException {
        return Files.exists(file)
                ? Registry.read(ByteText.of(Files.readAllBytes(file)), LocalPaths.toText(file), rules)
                : Registry.EMPTY;
    }

    /**
     * The registries that Nix would ask.
     *
     * @param flag what the caller gave
     * @param userConfig the directory with the user's configuration of Nix, usually {@code ~/.config/nix}
     * @param systemConfig the directory with the machine's, usually {@code /etc/nix}
     * @param global the file of the global registry; null if there is none
     */
    public Registries read(Registry flag, @Nullable Path userConfig, @Nullable Path systemConfig, @Nullable Path global)
            throws IOException {
        return new Registries(
                flag,
                known(userConfig == null ? Registry.EMPTY : read(userConfig.resolve("registry.json"))),
                known(systemConfig == null ? Registry.EMPTY : read(systemConfig.resolve("registry.json"))),
                known(global == null ? Registry.EMPTY : read(global)));
    }

    private static Supplier<Registry> known(Registry registry) {
        return () -> registry;
    }
}
