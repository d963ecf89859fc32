package io.github.nix4j.lang.internal.builtins;

import io.github.nix4j.lang.ErrorKind;
import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.internal.eval.BoolValue;
import io.github.nix4j.lang.internal.eval.BuiltinGroup;
import io.github.nix4j.lang.internal.eval.BuiltinRegistry;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.FloatValue;
import io.github.nix4j.lang.internal.eval.IntValue;
import io.github.nix4j.lang.internal.eval.NumberText;
import io.github.nix4j.lang.internal.eval.Ordering;
import io.github.nix4j.lang.internal.eval.Value;
import io.github.nix4j.lang.internal.eval.ValuePosition;

/** Arithmetic. The operators {@code -}, {@code *}, {@code /} and the comparisons are calls of these. */
final class MathBuiltins implements BuiltinGroup {
    /** The smallest integer; as a double it is exact, and its negation is the first double above all integers. */
    private static final double INT_MIN = Long.MIN_VALUE;

    @Override
    public void register(BuiltinRegistry r) {
        r.add2("add", "e1 e2", MathBuiltins::add).doc("The sum of two numbers.");
        r.add2("bitAnd", "e1 e2", MathBuiltins::bitAnd).doc("The bitwise AND of two integers.");
        r.add2("bitOr", "e1 e2", MathBuiltins::bitOr).doc("The bitwise OR of two integers.");
        r.add2("bitXor", "e1 e2", MathBuiltins::bitXor).doc("The bitwise exclusive OR of two integers.");
        r.add1("ceil", "number", MathBuiltins::ceil).doc("The smallest integer that is not less than *number*.");
        r.add2("div", "e1 e2", MathBuiltins::div)
                .doc("The quotient of two numbers; that of two integers is rounded toward zero.");
        r.add1("floor", "number", MathBuiltins::floor).doc("The largest integer that is not greater than *number*.");
        r.add2("lessThan", "e1 e2", MathBuiltins::lessThan)
                .doc("Whether *e1* goes before *e2*: the operator `<` as a function.");
        r.add2("mul", "e1 e2", MathBuiltins::mul).doc("The product of two numbers.");
        r.add2("sub", "e1 e2", MathBuiltins::sub).doc("The difference of two numbers.");
    }

    static Value add(Evaluation ev, Value e1, Value e2) {
        Value a = e1.force(ev, 0);
        Value b = e2.force(ev, 0);
        String first = "while evaluating the first argument of the addition";
        String second = "while evaluating the second argument of the addition";
        if (a instanceof FloatValue || b instanceof FloatValue) {
            return new FloatValue(ev.forceFloat(e1, 0, first) + ev.forceFloat(e2, 0, second));
        }
        long i = ev.forceInt(e1, 0, first);
        long j = ev.forceInt(e2, 0, second);
        long sum = i + j;
        if (((i ^ sum) & (j ^ sum)) < 0) {
            throw ev.errors.atNone(ev.errors.of(ErrorKind.ARITHMETIC, "integer overflow in adding %s + %s", i, j));
        }
        return IntValue.of(sum);
    }

    static Value sub(Evaluation ev, Value e1, Value e2) {
        Value a = e1.force(ev, 0);
        Value b = e2.force(ev, 0);
        String first = "while evaluating the first argument of the subtraction";
        String second = "while evaluating the second argument of the subtraction";
        if (a instanceof FloatValue || b instanceof FloatValue) {
            return new FloatValue(ev.forceFloat(e1, 0, first) - ev.forceFloat(e2, 0, second));
        }
        long i = ev.forceInt(e1, 0, first);
        long j = ev.forceInt(e2, 0, second);
        long difference = i - j;
        if (((i ^ j) & (i ^ difference)) < 0) {
            throw ev.errors.atNone(ev.errors.of(ErrorKind.ARITHMETIC, "integer overflow in subtracting %s - %s", i, j));
        }
        return IntValue.of(difference);
    }

    static Value mul(Evaluation ev, Value e1, Value e2) {
        Value a = e1.force(ev, 0);
        Value b = e2.force(ev, 0);
        String first = "while evaluating the first argument of the multiplication";
        String second = "while evaluating the second argument of the multiplication";
        if (a instanceof FloatValue || b instanceof FloatValue) {
            // The reference's text differs in this one place.
            double x = ev.forceFloat(e1, 0, "while evaluating the first of the multiplication");
            return new FloatValue(x * ev.forceFloat(e2, 0, second));
        }
        long i = ev.forceInt(e1, 0, first);
        long j = ev.forceInt(e2, 0, second);
        long product = i * j;
        if (Math.multiplyHigh(i, j) != product >> 63) {
            throw ev.errors.atNone(ev.errors.of(ErrorKind.ARITHMETIC, "integer overflow in multiplying %s * %s", i, j));
        }
        return IntValue.of(product);
    }

