package io.github.nix4j.lang.parser.internal;

import java.util.ArrayList;
import java.util.List;

/** What becomes of an error: the end of the parse, or an entry in a list while the parse goes on as well as it can. */
interface Problems {
    /** Ends the parse at the first error, as Nix does. */
    Problems STOP = failure -> {
        throw failure;
    };

    /** Takes an error in; whoever reports must go on if this returns. */
    void report(ParseFailure failure);

    /** Collects errors. */
    final class Collected implements Problems {
        private final List<ParseFailure> failures = new ArrayList<>();

        @Override
        public void report(ParseFailure failure) {
            failures.add(failure);
        }

        List<ParseFailure> failures() {
            return failures;
        }
    }
}
