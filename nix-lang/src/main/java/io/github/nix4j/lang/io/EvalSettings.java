package io.github.nix4j.lang.io;

import io.github.nix4j.lang.parser.Lint;
import java.util.List;
import java.util.Set;

/**
 * The settings of an evaluation, named as Nix names them. Immutable; start from {@link #DEFAULTS} and use the {@code with...}
 * methods.
 *
 * @param pureEval forbid everything that is not determined by the expression
 * @param restrictEval allow files and URIs only below the entries of the search path ({@link EvalIo#nixPath}) and {@code
 *     allowedUris}
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
        if (maxCallDepth < 0) {
            throw new IllegalArgumentException("max-call-depth is negative: " + maxCallDepth);
        }
        allowedUris = List.copyOf(allowedUris);
        experimentalFeatures = Set.copyOf(experimentalFeatures);
    }

    public boolean hasFeature(String name) {
        return experimentalFeatures.contains(name);
    }

    public EvalSettings withPureEval(boolean on) {
        Draft draft = new Draft(this);
        draft.pureEval = on;
        return draft.settings();
    }

    public EvalSettings withRestrictEval(boolean on) {
        Draft draft = new Draft(this);
        draft.restrictEval = on;
        return draft.settings();
    }

    public EvalSettings withAllowedUris(List<String> uris) {
        Draft draft = new Draft(this);
        draft.allowedUris = uris;
        return draft.settings();
    }

    public EvalSettings withAllowImportFromDerivation(boolean on) {
        Draft draft = new Draft(this);
        draft.allowImportFromDerivation = on;
        return draft.settings();
    }

    public EvalSettings withMaxCallDepth(int depth) {
        Draft draft = new Draft(this);
        draft.maxCallDepth = depth;
        return draft.settings();
    }

    public EvalSettings withTraceVerbose(boolean on) {
        Draft draft = new Draft(this);
        draft.traceVerbose = on;
        return draft.settings();
    }

    public EvalSettings withAbortOnWarn(boolean on) {
        Draft draft = new Draft(this);
        draft.abortOnWarn = on;
        return draft.settings();
    }

    public EvalSettings withShowTrace(boolean on) {
        Draft draft = new Draft(this);
        draft.showTrace = on;
        return draft.settings();
    }

    public EvalSettings withExperimentalFeatures(Set<String> features) {
        Draft draft = new Draft(this);
        draft.experimentalFeatures = features;
        return draft.settings();
    }

    public EvalSettings withReadOnly(boolean on) {
        Draft draft = new Draft(this);
        draft.readOnly = on;
        return draft.settings();
    }

    public EvalSettings withLints(Lint url, Lint shortPath, Lint absolutePath) {
        Draft draft = new Draft(this);
        draft.lintUrlLiterals = url;
        draft.lintShortPathLiterals = shortPath;
        draft.lintAbsolutePathLiterals = absolutePath;
        return draft.settings();
    }

    /** The settings one by one, so that a change names only what it changes. */
    private static final class Draft {
        private boolean pureEval;
        private boolean restrictEval;
        private List<String> allowedUris;
        private boolean allowImportFromDerivation;
        private int maxCallDepth;
        private boolean traceVerbose;
        private boolean abortOnWarn;
        private boolean showTrace;
        private Set<String> experimentalFeatures;
        private boolean readOnly;
        private Lint lintUrlLiterals;
        private Lint lintShortPathLiterals;
        private Lint lintAbsolutePathLiterals;

        Draft(EvalSettings from) {
            pureEval = from.pureEval;
            restrictEval = from.restrictEval;
            allowedUris = from.allowedUris;
            allowImportFromDerivation = from.allowImportFromDerivation;
            maxCallDepth = from.maxCallDepth;
            traceVerbose = from.traceVerbose;
            abortOnWarn = from.abortOnWarn;
            showTrace = from.showTrace;
            experimentalFeatures = from.experimentalFeatures;
            readOnly = from.readOnly;
            lintUrlLiterals = from.lintUrlLiterals;
            lintShortPathLiterals = from.lintShortPathLiterals;
            lintAbsolutePathLiterals = from.lintAbsolutePathLiterals;
        }

        EvalSettings settings() {
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
                    lintUrlLiterals,
                    lintShortPathLiterals,
                    lintAbsolutePathLiterals);
        }
    }
}
