package io.github.nix4j.cli.evaluation.observation;

import io.github.nix4j.cli.Session;
import io.github.nix4j.cli.settings.Settings;
import io.github.nix4j.lang.internal.eval.CallObserver;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Several observers as one. The last one told of a beginning is the first one told of the end. */
public final class CallObservers implements CallObserver {
    private static final int USUAL_FREQUENCY = 99;

    private final List<CallObserver> observers;

    private CallObservers(List<CallObserver> observers) {
        this.observers = observers;
    }

    /** What {@code trace-function-calls} and {@code eval-profiler} ask for; null if neither is on. */
    public static @Nullable CallObserver of(Session session) {
        Settings settings = session.settings();
        List<CallObserver> observers = new ArrayList<>();
        if (settings.bool("trace-function-calls", false)) {
            observers.add(new FunctionTrace(session));
        }
        if (settings.text("eval-profiler", "disabled").equals("flamegraph")) {
            FlameProfile profile = FlameProfile.to(
                    session,
                    session.invocation().absolute(settings.text("eval-profile-file", "nix.profile")),
                    settings.integer("eval-profiler-frequency", USUAL_FREQUENCY));
            session.afterwards(profile::close);
            observers.add(profile);
        }
        if (observers.isEmpty()) {
            return null;
        }
        return observers.size() == 1 ? observers.get(0) : new CallObservers(observers);
    }

    @Override
    public void entered(Evaluation ev, Value function, Value[] args, int pos) {
        observers.forEach(observer -> observer.entered(ev, function, args, pos));
    }

    @Override
    public void left(Evaluation ev, int pos) {
        for (int i = observers.size() - 1; i >= 0; i--) {
            observers.get(i).left(ev, pos);
        }
    }
}
