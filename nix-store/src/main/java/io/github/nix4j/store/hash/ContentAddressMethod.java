package io.github.nix4j.store.hash;

import io.github.nix4j.store.UnknownNameException;

/** How a store object is turned into bytes before it is hashed. */
public enum ContentAddressMethod {
    /** The contents of one regular file. */
    FLAT("flat", ""),
    /** The Nix archive of a tree. */
    NAR("nar", "r:"),
    /** The Git object of a tree. Experimental in Nix; whether it may be used is for the caller to decide. */
    GIT("git", "git:"),
    /** The contents of one regular file that may refer to other store objects. */
    TEXT("text", "text:");

    private final String nixName;
    private final String prefix;

    ContentAddressMethod(String nixName, String prefix) {
        this.nixName = nixName;
        this.prefix = prefix;
    }

    /** The method that JSON and command lines call {@code name}; throws {@link UnknownNameException} if there is none. */
    public static ContentAddressMethod parse(String name) {
        for (ContentAddressMethod method : values()) {
            if (method.nixName.equals(name)) {
                return method;
            }
        }
        throw new UnknownNameException("Unknown file ingestion method '" + name + "', expect `flat`, `nar`, or `git`");
    }

    /** The method that the hash algorithm field of a derivation output starts with; {@link #FLAT} has no mark. */
    public static ContentAddressMethod ofPrefix(String text) {
        for (ContentAddressMethod method : values()) {
            if (method != FLAT && text.startsWith(method.prefix)) {
                return method;
            }
        }
        return FLAT;
    }

    /** The name in JSON and on command lines. */
    public String nixName() {
        return nixName;
    }

    /** The mark before the algorithm in derivations: empty, {@code r:}, {@code git:} or {@code text:}. */
    public String prefix() {
        return prefix;
    }
}
