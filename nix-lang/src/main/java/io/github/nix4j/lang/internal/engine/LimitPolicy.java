package io.github.nix4j.lang.internal.engine;

import io.github.nix4j.lang.EvalOptions;
import io.github.nix4j.lang.internal.eval.LimitCheck;
import java.util.ArrayList;
import java.util.List;

/**
 * Limits that hold together: those of a call and of the calls around it. Values keep the policy of the call that made them, and
 * every later call on them starts its limits anew. Immutable.
 */
public final class LimitPolicy {
    static final LimitPolicy NONE = new LimitPolicy(List.of());

    private final List<EvalOptions> all;

    private LimitPolicy(List<EvalOptions> all) {
        this.all = all;
    }

    public static LimitPolicy of(EvalOptions options) {
        // By identity first: the first comparison of records links code for 5 ms.
        return options == EvalOptions.UNLIMITED || options.equals(EvalOptions.UNLIMITED)
                ? NONE
                : new LimitPolicy(List.of(options));
    }

    /** Whether these limits, which have been running for a while, hold whatever {@code other}'s would when started now. */
    boolean covers(LimitPolicy other) {
        return all.containsAll(other.all);
    }

    LimitPolicy and(LimitPolicy other) {
        if (covers(other)) {
            return this;
        }
        List<EvalOptions> both = new ArrayList<>(all);
        for (EvalOptions options : other.all) {
            if (!both.contains(options)) {
                both.add(options);
            }
        }
        return new LimitPolicy(List.copyOf(both));
    }

    /** The limits, counted from now. */
    LimitCheck start() {
        LimitCheck check = LimitCheck.NONE;
        for (EvalOptions options : all) {
            check = LimitCheck.both(check, new Limits(options));
        }
        return check;
    }
}
