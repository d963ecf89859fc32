package io.github.nix4j.flake.internal;

import io.github.nix4j.flake.lock.LockFile;
import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.internal.eval.Evaluation;
import java.util.Map;

/**
 * Numbers of lock files that the language has not: C++ Nix evaluates the lock file's text, so that any of them fails every value
 * of the flake, though locking takes them (a negative one for a very large one).
 */
final class LockNumbers {
    private final Evaluation ev;
    private final CallFlakePlaces places;

    LockNumbers(Evaluation ev, CallFlakePlaces places) {
        this.ev = ev;
        this.places = places;
    }

    /** Fails for the first one in the order of the text. */
    void check(LockFile lockFile) {
        check(lockFile.toJson());
    }

    private void check(Object json) {
        if (json instanceof Map<?, ?> map) {
            map.values().forEach(this::check);
        } else if (json instanceof Long number && number < 0) {
            NixException e = ev.errors.eval(
                    "unsigned json number %s outside of Nix integer range", Long.toUnsignedString(number));
            NixException reading = ev.errors.frame(e, places.at(20, 14), "while calling the '%s' builtin", "fromJSON");
            throw ev.errors.frame(reading, places.at(40, 14), "while calling the '%s' builtin", "mapAttrs");
        }
    }
}
