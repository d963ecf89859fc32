package io.github.nix4j.cli.settings;

import io.github.nix4j.cli.args.UsageException;
import java.math.BigInteger;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How numbers are written in settings: digits, maybe followed by K, M, G or T for powers of 1024. */
public final class SettingNumbers {
    private static final BigInteger MAX_UINT = BigInteger.ONE.shiftLeft(32).subtract(BigInteger.ONE);
    private static final BigInteger MAX_SIZE = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);
    private static final BigInteger MAX_LONG = BigInteger.valueOf(Long.MAX_VALUE);
    private static final BigInteger MIN_LONG = BigInteger.valueOf(Long.MIN_VALUE);

    private SettingNumbers() {}

    /**
     * The number that byte text stands for, of one of the kinds that hold numbers.
     *
     * @throws UsageException with what is wrong, if it is none of that kind
     */
    public static BigInteger parse(String value, SettingKind kind) {
        int shift = 0;
        String digits = value;
        if (!value.isEmpty()) {
            String last = value.substring(value.length() - 1).toUpperCase(Locale.ROOT);
            char unit = last.charAt(0);
            if (unit >= 'A' && unit <= 'Z') {
                int power = "KMGT".indexOf(unit);
                if (power < 0) {
                    throw new UsageException("invalid unit specifier '" + unit + "'");
                }
                shift = 10 * (power + 1);
                digits = value.substring(0, value.length() - 1);
            }
        }
        BigInteger number = whole(digits, kind);
        if (number == null) {
            throw new UsageException("'" + digits + "' is not an integer");
        }
        // As in C++, a product that is too large loses its upper bits.
        BigInteger product = number.shiftLeft(shift);
        return switch (kind) {
            case UINT -> product.and(MAX_UINT);
            case SIZE -> product.and(MAX_SIZE);
            default -> BigInteger.valueOf(product.longValue());
        };
    }

    /** A number without a unit; null if the text is none or it is out of the kind's range. */
    static @Nullable BigInteger whole(String digits, SettingKind kind) {
        boolean signed = kind == SettingKind.LONG;
        int start = digits.startsWith("+") || (signed && digits.startsWith("-")) ? 1 : 0;
        if (start == digits.length() || !areDigits(digits, start)) {
            return null;
        }
        BigInteger number = new BigInteger(digits);
        BigInteger most = signed ? MAX_LONG : kind == SettingKind.SIZE ? MAX_SIZE : MAX_UINT;
        boolean inRange = number.compareTo(most) <= 0 && number.compareTo(MIN_LONG) >= 0;
        return inRange ? number : null;
    }

    private static boolean areDigits(String text, int start) {
        for (int i = start; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}
