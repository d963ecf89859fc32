package io.github.nix4j.cli.command;

import io.github.nix4j.cli.CliException;
import io.github.nix4j.flake.internal.OutputCursor;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.StringValue;
import io.github.nix4j.lang.value.ContextElement;
import io.github.nix4j.store.Store;
import io.github.nix4j.store.build.BuildTarget;
import io.github.nix4j.store.derivation.Derivation;
import io.github.nix4j.store.derivation.OutputsSpec;
import io.github.nix4j.store.path.StorePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A program that an attribute names: an app of a flake says which, a derivation is taken to hold one of its own name.
 *
 * @param program its place (byte text)
 * @param targets what has to be built before
 * @param needed what has to be in the store before
 */
record Application(String program, List<BuildTarget> targets, List<StorePath> needed) {
    Application {
        targets = List.copyOf(targets);
        needed = List.copyOf(needed);
    }

    /**
     * What the attribute at {@code cursor} is.
     *
     * @param path its path, and {@code first} the first name in that; both empty for the whole of an expression
     */
    static Application of(Evaluation ev, Store store, OutputCursor cursor, String path, String first) {
        String type = attribute(cursor, path, "type").text();
        String wanted = first.equals("apps") || first.equals("defaultApp") ? "app" : "derivation";
        if (!type.equals(wanted)) {
            throw new CliException("attribute '" + path + "' should have type '" + wanted + "'");
        }
        return type.equals("app")
                ? app(ev, store, attribute(cursor, path, "program"))
                : derivation(store, cursor, path);
    }

    /** Where {@code fragment} is looked for in a flake's outputs. */
    static List<String> places(FlakeOutput output, String system, String fragment) {
        List<String> places = new ArrayList<>();
        if (!fragment.isEmpty() && !fragment.startsWith(".")) {
            places.add("apps." + system + "." + fragment);
        }
        places.addAll(output.candidates(
                fragment,
                List.of(
                        "apps." + system + ".default",
                        "defaultApp." + system,
                        "packages." + system + ".default",
                        "defaultPackage." + system)));
        return places;
    }

    private static OutputCursor attribute(OutputCursor cursor, String path, String name) {
        OutputCursor found = cursor.maybeGet(name);
        if (found == null) {
            throw new CliException("attribute '" + (path.isEmpty() ? "" : path + ".") + name + "' does not exist");
        }
        return found;
    }

    private static Application app(Evaluation ev, Store store, OutputCursor program) {
        String text = program.text();
        List<BuildTarget> targets = new ArrayList<>();
        List<StorePath> needed = new ArrayList<>();
        if (program.force() instanceof StringValue string) {
            for (ContextElement element : string.context.elements()) {
                if (element instanceof ContextElement.Opaque opaque) {
                    needed.add(opaque.path());
                } else if (element instanceof ContextElement.DrvDeep deep) {
                    StorePath path = deep.drvPath();
                    targets.add(new BuildTarget(
                            path,
                            new TreeSet<>(store.readDerivation(path).outputs().keySet())));
                } else {
                    ContextElement.Built built = (ContextElement.Built) element;
                    if (!(built.drv() instanceof ContextElement.Opaque drv)) {
                        throw ev.errors.eval("nix4j cannot build derivations that builds make yet");
                    }
                    targets.add(new BuildTarget(drv.path(), new TreeSet<>(Set.of(built.output()))));
                }
            }
        }
        return new Application(text, targets, needed);
    }

    private static Application derivation(Store store, OutputCursor cursor, String path) {
        StorePath derivation = DerivationOutput.path(store, cursor);
        String output = attribute(cursor, path, "outPath").text();
        String outputName = attribute(cursor, path, "outputName").text();
        String name = attribute(cursor, path, "name").text();
        OutputCursor meta = cursor.maybeGet("meta");
        OutputCursor main = meta == null ? null : meta.maybeGet("mainProgram");
        OutputCursor own = main != null ? main : cursor.maybeGet("pname");
        return new Application(
                output + "/bin/" + (own != null ? own.text() : withoutVersion(name)),
                List.of(new BuildTarget(derivation, new TreeSet<>(Set.of(outputName)))),
                List.of());
    }

    /** The version is what follows the first dash that no letter comes after. */
    private static String withoutVersion(String name) {
        for (int i = 0; i + 1 < name.length(); i++) {
            char next = name.charAt(i + 1);
            boolean letter = (next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z');
            if (name.charAt(i) == '-' && !letter) {
                return name.substring(0, i);
            }
        }
        return name;
    }

    /** What was built for it, or was there before. */
    List<Buildable> built(Store store) {
        List<Buildable> built = new ArrayList<>();
        for (BuildTarget target : targets) {
            TreeMap<String, StorePath> outputs = new TreeMap<>();
            Derivation derivation = store.readDerivation(target.derivation());
            for (String name : target.outputs()) {
                outputs.put(name, Objects.requireNonNull(derivation.outputPath(store.storeDir(), name)));
            }
            built.add(new Buildable.Outputs(target.derivation(), new OutputsSpec.Names(target.outputs()), outputs));
        }
        return built;
    }

    /** What is wrong with the program's place; null if it is in the store. */
    @Nullable
    String complaint(Store store) {
        return store.storeDir().contains(program) ? null : "app program '" + program + "' is not in the Nix store";
    }
}
