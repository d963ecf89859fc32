package io.github.nix4j.lang.internal.builtins;

import io.github.nix4j.lang.ErrorAccess;
import io.github.nix4j.lang.ErrorKind;
import io.github.nix4j.lang.Message;
import io.github.nix4j.lang.NixAssertionException;
import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.NixThrownException;
import io.github.nix4j.lang.TraceFrame;
import io.github.nix4j.lang.internal.eval.BoolValue;
import io.github.nix4j.lang.internal.eval.BuiltinGroup;
import io.github.nix4j.lang.internal.eval.BuiltinRegistry;
import io.github.nix4j.lang.internal.eval.Coercion;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.StringValue;
import io.github.nix4j.lang.internal.eval.Value;
import io.github.nix4j.lang.internal.print.PrintOptions;
import io.github.nix4j.lang.internal.print.ValuePrinter;
import io.github.nix4j.lang.value.ContextBuilder;

/** The order of evaluation, failing on purpose, and messages to the user. */
final class ControlBuiltins implements BuiltinGroup {
    @Override
    public void register(BuiltinRegistry r) {
        r.add1("abort", "s", ControlBuiltins::abort)
                .global()
                .doc("Stops the evaluation with the message *s*; `tryEval` does not catch it.");
        r.add2("addErrorContext", "context value", ControlBuiltins::addErrorContext)
                .untraced()
                .doc("Evaluates *value*; if that fails, the trace says *context* too.");
        r.add1("break", "v", ControlBuiltins::breakpoint)
                .global()
                .untraced()
                .doc("Gives *v*. A place to stop in a debugger.");
        r.add2("deepSeq", "e1 e2", ControlBuiltins::deepSeq)
                .doc("Evaluates *e1* with everything inside of it, then gives *e2*.");
        r.add2("seq", "e1 e2", ControlBuiltins::seq).doc("Evaluates *e1*, then gives *e2*.");
        r.add1("throw", "s", ControlBuiltins::throwMessage)
                .global()
                .doc("Fails with the message *s*; `tryEval` catches it.");
        r.add2("trace", "e1 e2", ControlBuiltins::trace).doc("Shows *e1* to the user, then gives *e2*.");
        r.add2("traceVerbose", "e1 e2", ControlBuiltins::traceVerbose)
                .doc("Like `trace` if the setting `trace-verbose` is on; else only gives *e2*.");
        r.add1("tryEval", "e", ControlBuiltins::tryEval)
                .doc(
                        "Evaluates *e* and gives `{ success = true; value = e; }`, or `{ success = false; value = false; }`"
                                + " if it failed by `throw` or `assert`. What is inside of *e* is not evaluated.");
        r.add2("warn", "e1 e2", ControlBuiltins::warn).doc("Warns the user with the string *e1*, then gives *e2*.");
    }

    static Value seq(Evaluation ev, Value e1, Value e2) {
        e1.force(ev, 0);
        return e2.force(ev, 0);
    }

    static Value deepSeq(Evaluation ev, Value e1, Value e2) {
        DeepForce.force(ev, e1);
        return e2.force(ev, 0);
    }

    static Value breakpoint(Evaluation ev, Value v) {
        return v.force(ev, 0);
    }

    static Value throwMessage(Evaluation ev, Value s) {
        throw new NixThrownException(
                Message.plain(message(ev, s, "while evaluating the error message passed to builtin.throw")));
    }

    static Value abort(Evaluation ev, Value s) {
        throw ev.errors.of(
                ErrorKind.ABORT,
                "evaluation aborted with the following error message: '%s'",
                message(ev, s, "while evaluating the error message passed to builtins.abort"));
    }

    private static String message(Evaluation ev, Value s, String frame) {
        return Coercion.toText(ev, 0, s, new ContextBuilder(), frame, Coercion.Mode.COPY);
    }

    static Value addErrorContext(Evaluation ev, Value context, Value value) {
        try {
            return value.force(ev, 0);
        } catch (NixException e) {
            String text = Coercion.toText(
                    ev,
                    0,
                    context,
                    new ContextBuilder(),
                    "while evaluating the error message passed to builtins.addErrorContext",
                    Coercion.Mode.PLAIN);
            throw ErrorAccess.frame(e, new TraceFrame(Message.plain(text), null, true, true));
        }
    }

    static Value tryEval(Evaluation ev, Value e) {
        Value value;
        boolean success;
        try {
            e.force(ev, 0);
            value = e;
            success = true;
        } catch (NixAssertionException failure) {
            value = BoolValue.FALSE;
            success = false;
        }
        return ev.newAttrs(2)
                .add(ev.engine.symbols().value, value)
                .add(ev.intern("success"), BoolValue.of(success))
                .build();
    }

    static Value trace(Evaluation ev, Value e1, Value e2) {
        Value what = e1.force(ev, 0);
        ev.sharing.showsUnevaluated(what);
        ev.engine
                .listener()
                .trace(what instanceof StringValue s ? s.text : ValuePrinter.print(ev, e1, PrintOptions.PLAIN));
        return e2.force(ev, 0);
    }

    static Value traceVerbose(Evaluation ev, Value e1, Value e2) {
        return ev.engine.settings().traceVerbose() ? trace(ev, e1, e2) : e2.force(ev, 0);
    }

    static Value warn(Evaluation ev, Value e1, Value e2) {
        StringValue text =
                ev.forceString(e1, 0, "while evaluating the first argument; the message passed to builtins.warn");
        NixException warning = new NixException(ErrorKind.EVAL, Message.plain(text.text));
        ev.engine.listener().warning(ev.errors.atNone(warning), true);
        if (ev.engine.settings().abortOnWarn()) {
            throw ev.errors.eval("aborting to reveal stack trace of warning, as abort-on-warn is set");
        }
        return e2.force(ev, 0);
    }
}
