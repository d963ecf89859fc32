package io.github.nix4j.store;

import java.math.BigInteger;

/**
 * Doubles as JSON numbers, digit for digit as the reference writes them: by the Grisu2 algorithm (Loitsch, "Printing
 * Floating-Point Numbers Quickly and Accurately with Integers", 2010), whose result always reads back as the same number and is
 * the shortest such one in all but about one case in a thousand. Java's own conversion differs in those cases.
 */
public final class JsonFloats {
    private static final int FIRST_POWER = -300;
    private static final int POWER_STEP = 8;
    private static final int POWERS = 79;

    /** The largest binary exponent that a scaled number has; with it the integral part fits in 32 bits. */
    private static final int MAX_SCALED_EXPONENT = -32;

    private static final int MIN_SCALED_EXPONENT = -60;

    /** Powers of ten, rounded to 64 bits: {@code SIGNIFICANDS[i] * 2^EXPONENTS[i]} is about {@code 10^(-300 + 8 i)}. */
    private static final long[] SIGNIFICANDS = new long[POWERS];

    private static final int[] EXPONENTS = new int[POWERS];

    static {
        for (int i = 0; i < POWERS; i++) {
            computePower(i);
        }
    }

    private static void computePower(int index) {
        int k = FIRST_POWER + index * POWER_STEP;
        BigInteger power = BigInteger.TEN.pow(Math.abs(k));
        // Twice 64 bits and more to round from.
        int shift = 200 + power.bitLength();
        BigInteger scaled = k >= 0
                ? power.shiftLeft(shift)
                : BigInteger.ONE.shiftLeft(shift * 2).divide(power);
        int exponent = k >= 0 ? -shift : -shift * 2;
        int cut = scaled.bitLength() - 64;
        BigInteger rounded = scaled.add(BigInteger.ONE.shiftLeft(cut - 1)).shiftRight(cut);
        SIGNIFICANDS[index] = rounded.longValue();
        EXPONENTS[index] = exponent + cut;
    }

    private final byte[] digits = new byte[20];
    private int count;
    private int exponent; // the number is digits * 10^exponent

    private JsonFloats() {}

    /** Appends {@code d}; what is no number is {@code null} in JSON. */
    public static void append(StringBuilder out, double d) {
        if (Double.isNaN(d) || Double.isInfinite(d)) {
            out.append("null");
            return;
        }
        if (Double.doubleToRawLongBits(d) < 0) {
            out.append('-');
        }
        if (d == 0) {
            out.append("0.0");
            return;
        }
        JsonFloats number = new JsonFloats();
        number.convert(Math.abs(d));
        number.format(out);
    }

    private void format(StringBuilder out) {
        int point = count + exponent; // where the decimal point is, counted from the first digit
        if (count <= point && point <= 15) {
            digits(out, 0, count);
            out.append("0".repeat(point - count)).append(".0");
        } else if (0 < point && point <= 15) {
            digits(out, 0, point);
            out.append('.');
            digits(out, point, count);
        } else if (-4 < point && point <= 0) {
            out.append("0.").append("0".repeat(-point));
            digits(out, 0, count);
        } else {
            digits(out, 0, 1);
            if (count > 1) {
                out.append('.');
                digits(out, 1, count);
            }
            int e = point - 1;
            out.append(e < 0 ? "e-" : "e+");
            out.append(Math.abs(e) < 10 ? "0" : "").append(Math.abs(e));
        }
    }

    private void digits(StringBuilder out, int from, int to) {
        for (int i = from; i < to; i++) {
            out.append((char) ('0' + digits[i]));
        }
    }

    private void convert(double d) {
        long bits = Double.doubleToRawLongBits(d);
        long fraction = bits & (1L << 52) - 1;
        int biased = (int) (bits >>> 52);
        long f = biased == 0 ? fraction : fraction | 1L << 52;
        int e = (biased == 0 ? 1 : biased) - 1075;
        // Half way to the neighbours, all with the exponent of the upper one.
        long upper = 2 * f + 1;
        int shift = Long.numberOfLeadingZeros(upper);
        int scaled = e - 1 - shift;
        boolean lowerIsCloser = fraction == 0 && biased > 1;
        long lower = lowerIsCloser ? 4 * f - 1 << shift - 1 : 2 * f - 1 << shift;
        long middle = f << Long.numberOfLeadingZeros(f);

        int index = powerIndex(scaled);
        long power = SIGNIFICANDS[index];
        exponent = -(FIRST_POWER + index * POWER_STEP);
        int resultExponent = scaled + EXPONENTS[index] + 64;
        // One unit less on either side makes up for the error of the product.
        long high = multiply(upper << shift, power) - 1;
        long low = multiply(lower, power) + 1;
        generate(high, high - low, high - multiply(middle, power), -resultExponent);
    }

    /** The smallest power that brings a number with binary exponent {@code e} into the range of scaled exponents. */
    private static int powerIndex(int e) {
        int f = MIN_SCALED_EXPONENT - e - 1;
        int k = (int) (f * 78913L / (1 << 18)) + (f > 0 ? 1 : 0); // ceil(f * log10(2))
        int index = (-FIRST_POWER + k + POWER_STEP - 1) / POWER_STEP;
        assert e + EXPONENTS[index] + 64 <= MAX_SCALED_EXPONENT;
        return index;
    }

    /** The upper 64 bits of the product, rounded. */
    private static long multiply(long a, long b) {
        long high = Math.multiplyHigh(a, b) + (a >> 63 & b) + (b >> 63 & a);
        return high + (a * b >>> 63);
    }

    /** The digits of {@code high * 2^-point}, as few as leave it within {@code delta}. */
    private void generate(long high, long delta, long distance, int point) {
        long one = 1L << point;
        long integral = high >>> point;
        long rest = high & one - 1;
        long unit = 1;
        int left = 1;
        while (unit * 10 <= integral) {
            unit *= 10;
            left++;
        }
        while (left > 0) {
            digits[count++] = (byte) (integral / unit);
            integral %= unit;
            left--;
            long remainder = (integral << point) + rest;
            if (Long.compareUnsigned(remainder, delta) <= 0) {
                exponent += left;
                round(distance, delta, remainder, unit << point);
                return;
            }
            unit /= 10;
        }
        do {
            rest *= 10;
            delta *= 10;
            distance *= 10;
            digits[count++] = (byte) (rest >>> point);
            rest &= one - 1;
            exponent--;
        } while (Long.compareUnsigned(rest, delta) > 0);
        round(distance, delta, rest, one);
    }

    /** Moves the last digit down while that brings the number nearer. */
    private void round(long distance, long delta, long rest, long unit) {
        while (Long.compareUnsigned(rest, distance) < 0
                && Long.compareUnsigned(delta - rest, unit) >= 0
                && (Long.compareUnsigned(rest + unit, distance) < 0
                        || Long.compareUnsigned(distance - rest, rest + unit - distance) > 0)) {
            digits[count - 1]--;
            rest += unit;
        }
    }
}
