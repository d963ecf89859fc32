package io.github.nix4j.lang.internal.node;

import io.github.nix4j.lang.ErrorAccess;
import io.github.nix4j.lang.ErrorKind;
import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.internal.eval.AttrsValue;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.FlatAttrs;
import io.github.nix4j.lang.internal.eval.LambdaTrace;
import io.github.nix4j.lang.internal.eval.Literals;
import io.github.nix4j.lang.internal.eval.Node;
import io.github.nix4j.lang.internal.eval.Shape;
import io.github.nix4j.lang.internal.eval.Suggestions;
import io.github.nix4j.lang.internal.eval.Value;
import io.github.nix4j.lang.internal.eval.WrittenLambda;
import io.github.nix4j.lang.syntax.DocComment;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code { a, b ? 1, ... } @ args: body}. */
public final class FormalsLambda extends WrittenLambda {
    /** As {@link Hit}, for all formals. */
    private record Match(Shape shape, int[] indexes) {}

    private final int parameter; // of the @, or -1
    private final Formal[] formals; // by symbol: the order in which the reference matches them
    private final Formal[] sourceOrder;
    private final boolean ellipsis;
    private @Nullable Match match;

    public FormalsLambda(
            int pos,
            @Nullable String name,
            @Nullable DocComment doc,
            int parameter,
            Formal[] bySymbol,
            Formal[] sourceOrder,
            boolean ellipsis,
            Node body) {
        super(pos, name, doc, body);
        this.parameter = parameter;
        this.formals = bySymbol;
        this.sourceOrder = sourceOrder;
        this.ellipsis = ellipsis;
    }

    @Override
    public Value call(Evaluation ev, Object[] env, Value arg, int callPos) {
        AttrsValue attrs;
        try {
            attrs = ev.forceAttrs(arg, pos, "while evaluating the value passed for the lambda argument");
        } catch (NixException e) {
            throw callPos == 0 ? e : ev.errors.frame(e, callPos, "from call site");
        }
        Object[] frame = match(ev, env, arg, attrs, callPos);
        try {
            return body().eval(frame, ev);
        } catch (NixException e) {
            throw LambdaTrace.add(ev, e, this, callPos);
        }
    }

    private Object[] match(Evaluation ev, Object[] env, Value arg, AttrsValue attrs, int callPos) {
        int first = parameter >= 0 ? 2 : 1;
        Object[] frame = new Object[first + formals.length];
        ev.countEnvironment(frame.length - 1);
        frame[0] = env;
        if (parameter >= 0) {
            frame[1] = arg;
        }
        int used = 0;
        FlatAttrs flat = attrs instanceof FlatAttrs set ? set : null;
        int[] indexes = flat == null ? null : indexes(flat.shape);
        for (int i = 0; i < formals.length; i++) {
            Formal formal = formals[i];
            Value value = indexes == null || flat == null ? attrs.get(formal.symbol()) : flat.at(indexes[i]);
            if (value != null) {
                used++;
                frame[first + i] = value;
            } else if (formal.defaultValue() != null) {
                frame[first + i] = formal.defaultValue().delay(frame, ev);
            } else {
                throw LambdaTrace.fail(
                        ev,
                        ErrorKind.MISSING_ARGUMENT,
                        this,
                        callPos,
                        "function '%s' called without required argument '%s'",
                        LambdaTrace.name(this),
                        ev.name(formal.symbol()));
            }
        }
        if (!ellipsis && used != attrs.size()) {
            throw unexpected(ev, attrs.flat(), callPos);
        }
        return frame;
    }

    /** By formal: where sets of this shape have it. */
    private int[] indexes(Shape shape) {
        Match last = match;
        if (last != null && last.shape == shape) {
            return last.indexes;
        }
        int[] indexes = new int[formals.length];
        for (int i = 0; i < indexes.length; i++) {
            indexes[i] = shape.indexOf(formals[i].symbol());
        }
        match = new Match(shape, indexes);
        return indexes;
    }

    private NixException unexpected(Evaluation ev, FlatAttrs attrs, int callPos) {
        List<String> names = new ArrayList<>();
        for (Formal formal : formals) {
            names.add(ev.name(formal.symbol()));
        }
        for (int i = 0; i < attrs.size(); i++) {
            String name = ev.name(attrs.symbolAt(i));
            if (!names.contains(name)) {
                return ErrorAccess.suggest(
                        LambdaTrace.fail(
                                ev,
                                ErrorKind.UNEXPECTED_ARGUMENT,
                                this,
                                callPos,
                                "function '%s' called with unexpected argument '%s'",
                                LambdaTrace.name(this),
                                Literals.name(name)),
                        Suggestions.best(names, name));
            }
        }
        throw new IllegalStateException("a set with more attributes than formals has one that is no formal");
    }

    @Override
    public Formal @Nullable [] formals() {
        return sourceOrder;
    }

    @Override
    public boolean ellipsis() {
        return ellipsis;
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
