package io.github.nix4j.flake.file;

import io.github.nix4j.lang.ErrorAccess;
import io.github.nix4j.lang.ErrorKind;
import io.github.nix4j.lang.NixEvaluator;
import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.NixSource;
import io.github.nix4j.lang.SourcePosition;
import io.github.nix4j.lang.internal.compiled.FreeNames;
import io.github.nix4j.lang.syntax.Expr;
import io.github.nix4j.lang.syntax.SourceFile;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Whether all variables of a {@code flake.nix} are defined: Nix looks when it reads the file, so that a mistyped name is told by
 * every command, whatever it evaluates.
 */
final class VariableCheck {
    /** What is defined everywhere, beside names with two underscores before them. */
    private static final Set<String> GLOBAL = Set.of(
            "abort",
            "baseNameOf",
            "break",
            "builtins",
            "derivation",
            "derivationStrict",
            "dirOf",
            "false",
            "fetchGit",
            "fetchMercurial",
            "fetchTarball",
            "fetchTree",
            "fromTOML",
            "import",
            "isNull",
            "map",
            "null",
            "placeholder",
            "removeAttrs",
            "scopedImport",
            "throw",
            "toString",
            "true");

    private static final String FUNCTION = "_: ";

    private VariableCheck() {}

    /** Throws for the first undefined variable, in Nix's order. */
    static void check(SourceFile source, Expr root) {
        Set<String> unknown = new LinkedHashSet<>(FreeNames.of(root).names());
        unknown.removeAll(GLOBAL);
        unknown.removeIf(name -> name.startsWith("__"));
        if (unknown.isEmpty()) {
            return;
        }
        // Only an evaluator knows which one comes first. It finds out while it makes the function, which is not called.
        try (NixEvaluator evaluator = NixEvaluator.isolated()) {
            evaluator.evaluate(NixSource.ofString(FUNCTION + source.text()));
        } catch (NixException e) {
            SourcePosition place = e.position();
            if (e.kind() != ErrorKind.UNDEFINED_VARIABLE || place == null) {
                throw e;
            }
            throw ErrorAccess.at(
                    new NixException(e.kind(), e.nixMessage()),
                    new SourcePosition(source, place.offset() - FUNCTION.length()));
        }
    }
}
