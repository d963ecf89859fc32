package io.github.nix4j.flake.internal;

import io.github.nix4j.flake.ShowOptions;
import io.github.nix4j.lang.ErrorKind;
import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.Literals;
import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.activity.Activity;
import io.github.nix4j.store.activity.ActivityKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Lists what a flake provides, as {@code nix flake show} does: only what is a known kind of output is looked into, and of
 * systems other than the present one nothing is evaluated unless asked for.
 */
public final class OutputListing {
    private static final String NORMAL = "\u001b[0m";
    private static final String BOLD = "\u001b[1m";
    private static final String GREEN = "\u001b[32;1m";
    private static final String WARNING = "\u001b[35;1m";

    private static final Set<String> BY_NAME = Set.of(
            "defaultPackage",
            "devShell",
            "formatter",
            "nixosConfigurations",
            "nixosModules",
            "defaultApp",
            "templates",
            "overlays");
    private static final Set<String> BY_SYSTEM = Set.of("checks", "packages", "devShells", "apps");
    private static final Set<String> SINGLE_DERIVATIONS = Set.of("defaultPackage", "devShell", "formatter");
    private static final Set<String> SOMETIMES_EMPTY =
            Set.of("formatter", "nixosConfigurations", "nixosModules", "overlays");

    private final Evaluation ev;
    private final ShowOptions options;

    public OutputListing(Evaluation ev, ShowOptions options) {
        this.ev = ev;
        this.options = options;
    }

    /**
     * Lists {@code outputs}.
     *
     * @param title the first line: the flake's reference
     * @return the JSON form: objects are sorted maps
     */
    public SortedMap<String, Object> list(OutputCursor outputs, String title) {
        if (options.imports()) {
            return visit(outputs, List.of(), BOLD + title + NORMAL, "");
        }
        return ev.refusingImports(() -> visit(outputs, List.of(), BOLD + title + NORMAL, ""));
    }

    private SortedMap<String, Object> visit(OutputCursor at, List<String> path, String header, String indent) {
        SortedMap<String, Object> json = new TreeMap<>();
        String kind = path.isEmpty() ? "" : path.get(0);
        int depth = path.size();
        try (Activity step =
                options.activities().begin(ActivityKind.STEP, "evaluating '" + String.join(".", path) + "'")) {
            if (depth == 0
                    || (depth == 1 && BY_NAME.contains(kind))
                    || (depth <= 2 && BY_SYSTEM.contains(kind))
                    || (depth == 1 && kind.equals("legacyPackages"))) {
                group(at, path, header, indent, json);
            } else if ((depth == 2 && SINGLE_DERIVATIONS.contains(kind))
                    || (depth == 3 && BY_SYSTEM.contains(kind) && !kind.equals("apps"))) {
                if (isPresent(path, header)) {
                    withoutImports(path, header, () -> package_(at, path, header, json));
                }
            } else if (kind.equals("hydraJobs")) {
                withoutImports(path, header, () -> jobs(at, path, header, indent, json));
            } else if (kind.equals("legacyPackages")) {
                if (!options.legacy()) {
                    omit(path, header, " (use '--legacy' to show)");
                } else if (isPresent(path, header)) {
                    withoutImports(path, header, () -> legacy(at, path, header, indent, json));
                }
            } else if ((depth == 2 && kind.equals("defaultApp")) || (depth == 3 && kind.equals("apps"))) {
                app(at, header, json);
            } else if ((depth == 1 && kind.equals("defaultTemplate")) || (depth == 2 && kind.equals("templates"))) {
                template(at, header, json);
            } else {
                other(kind, depth, header, json);
            }
        } catch (NixException e) {
            if (!kind.equals("legacyPackages") || !OutputCursor.isEvaluationError(e)) {
                throw e;
            }
        }
        return json;
    }

