package io.github.nix4j.store.hash;

import io.github.nix4j.store.UnknownNameException;
import java.util.List;

/** A text form of a hash. */
public enum HashFormat {
    /** Lower-case hexadecimal. */
    BASE16("base16"),
    /** Nix's own base 32. */
    NIX32("nix32"),
    /** Standard base 64 with padding. */
    BASE64("base64"),
    /** {@code ALGORITHM-BASE64}, as browsers know it. */
    SRI("sri");

    private final String nixName;

    HashFormat(String nixName) {
        this.nixName = nixName;
    }

    /** The name that Nix gives this form. */
    public String nixName() {
        return nixName;
    }

    /**
     * The form that Nix calls {@code name}; throws {@link UnknownNameException} if there is none. {@code base32} is accepted for
     * {@link #NIX32}: it {@linkplain #isDeprecatedName is deprecated}.
     */
    public static HashFormat parse(String name) {
        if (isDeprecatedName(name)) {
            return NIX32;
        }
        for (HashFormat format : List.of(values())) {
            if (format.nixName.equals(name)) {
                return format;
            }
        }
        throw new UnknownNameException(
                "unknown hash format '" + name + "', expect 'base16', 'base32', 'base64', or 'sri'");
    }

    /** Whether Nix warns about {@code name}: {@code "base32" is a deprecated alias for hash format "nix32".} */
    public static boolean isDeprecatedName(String name) {
        return name.equals("base32");
    }
}
