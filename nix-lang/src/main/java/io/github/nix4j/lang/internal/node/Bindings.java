package io.github.nix4j.lang.internal.node;

import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.Node;
import io.github.nix4j.lang.internal.eval.Shape;
import io.github.nix4j.lang.internal.eval.Value;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The constant-named attributes of a set or {@code let}, by symbol, with the environment that each is evaluated in.
 *
 * @param shape the names
 * @param positions by index
 * @param values by index
 * @param scopes by index: which environment the value sees
 * @param sources what the {@code inherit (source)}s name; their values live in an environment of their own
 */
public record Bindings(Shape shape, int[] positions, Node[] values, Scope[] scopes, Node[] sources) {
    /** The environment that a value sees. */
    public enum Scope {
        /** A plain binding: the set's own if it is recursive. */
        INNER,
        /** {@code inherit x}: the one around the set. */
        OUTER,
        /** {@code inherit (e) x}: the one with the sources. */
        SOURCES
    }

    public int size() {
        return values.length;
    }

    Object @Nullable [] sourcesEnv(Object[] up, Evaluation ev) {
        if (sources.length == 0) {
            return null;
        }
        Object[] env = new Object[sources.length + 1];
        ev.countEnvironment(sources.length);
        env[0] = up;
        for (int i = 0; i < sources.length; i++) {
            env[i + 1] = sources[i].delay(up, ev);
        }
        return env;
    }

    Object[] env(int index, Object[] inner, Object[] outer, Object @Nullable [] sourcesEnv) {
        switch (scopes[index]) {
            case INNER:
                return inner;
            case OUTER:
                return outer;
            default:
                // Made whenever there are sources, which alone have this scope.
                return Objects.requireNonNull(sourcesEnv);
        }
    }

    Value cell(int index, Object[] inner, Object[] outer, Object @Nullable [] sourcesEnv, Evaluation ev) {
        return values[index].delay(env(index, inner, outer, sourcesEnv), ev);
    }
}