    static Value div(Evaluation ev, Value e1, Value e2) {
        Value a = e1.force(ev, 0);
        Value b = e2.force(ev, 0);
        String first = "while evaluating the first operand of the division";
        String second = "while evaluating the second operand of the division";
        double divisor = ev.forceFloat(e2, 0, second);
        if (divisor == 0) {
            throw ev.errors.atNone(ev.errors.of(ErrorKind.ARITHMETIC, "division by zero"));
        }
        if (a instanceof FloatValue || b instanceof FloatValue) {
            return new FloatValue(ev.forceFloat(e1, 0, first) / divisor);
        }
        long i = ev.forceInt(e1, 0, first);
        long j = ev.forceInt(e2, 0, second);
        if (i == Long.MIN_VALUE && j == -1) {
            throw ev.errors.atNone(ev.errors.of(ErrorKind.ARITHMETIC, "integer overflow in dividing %s / %s", i, j));
        }
        return IntValue.of(i / j);
    }

    static Value bitAnd(Evaluation ev, Value e1, Value e2) {
        long i = ev.forceInt(e1, 0, "while evaluating the first argument passed to builtins.bitAnd");
        return IntValue.of(i & ev.forceInt(e2, 0, "while evaluating the second argument passed to builtins.bitAnd"));
    }

    static Value bitOr(Evaluation ev, Value e1, Value e2) {
        long i = ev.forceInt(e1, 0, "while evaluating the first argument passed to builtins.bitOr");
        return IntValue.of(i | ev.forceInt(e2, 0, "while evaluating the second argument passed to builtins.bitOr"));
    }

    static Value bitXor(Evaluation ev, Value e1, Value e2) {
        long i = ev.forceInt(e1, 0, "while evaluating the first argument passed to builtins.bitXor");
        return IntValue.of(i ^ ev.forceInt(e2, 0, "while evaluating the second argument passed to builtins.bitXor"));
    }

    static Value ceil(Evaluation ev, Value number) {
        double d = ev.forceFloat(
                number, ValuePosition.of(number, 0), "while evaluating the first argument passed to builtins.ceil");
        return toInt(ev, number, Math.ceil(d));
    }

    static Value floor(Evaluation ev, Value number) {
        double d = ev.forceFloat(
                number, ValuePosition.of(number, 0), "while evaluating the first argument passed to builtins.floor");
        return toInt(ev, number, Math.floor(d));
    }

    /** Integers take the way through a double too, and where that is not exact the reference refuses. */
    private static Value toInt(Evaluation ev, Value number, double rounded) {
        Value original = number.force(ev, 0);
        boolean fits = rounded >= INT_MIN && rounded < -INT_MIN;
        if (original instanceof IntValue i) {
            if (!fits) {
                throw bug(ev, "the NixInt argument %s caused undefined behavior in previous Nix versions.", i.value);
            }
            long result = (long) rounded;
            if (result != i.value) {
                throw bug(
                        ev,
                        "a loss of precision occurred in previous Nix versions because the NixInt argument %s was"
                                + " rounded to %s.",
                        i.value,
                        result);
            }
            return IntValue.of(result);
        }
        if (!fits) {
            throw ev.errors.atNone(ev.errors.of(
                    ErrorKind.ARITHMETIC,
                    "NixFloat argument %s is not in the range of NixInt",
                    NumberText.general6(((FloatValue) original).value)));
        }
        return IntValue.of((long) rounded);
    }

    private static NixException bug(Evaluation ev, String what, Object... args) {
        return ev.errors.atNone(ev.errors.of(
                ErrorKind.ARITHMETIC,
                "Due to a bug (see https://github.com/NixOS/nix/issues/12899) " + what
                        + "\n\tFuture Nix versions might implement the correct behavior.",
                args));
    }

    static Value lessThan(Evaluation ev, Value e1, Value e2) {
        return BoolValue.of(Ordering.lessThan(ev, e1, e2, 0, ""));
    }
}
