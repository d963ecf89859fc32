package io.github.nix4j.lang.internal.builtins;

import io.github.nix4j.lang.internal.eval.AttrsValue;
import io.github.nix4j.lang.internal.eval.BoolValue;
import io.github.nix4j.lang.internal.eval.BuiltinGroup;
import io.github.nix4j.lang.internal.eval.BuiltinRegistry;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.FloatValue;
import io.github.nix4j.lang.internal.eval.FunctionValue;
import io.github.nix4j.lang.internal.eval.IntValue;
import io.github.nix4j.lang.internal.eval.ListValue;
import io.github.nix4j.lang.internal.eval.NullValue;
import io.github.nix4j.lang.internal.eval.PathValue;
import io.github.nix4j.lang.internal.eval.StringValue;
import io.github.nix4j.lang.internal.eval.Value;

/** Questions about the type of a value. */
final class TypeBuiltins implements BuiltinGroup {
    @Override
    public void register(BuiltinRegistry r) {
        r.add1("isAttrs", "e", TypeBuiltins::isAttrs).doc("Whether *e* is an attribute set.");
        r.add1("isBool", "e", TypeBuiltins::isBool).doc("Whether *e* is `true` or `false`.");
        r.add1("isFloat", "e", TypeBuiltins::isFloat).doc("Whether *e* is a floating-point number.");
        r.add1("isFunction", "e", TypeBuiltins::isFunction)
                .doc("Whether *e* is a function. Sets with `__functor` are not, although they can be called.");
        r.add1("isInt", "e", TypeBuiltins::isInt).doc("Whether *e* is an integer.");
        r.add1("isList", "e", TypeBuiltins::isList).doc("Whether *e* is a list.");
        r.add1("isNull", "e", TypeBuiltins::isNull).global().doc("Whether *e* is `null`.");
        r.add1("isPath", "e", TypeBuiltins::isPath).doc("Whether *e* is a path; strings with a path in them are not.");
        r.add1("isString", "e", TypeBuiltins::isString).doc("Whether *e* is a string.");
        r.add1("typeOf", "e", TypeBuiltins::typeOf)
                .doc("The name of the type of *e*: `int`, `bool`, `string`, `path`, `null`, `set`, `list`, `lambda` or"
                        + " `float`.");
    }

    static Value isAttrs(Evaluation ev, Value e) {
        return BoolValue.of(e.force(ev, 0) instanceof AttrsValue);
    }

    static Value isBool(Evaluation ev, Value e) {
        return BoolValue.of(e.force(ev, 0) instanceof BoolValue);
    }

    static Value isFloat(Evaluation ev, Value e) {
        return BoolValue.of(e.force(ev, 0) instanceof FloatValue);
    }

    static Value isFunction(Evaluation ev, Value e) {
        return BoolValue.of(e.force(ev, 0) instanceof FunctionValue);
    }

    static Value isInt(Evaluation ev, Value e) {
        return BoolValue.of(e.force(ev, 0) instanceof IntValue);
    }

    static Value isList(Evaluation ev, Value e) {
        return BoolValue.of(e.force(ev, 0) instanceof ListValue);
    }

    static Value isNull(Evaluation ev, Value e) {
        return BoolValue.of(e.force(ev, 0) instanceof NullValue);
    }

    static Value isPath(Evaluation ev, Value e) {
        return BoolValue.of(e.force(ev, 0) instanceof PathValue);
    }

    static Value isString(Evaluation ev, Value e) {
        return BoolValue.of(e.force(ev, 0) instanceof StringValue);
    }

    static Value typeOf(Evaluation ev, Value e) {
        return StringValue.of(e.force(ev, 0).typeName());
    }
}
