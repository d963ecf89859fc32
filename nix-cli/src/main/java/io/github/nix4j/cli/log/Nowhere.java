package io.github.nix4j.cli.log;

import java.util.List;

/**
 * Messages to which Nix gives the place where a builtin was called, of which it knows nothing: that is a place too, called
 * {@code «none»}. Most of those without a place have none instead.
 */
final class Nowhere {
    private static final List<String> BEGINNINGS = List.of(
            "'builtins.elemAt' called ",
            "'builtins.head' called ",
            "'builtins.storePath' is not allowed ",
            "'builtins.tail' called ",
            "'from' and 'to' arguments ",
            "'functionArgs' requires ",
            "'url' argument required",
            "Due to a bug (see ",
            "NixFloat argument ",
            "`addDrvOutputDependencies` can only ",
            "argument 'name' isn",
            "argument 'type' is missing ",
            "attempt to call something ",
            "cannot create list of size ",
            "cannot look up '<",
            "context of string '",
            "derivation ca",
            "derivation names are allowed ",
            "division by zero",
            "duplicate derivation output ",
            "expected a Boolean but found ",
            "expected a float but found ",
            "expected a function but found ",
            "expected an integer but found ",
            "files created by ",
            "in pure evaluation mode, '",
            "infinite recursion encountered",
            "integer overflow in ",
            "invalid derivation output name ",
            "invalid regular expression ",
            "invalid store path name when fetching URL ",
            "memory limit exceeded by regular expression ",
            "missing required 'path' attribute ",
            "multiple outputs are not supported ",
            "negative start position ",
            "negative value given for '",
            "passing a string argument to '",
            "required attribute '",
            "store path mismatch in (possibly filtered) path ",
            "the contents of the file '",
            "unexpected argument 'type'",
            "unsupported argument '",
            "while parsing TOML: ");

    private static final String LACK = " was not found in the Nix search path (add it using $NIX_PATH or -I)";

    private static final List<String> ENDINGS = List.of(LACK, "' is not in the Nix store");

    /** Frames that have no place, where others have the one that is called none. */
    private static final List<String> FRAMES = List.of(
            "during ",
            "in download thread",
            "in genericClosure element ",
            "while checking key of element ",
            "while comparing element ",
            "while evaluating derivation ",
            "while evaluating list element at index ",
            "while evaluating the file ",
            "while evaluating the ordering function ",
            "while fetching the input ",
            "while partially calling ",
            "while updating the ",
            "with element ");

    private Nowhere() {}

    static boolean isFrame(String message) {
        return FRAMES.stream().noneMatch(message::startsWith) && !message.contains(" on genericClosure element ");
    }

    static boolean isLackOfSearchPath(String message) {
        return message.endsWith(LACK);
    }

    static boolean has(String message) {
        return BEGINNINGS.stream().anyMatch(message::startsWith)
                || ENDINGS.stream().anyMatch(message::endsWith);
    }
}
