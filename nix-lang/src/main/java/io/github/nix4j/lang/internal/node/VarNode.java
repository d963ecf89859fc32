package io.github.nix4j.lang.internal.node;

import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.Node;
import io.github.nix4j.lang.internal.eval.Thunk;
import io.github.nix4j.lang.internal.eval.Value;
import org.jspecify.annotations.Nullable;

/**
 * A variable: so many environments out, then a slot. The near ones have classes of their own, which saves the loop;
 * each has its own methods, which saves a virtual call.
 */
public abstract class VarNode extends Node {
    final int slot;
    final int pos;

    private VarNode(int slot, int pos) {
        this.slot = slot;
        this.pos = pos;
    }

    public static VarNode of(int depth, int slot, int pos) {
        switch (depth) {
            case 0:
                return new Near0(slot, pos);
            case 1:
                return new Near1(slot, pos);
            case 2:
                return new Near2(slot, pos);
            default:
                return new Far(depth, slot, pos);
        }
    }

    /** What {@link #delay} gives, which is the variable's own cell; a thunk only while that is not there yet, in a binding before it. */
    final Value delayed(@Nullable Object cell, Object[] env, Evaluation ev) {
        if (cell != null) {
            ev.thunksAvoided++;
            return (Value) cell;
        }
        ev.thunksMade++;
        return new Thunk(this, env);
    }

    @Override
    public int pos() {
        return pos;
    }

    private static final class Near0 extends VarNode {
        Near0(int slot, int pos) {
            super(slot, pos);
        }

        @Override
        public Value eval(Object[] env, Evaluation ev) {
            return ((Value) env[slot]).force(ev, pos);
        }

        @Override
        public Value delay(Object[] env, Evaluation ev) {
            return delayed(env[slot], env, ev);
        }
    }

    private static final class Near1 extends VarNode {
        Near1(int slot, int pos) {
            super(slot, pos);
        }

        @Override
        public Value eval(Object[] env, Evaluation ev) {
            return ((Value) ((Object[]) env[0])[slot]).force(ev, pos);
        }

        @Override
        public Value delay(Object[] env, Evaluation ev) {
            return delayed(((Object[]) env[0])[slot], env, ev);
        }
    }

    private static final class Near2 extends VarNode {
        Near2(int slot, int pos) {
            super(slot, pos);
        }

        @Override
        public Value eval(Object[] env, Evaluation ev) {
            return ((Value) ((Object[]) ((Object[]) env[0])[0])[slot]).force(ev, pos);
        }

        @Override
        public Value delay(Object[] env, Evaluation ev) {
            return delayed(((Object[]) ((Object[]) env[0])[0])[slot], env, ev);
        }
    }

    private static final class Far extends VarNode {
        private final int depth;

        Far(int depth, int slot, int pos) {
            super(slot, pos);
            this.depth = depth;
        }

        @Override
        public Value eval(Object[] env, Evaluation ev) {
            return ((Value) scope(env)[slot]).force(ev, pos);
        }

        @Override
        public Value delay(Object[] env, Evaluation ev) {
            return delayed(scope(env)[slot], env, ev);
        }

        private Object[] scope(Object[] env) {
            Object[] e = env;
            for (int i = depth; i > 0; i--) {
                e = (Object[]) e[0];
            }
            return e;
        }
    }
}
