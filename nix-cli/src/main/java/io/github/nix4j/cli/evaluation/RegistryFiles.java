package io.github.nix4j.cli.evaluation;

import io.github.nix4j.cli.Invocation;
import io.github.nix4j.cli.Session;
import io.github.nix4j.flake.ref.ReferenceRules;
import io.github.nix4j.flake.registry.Registries;
import io.github.nix4j.flake.registry.Registry;
import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.tree.DiskNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The registries in the places where Nix keeps them. The global one is read when its setting names a file. */
final class RegistryFiles {
    private RegistryFiles() {}

    static Registries read(Session session) {
        ReferenceRules rules = new ReferenceRules(session.settings().features(), session::warn);
        Invocation invocation = session.invocation();
        String config = invocation.nonEmptyVariable("XDG_CONFIG_HOME");
        String home = invocation.nonEmptyVariable("HOME");
        String user = config != null ? config : home == null ? "/homeless" : home + "/.config";
        String system = invocation.nonEmptyVariable("NIX_CONF_DIR");
        String global = session.settings().text("flake-registry", "");
        return new Registries(
                Registry.EMPTY,
                file(user + "/nix/registry.json", rules),
                file((system == null ? "/etc/nix" : system) + "/registry.json", rules),
                global.startsWith("/") ? file(global, rules) : Registry.EMPTY);
    }

    private static Registry file(String name, ReferenceRules rules) {
        Path file = DiskNames.pathOf(name);
        if (!Files.exists(file)) {
            return Registry.EMPTY;
        }
        try {
            return Registry.read(ByteText.of(Files.readAllBytes(file)), name, rules);
        } catch (IOException e) {
            rules.warnings().accept("cannot read flake registry '" + name + "'");
            return Registry.EMPTY;
        }
    }
}
