package io.github.nix4j.lang.internal.node;

import io.github.nix4j.lang.NixAssertionException;
import io.github.nix4j.lang.internal.eval.EqualityAssertion;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.Node;
import io.github.nix4j.lang.internal.eval.Value;
import java.util.function.Supplier;

/** {@code assert condition; body}. A failed {@code a == b} is compared again to tell the difference. */
public final class AssertNode extends Node {
    private final Node condition;
    private final Supplier<String> conditionText;
    private final Node body;
    private final int pos;

    public AssertNode(Node condition, Supplier<String> conditionText, Node body, int pos) {
        this.condition = condition;
        this.conditionText = conditionText;
        this.body = body;
        this.pos = pos;
    }

    @Override
    public Value eval(Object[] env, Evaluation ev) {
        if (!Conditions.eval(condition, env, ev, pos, "in the condition of the assert statement")) {
            fail(env, ev);
        }
        return body.eval(env, ev);
    }

    private void fail(Object[] env, Evaluation ev) {
        String text = conditionText.get();
        if (condition instanceof EqualsNode equals && !equals.isNegated()) {
            try {
                EqualityAssertion.check(ev, equals.left.eval(env, ev), equals.right.eval(env, ev), equals.pos());
            } catch (NixAssertionException e) {
                throw ev.errors.frame(e, pos, "while evaluating the condition of the assertion '%s'", text);
            }
        }
        throw ev.errors.at(ev.errors.assertion("assertion '%s' failed", text), pos);
    }

    @Override
    public int pos() {
        return pos;
    }
}
