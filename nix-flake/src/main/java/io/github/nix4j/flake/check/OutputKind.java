package io.github.nix4j.flake.check;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Nix's schema of flake outputs: how the attributes below an output of a known name are laid out, and what they should be. */
record OutputKind(Layout layout, Item item, @Nullable String replacement) {
    /** Which sets stand between the output and its items. */
    enum Layout {
        /** The output is the item. */
        SINGLE,
        /** A set of items. */
        NAMED,
        /** An item for each system. */
        BY_SYSTEM,
        /** A set of items for each system. */
        BY_SYSTEM_AND_NAME,
        /** Sets of any depth. */
        JOBS
    }

    /** What an item should be. */
    enum Item {
        APP,
        BUNDLER,
        DERIVATION,
        MACHINE,
        MODULE,
        OVERLAY,
        TEMPLATE,
        ANYTHING
    }

    private static final Map<String, OutputKind> KINDS = new HashMap<>();

    static {
        known(Layout.BY_SYSTEM_AND_NAME, Item.DERIVATION, "checks", "packages", "devShells");
        known(Layout.BY_SYSTEM_AND_NAME, Item.APP, "apps");
        known(Layout.BY_SYSTEM_AND_NAME, Item.BUNDLER, "bundlers");
        known(Layout.BY_SYSTEM, Item.DERIVATION, "formatter");
        known(Layout.BY_SYSTEM, Item.ANYTHING, "legacyPackages");
        known(Layout.NAMED, Item.OVERLAY, "overlays");
        known(Layout.NAMED, Item.MODULE, "nixosModules");
        known(Layout.NAMED, Item.MACHINE, "nixosConfigurations");
        known(Layout.NAMED, Item.TEMPLATE, "templates");
        known(Layout.JOBS, Item.DERIVATION, "hydraJobs");
        deprecated(Layout.BY_SYSTEM, Item.DERIVATION, "defaultPackage", "packages.<system>.default");
        deprecated(Layout.BY_SYSTEM, Item.DERIVATION, "devShell", "devShells.<system>.default");
        deprecated(Layout.BY_SYSTEM, Item.APP, "defaultApp", "apps.<system>.default");
        deprecated(Layout.BY_SYSTEM, Item.BUNDLER, "defaultBundler", "bundlers.<system>.default");
        deprecated(Layout.SINGLE, Item.OVERLAY, "overlay", "overlays.default");
        deprecated(Layout.SINGLE, Item.MODULE, "nixosModule", "nixosModules.default");
        deprecated(Layout.SINGLE, Item.TEMPLATE, "defaultTemplate", "templates.default");
        // Conventions of other projects.
        known(
                Layout.SINGLE,
                Item.ANYTHING,
                "lib",
                "darwinConfigurations",
                "darwinModules",
                "flakeModule",
                "flakeModules",
                "herculesCI",
                "homeConfigurations",
                "homeModule",
                "homeModules",
                "nixopsConfigurations");
    }

    private static void known(Layout layout, Item item, String... names) {
        for (String name : names) {
            KINDS.put(name, new OutputKind(layout, item, null));
        }
    }

    private static void deprecated(Layout layout, Item item, String name, String replacement) {
        KINDS.put(name, new OutputKind(layout, item, replacement));
    }

    /** What the output {@code name} should be; null if nothing is known about that name. */
    static @Nullable OutputKind of(String name) {
        return KINDS.get(name);
    }
}
