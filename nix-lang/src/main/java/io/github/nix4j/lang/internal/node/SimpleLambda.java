package io.github.nix4j.lang.internal.node;

import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.LambdaTrace;
import io.github.nix4j.lang.internal.eval.Node;
import io.github.nix4j.lang.internal.eval.Value;
import io.github.nix4j.lang.internal.eval.WrittenLambda;
import io.github.nix4j.lang.syntax.DocComment;
import org.jspecify.annotations.Nullable;

/** {@code x: body}. */
public final class SimpleLambda extends WrittenLambda {
    private final int parameter;

    public SimpleLambda(int pos, @Nullable String name, @Nullable DocComment doc, int parameter, Node body) {
        super(pos, name, doc, body);
        this.parameter = parameter;
    }

    @Override
    public Value call(Evaluation ev, Object[] env, Value arg, int callPos) {
        ev.countEnvironment(1);
        try {
            return body().eval(new Object[] {env, arg}, ev);
        } catch (NixException e) {
            throw LambdaTrace.add(ev, e, this, callPos);
        }
    }

    @Override
    public Formal @Nullable [] formals() {
        return null;
    }

    @Override
    public boolean ellipsis() {
        return false;
    }

    @Override
    public int parameter() {
        return parameter;
    }

    @Override
    public int pos() {
        return pos;
    }
}
