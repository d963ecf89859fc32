package io.github.nix4j.store.path;

import org.jspecify.annotations.Nullable;

/** The rules for the name part of a store path. */
public final class StorePathName {
    /** The most bytes a name may have. */
    public static final int MAX_LENGTH = 211;

    private static final boolean[] ALLOWED = allowed();

    private StorePathName() {}

    /** Throws {@link BadStorePathException} unless byte text {@code name} may be the name of a store object. */
    public static void check(String name) {
        String problem = problem(name);
        if (problem != null) {
            throw new BadStorePathException(problem);
        }
    }

    /** Whether byte text {@code name} may be the name of a store object. */
    public static boolean isValid(String name) {
        return problem(name) == null;
    }

    /** What is wrong with {@code name} in Nix's words, or null. */
    static @Nullable String problem(String name) {
        if (name.isEmpty()) {
            return "name must not be empty";
        }
        if (name.length() > MAX_LENGTH) {
            return "name '" + name + "' must be no longer than " + MAX_LENGTH + " characters";
        }
        if (name.charAt(0) == '.') {
            String first = name.startsWith("..") ? ".." : ".";
            if (name.length() == first.length()) {
                return "name '" + name + "' is not valid";
            }
            if (name.charAt(first.length()) == '-') {
                return "name '" + name + "' is not valid: first dash-separated component must not be '" + first + "'";
            }
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!isNameChar(c)) {
                return "name '" + name + "' contains illegal character '" + c + "'";
            }
        }
        return null;
    }

    private static boolean isNameChar(char c) {
        return c < ALLOWED.length && ALLOWED[c];
    }

    private static boolean[] allowed() {
        boolean[] allowed = new boolean[128];
        for (char c : "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ+-._?=".toCharArray()) {
            allowed[c] = true;
        }
        return allowed;
    }
}