    private void group(
            OutputCursor set, List<String> path, String header, String indent, SortedMap<String, Object> json) {
        options.lines().accept(header);
        List<String> names = new ArrayList<>();
        for (String name : set.names()) {
            if (hasContent(set, path, name)) {
                names.add(name);
            }
        }
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            boolean last = i + 1 == names.size();
            String branch = ByteText.fromUnicode(last ? "└───" : "├───");
            String below = indent + ByteText.fromUnicode(last ? "    " : "│   ");
            json.put(
                    name,
                    visit(
                            set.get(name),
                            append(path, name),
                            GREEN + indent + branch + NORMAL + BOLD + Literals.name(name) + NORMAL,
                            below));
        }
    }

    /** Whether there is anything to list; frameworks make many empty sets. */
    private boolean hasContent(OutputCursor set, List<String> path, String name) {
        List<String> inner = append(path, name);
        String kind = inner.get(0);
        OutputCursor at = set.get(name);
        boolean look = inner.size() <= 2 && (BY_SYSTEM.contains(kind) || kind.equals("legacyPackages"))
                || inner.size() == 1 && SOMETIMES_EMPTY.contains(kind);
        if (!look) {
            return true;
        }
        try {
            for (String child : at.names()) {
                if (hasContent(at, inner, child)) {
                    return true;
                }
            }
            return false;
        } catch (NixException e) {
            if (!OutputCursor.isEvaluationError(e)) {
                throw e;
            }
            // Listing it will tell what is wrong.
            return true;
        }
    }

    private boolean isPresent(List<String> path, String header) {
        if (options.allSystems() || path.get(1).equals(options.system())) {
            return true;
        }
        omit(path, header, " (use '--all-systems' to show)");
        return false;
    }

    private void omit(List<String> path, String header, String reason) {
        if (options.json()) {
            options.warnings().accept(String.join(".", path) + " omitted" + reason);
        } else {
            options.lines().accept(header + " " + WARNING + "omitted" + NORMAL + reason);
        }
    }

    private void withoutImports(List<String> path, String header, Runnable body) {
        try {
            body.run();
        } catch (NixException e) {
            if (e.kind() != ErrorKind.IMPORT_FROM_DERIVATION) {
                throw e;
            }
            String reason = "omitted due to use of import from derivation";
            if (options.json()) {
                options.warnings().accept(String.join(".", path) + " " + reason);
            } else {
                options.lines().accept(header + " " + WARNING + reason + NORMAL);
            }
        }
    }

    private void package_(OutputCursor at, List<String> path, String header, SortedMap<String, Object> json) {
        if (at.isDerivation()) {
            derivation(at, path, header, json);
        } else {
            options.warnings().accept(at.pathText("name") + " is not a derivation");
        }
    }

    private void jobs(
            OutputCursor at, List<String> path, String header, String indent, SortedMap<String, Object> json) {
        if (at.isDerivation()) {
            derivation(at, path, header, json);
        } else {
            group(at, path, header, indent, json);
        }
    }

    private void legacy(
            OutputCursor at, List<String> path, String header, String indent, SortedMap<String, Object> json) {
        if (at.isDerivation()) {
            derivation(at, path, header, json);
        } else if (path.size() <= 2) {
            group(at, path, header, indent, json);
        }
    }

    private void derivation(OutputCursor at, List<String> path, String header, SortedMap<String, Object> json) {
        String name = at.get("name").text();
        if (options.json()) {
            String description = description(at);
            json.put("type", "derivation");
            json.put("name", name);
            json.put("description", description == null ? "" : description);
            return;
        }
        String kind = path.get(0);
        String label = kind.equals("devShell") || kind.equals("devShells")
                ? "development environment"
                : kind.equals("checks") || kind.equals("hydraJobs") ? "derivation" : "package";
        options.lines().accept(header + ": " + label + " '" + name + "'");
    }

    private void app(OutputCursor at, String header, SortedMap<String, Object> json) {
        OutputCursor type = at.maybeGet("type");
        String description = description(at);
        if (type == null || !type.text().equals("app")) {
            throw ev.errors.eval("not an app definition");
        }
        json.put("type", "app");
        if (description != null) {
            json.put("description", description);
        }
        options.lines()
                .accept(header + ": app: " + BOLD + (description == null ? "no description" : description) + NORMAL);
    }

    private void template(OutputCursor at, String header, SortedMap<String, Object> json) {
        String description = at.get("description").text();
        json.put("type", "template");
        json.put("description", description);
        options.lines().accept(header + ": template: " + BOLD + description + NORMAL);
    }

    private void other(String kind, int depth, String header, SortedMap<String, Object> json) {
        String type = "unknown";
        String label = "unknown";
        if ((depth == 1 && kind.equals("overlay")) || (depth == 2 && kind.equals("overlays"))) {
            type = "nixpkgs-overlay";
            label = "Nixpkgs overlay";
        } else if (depth == 2 && kind.equals("nixosConfigurations")) {
            type = "nixos-configuration";
            label = "NixOS configuration";
        } else if ((depth == 1 && kind.equals("nixosModule")) || (depth == 2 && kind.equals("nixosModules"))) {
            type = "nixos-module";
            label = "NixOS module";
        }
        json.put("type", type);
        options.lines().accept(header + ": " + WARNING + label + NORMAL);
    }

    private static @Nullable String description(OutputCursor at) {
        OutputCursor meta = at.maybeGet("meta");
        OutputCursor description = meta == null ? null : meta.maybeGet("description");
        return description == null ? null : description.text();
    }

    private static List<String> append(List<String> path, String name) {
        List<String> longer = new ArrayList<>(path);
        longer.add(name);
        return longer;
    }
}
