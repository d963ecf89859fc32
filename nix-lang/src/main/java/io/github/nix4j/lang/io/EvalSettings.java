package io.github.nix4j.lang.io;

import io.github.nix4j.lang.parser.Lint;
import java.util.List;
import java.util.Set;

/**
 * The settings of an evaluation, named as Nix names them. Immutable; start from {@link #DEFAULTS} and use the {@code with...}
 * methods.
 *
 * @param pureEval forbid everything that is not determined by the expression
 * @param restrictEval allow files and URIs only below {@code allowedPaths}, the search path and {@code allowedUris}
 * @param allowedUris prefixes of URIs that restricted evaluation may fetch
 * @param allowImportFromDerivation whether building during evaluation is allowed
 * @param maxCallDepth how deep calls may nest
 * @param traceVerbose whether {@code builtins.traceVerbose} prints
 * @param abortOnWarn whether {@code builtins.warn} fails
 * @param showTrace whether frames for calls of functions are collected
 * @param experimentalFeatures names of the features that are on
 * @param readOnly whether nothing is written to the store: paths are only computed
 * @param lintUrlLiterals what to do about unquoted URLs: ignore, warn or fatal
 * @param lintShortPathLiterals likewise about relative paths that do not begin with a dot
 * @param lintAbsolutePathLiterals likewise about absolute paths
 */
public record EvalSettings(
        boolean pureEval,
        boolean restrictEval,
        List<String> allowedUris,
        boolean allowImportFromDerivation,
        int maxCallDepth,
        boolean traceVerbose,
        boolean abortOnWarn,
        boolean showTrace,
        Set<String> experimentalFeatures,
        boolean readOnly,
        Lint lintUrlLiterals,
        Lint lintShortPathLiterals,
        Lint lintAbsolutePathLiterals) {
    /** Nix's defaults, with the features {@code nix-command} and {@code flakes}, impure and read-only. */
    public static final EvalSettings DEFAULTS = new EvalSettings(
            false,
            false,
            List.of(),
            true,
            10_000,
            false,
            false,
            false,
            Set.of("nix-command", "flakes", "fetch-tree"),
            true,
            Lint.IGNORE,
            Lint.IGNORE,
            Lint.IGNORE);

    public EvalSettings {
        allowedUris = List.copyOf(allowedUris);
        experimentalFeatures = Set.copyOf(experimentalFeatures);
    }

    public boolean hasFeature(String name) {
        return experimentalFeatures.contains(name);
    }

    public EvalSettings withPureEval(boolean on) {
        return new EvalSettings(
                on,
                restrictEval,
                allowedUris,
                allowImportFromDerivation,
                maxCallDepth,
                traceVerbose,
                abortOnWarn,
                showTrace,
                experimentalFeatures,
                readOnly,
                lintUrlLiterals,
                lintShortPathLiterals,
                lintAbsolutePathLiterals);
    }

    public EvalSettings withRestrictEval(boolean on) {
        return new EvalSettings(
                pureEval,
                on,
                allowedUris,
                allowImportFromDerivation,
                maxCallDepth,
                traceVerbose,
                abortOnWarn,
                showTrace,
                experimentalFeatures,
                readOnly,
                lintUrlLiterals,
                lintShortPathLiterals,
                lintAbsolutePathLiterals);
    }

    public EvalSettings withAllowedUris(List<String> uris) {
        return new EvalSettings(
                pureEval,
                restrictEval,
                uris,
                allowImportFromDerivation,
                maxCallDepth,
                traceVerbose,
                abortOnWarn,
                showTrace,
                experimentalFeatures,
                readOnly,
                lintUrlLiterals,
                lintShortPathLiterals,
                lintAbsolutePathLiterals);
    }

    public EvalSettings withAllowImportFromDerivation(boolean on) {
        return new EvalSettings(
                pureEval,
                restrictEval,
                allowedUris,
                on,
                maxCallDepth,
                traceVerbose,
                abortOnWarn,
                showTrace,
                experimentalFeatures,
                readOnly,
                lintUrlLiterals,
                lintShortPathLiterals,
                lintAbsolutePathLiterals);
    }

    public EvalSettings withMaxCallDepth(int depth) {
        return new EvalSettings(
                pureEval,
                restrictEval,
                allowedUris,
                allowImportFromDerivation,
                depth,
                traceVerbose,
                abortOnWarn,
                showTrace,
                experimentalFeatures,
                readOnly,
                lintUrlLiterals,
                lintShortPathLiterals,
                lintAbsolutePathLiterals);
    }

    public EvalSettings withTraceVerbose(boolean on) {
        return new EvalSettings(
                pureEval,
                restrictEval,
                allowedUris,
                allowImportFromDerivation,
                maxCallDepth,
                on,
                abortOnWarn,
                showTrace,
                experimentalFeatures,
                readOnly,
                lintUrlLiterals,
                lintShortPathLiterals,
                lintAbsolutePathLiterals);
    }

    public EvalSettings withAbortOnWarn(boolean on) {
        return new EvalSettings(
                pureEval,
                restrictEval,
                allowedUris,
                allowImportFromDerivation,
                maxCallDepth,
                traceVerbose,
                on,
                showTrace,
                experimentalFeatures,
                readOnly,
                lintUrlLiterals,
                lintShortPathLiterals,
                lintAbsolutePathLiterals);
    }

    public EvalSettings withShowTrace(boolean on) {
        return new EvalSettings(
                pureEval,
                restrictEval,
                allowedUris,
                allowImportFromDerivation,
                maxCallDepth,
                traceVerbose,
                abortOnWarn,
                on,
                experimentalFeatures,
                readOnly,
                lintUrlLiterals,
                lintShortPathLiterals,
                lintAbsolutePathLiterals);
    }

    public EvalSettings withExperimentalFeatures(Set<String> features) {
        return new EvalSettings(
                pureEval,
                restrictEval,
                allowedUris,
                allowImportFromDerivation,
                maxCallDepth,
                traceVerbose,
                abortOnWarn,
                showTrace,
                features,
                readOnly,
                lintUrlLiterals,
                lintShortPathLiterals,
                lintAbsolutePathLiterals);
    }

    public EvalSettings withReadOnly(boolean on) {
        return new EvalSettings(
                pureEval,
                restrictEval,
                allowedUris,
                allowImportFromDerivation,
                maxCallDepth,
                traceVerbose,
                abortOnWarn,
                showTrace,
                experimentalFeatures,
                on,
                lintUrlLiterals,
                lintShortPathLiterals,
                lintAbsolutePathLiterals);
    }

    public EvalSettings withLints(Lint url, Lint shortPath, Lint absolutePath) {
        return new EvalSettings(
                pureEval,
                restrictEval,
                allowedUris,
                allowImportFromDerivation,
                maxCallDepth,
                traceVerbose,
                abortOnWarn,
                showTrace,
                experimentalFeatures,
                readOnly,
                url,
                shortPath,
                absolutePath);
    }
}
