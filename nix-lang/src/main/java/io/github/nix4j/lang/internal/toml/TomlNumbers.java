package io.github.nix4j.lang.internal.toml;

import io.github.nix4j.lang.internal.eval.FloatValue;
import io.github.nix4j.lang.internal.eval.IntValue;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Whole and floating-point numbers, whose kind {@link NumberKind} has told. */
final class TomlNumbers {
    private static final String PREFIX_EXPECTED = "invalid integer: ";

    private TomlNumbers() {}

    static TomlNode integer(TomlCursor in) {
        int first = in.at;
        int digits = in.current() == '+' || in.current() == '-' ? 1 : 0;
        if (in.ahead(digits) == '0') {
            char prefix = in.ahead(digits + 1);
            if (prefix == 'x') {
                return prefixed(in, 16, "hex", "hex_int must be like: 0xC0FFEE, 0xdead_beef", "hex [0-9a-fA-F]");
            } else if (prefix == 'o') {
                return prefixed(in, 8, "oct", "oct_int must be like: 0o775, 0o04_44", "from `0` to `7`");
            } else if (prefix == 'b') {
                return prefixed(in, 2, "bin", "bin_int must be like: 0b0101, 0b1111_0000", "0 or 1");
            }
        }
        in.at = new NumberSyntax(in.source.text).decimal(first);
        String number = in.textSince(first).replace("_", "");
        return checked(in, first, number, 10, "dec", "digits");
    }

    /** A sign before the prefix is no part of such a number, nor is a prefix without a digit. */
    private static TomlNode prefixed(TomlCursor in, int radix, String kind, String like, String digit) {
        int first = in.at;
        int end = new NumberSyntax(in.source.text).prefixed(first);
        if (end < 0) {
            boolean sign = in.current() != '0';
            int place = sign ? first : first + 2;
            String expected = sign ? "0" + in.ahead(2) : digit;
            throw TomlProblem.of(
                            "toml::parse_" + kind + "_integer: " + PREFIX_EXPECTED + like,
                            Region.at(in.source, place),
                            "expected " + expected)
                    .failure();
        }
        in.at = end;
        String number = in.source.text.substring(first + 2, end).replace("_", "");
        return checked(in, first, number, radix, kind, "value");
    }

    private static TomlNode checked(TomlCursor in, int first, String number, int radix, String kind, String what) {
        BigInteger value = value(number, radix);
        if (value == null) {
            TomlFailure failure = TomlProblem.of(
                            "toml::parse_" + kind + "_integer: too large integer: current max " + what + " = 2^63",
                            in.here(),
                            "must be < 2^63")
                    .failure();
            in.at = first;
            throw failure;
        }
        return new TomlNode.Scalar(in.since(first), IntValue.of(value.longValue()));
    }

    /** The number, or null if it does not fit: told by its length first, since reading long ones takes the square of it. */
    private static @Nullable BigInteger value(String number, int radix) {
        int digits = 0;
        while (digits < number.length() && number.charAt(digits) == '0') {
            digits++;
        }
        if (number.length() - digits > Long.SIZE) {
            return null;
        }
        BigInteger value = new BigInteger(number, radix);
        return value.bitLength() < Long.SIZE ? value : null;
    }

    /** Too large ones fail behind the number; too small ones are zero. */
    static TomlNode floating(TomlCursor in) {
        int first = in.at;
        in.at = new NumberSyntax(in.source.text).floating(first);
        String number = in.textSince(first).replace("_", "");
        double value;
        if (number.endsWith("inf")) {
            value = number.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        } else if (number.endsWith("nan")) {
            value = number.startsWith("-") ? Math.copySign(Double.NaN, -1) : Double.NaN;
        } else {
            value = Double.parseDouble(number);
            if (Double.isInfinite(value)) {
                throw TomlProblem.of(
                                "toml::parse_floating: failed to read floating point value from stream",
                                in.here(),
                                "here")
                        .failure();
            }
        }
        return new TomlNode.Scalar(in.since(first), new FloatValue(value));
    }
}
