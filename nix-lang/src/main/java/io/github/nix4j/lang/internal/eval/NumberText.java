package io.github.nix4j.lang.internal.eval;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Floating-point numbers as C++ prints them. */
public final class NumberText {
    private NumberText() {}

    /** As {@code %f}: six decimals. */
    public static String fixed6(double d) {
        if (Double.isNaN(d)) {
            return nan(d);
        }
        if (Double.isInfinite(d)) {
            return d > 0 ? "inf" : "-inf";
        }
        String text = new BigDecimal(d).setScale(6, RoundingMode.HALF_EVEN).toPlainString();
        return isNegative(d) && !text.startsWith("-") ? "-" + text : text;
    }

    /** As {@code %g}, a stream's default: six significant digits, trailing zeros cut. */
    public static String general6(double d) {
        if (Double.isNaN(d)) {
            return nan(d);
        }
        if (Double.isInfinite(d)) {
            return d > 0 ? "inf" : "-inf";
        }
        if (d == 0) {
            return isNegative(d) ? "-0" : "0";
        }
        BigDecimal rounded = new BigDecimal(d).round(new MathContext(6, RoundingMode.HALF_EVEN));
        int exponent = rounded.precision() - rounded.scale() - 1;
        if (exponent < -4 || exponent >= 6) {
            String digits = rounded.unscaledValue().abs().toString();
            digits = cutZeros(digits.charAt(0) + "." + digits.substring(1));
            String e = Integer.toString(Math.abs(exponent));
            return (d < 0 ? "-" : "") + digits + (exponent < 0 ? "e-" : "e+") + (e.length() < 2 ? "0" + e : e);
        }
        String plain = rounded.toPlainString();
        return plain.indexOf('.') < 0 ? plain : cutZeros(plain);
    }

    private static String cutZeros(String number) {
        int end = number.length();
        while (number.charAt(end - 1) == '0') {
            end--;
        }
        if (number.charAt(end - 1) == '.') {
            end--;
        }
        return number.substring(0, end);
    }

    private static boolean isNegative(double d) {
        return Double.doubleToRawLongBits(d) < 0;
    }

    private static String nan(double d) {
        return isNegative(d) ? "-nan" : "nan";
    }
}
