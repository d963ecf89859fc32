package io.github.nix4j.flake.internal;

import io.github.nix4j.flake.lock.LockFile;
import io.github.nix4j.lang.internal.eval.Evaluation;
import java.util.List;
import java.util.Map;

/**
 * The names that C++ Nix gets to know before anything of a flake is evaluated, in its order. An evaluator goes through sets in the
 * order in which it got to know the names of their attributes, so that they decide which of several errors a program sees.
 */
final class CallFlakeNames {
    /** The names of {@code call-flake.nix} that are no builtins, as they come first in its text. */
    private static final List<String> OWN = List.of(
            "lockFile",
            "lockFileStr",
            "resolveInput",
            "inputSpec",
            "getInputByPath",
            "root",
            "path",
            "nodeName",
            "nodes",
            "inputs",
            "allNodes",
            "hasOverride",
            "overrides",
            "key",
            "isRelative",
            "node",
            "locked",
            "type",
            "parentNode",
            "parent",
            "sourceInfo",
            "fetchTreeFinal",
            "info",
            "subdir",
            "dir",
            "outPath",
            "flake",
            "result",
            "inputName",
            "outputs",
            "self",
            "_type");

    private CallFlakeNames() {}

    /**
     * Makes them known.
     *
     * @param ofFile the names of {@code flake.nix}
     * @param sourceInfo makes the value {@code sourceInfo} of the flake itself
     */
    static void enter(Evaluation ev, List<String> ofFile, Runnable sourceInfo, LockFile lockFile) {
        ofFile.forEach(ev::intern);
        ev.intern("sourceInfo");
        sourceInfo.run();
        ev.intern("dir");
        // The flake's own key in every lock file.
        ev.intern("root");
        OWN.forEach(ev::intern);
        enterKeys(ev, lockFile.toJson());
    }

    /** Those of a document, as they come in its text. */
    private static void enterKeys(Evaluation ev, Object json) {
        if (json instanceof Map<?, ?> object) {
            object.forEach((key, value) -> {
                ev.intern((String) key);
                enterKeys(ev, value);
            });
        }
    }
}
