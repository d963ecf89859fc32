package io.github.nix4j.flake.fetch;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The setting {@code access-tokens}: what to show which forge. Immutable; its text never holds a token.
 */
public final class AccessTokens {
    /** There are none. */
    public static final AccessTokens NONE = new AccessTokens(Map.of());

    private final Map<String, String> tokens;

    private AccessTokens(Map<String, String> tokens) {
        this.tokens = tokens;
    }

    /** Reads words such as {@code github.com/owner=token}; those without an equal sign count for nothing. */
    public static AccessTokens parse(List<String> words) {
        Map<String, String> tokens = new LinkedHashMap<>();
        for (String word : words) {
            int equals = word.indexOf('=');
            if (equals >= 0) {
                tokens.putIfAbsent(word.substring(0, equals), word.substring(equals + 1));
            }
        }
        return new AccessTokens(tokens);
    }

    /** The token of the longest entry that {@code path} (host, owner, repository) begins with, or null. */
    @Nullable
    String findFor(String path) {
        String best = "";
        String token = "";
        for (var entry : tokens.entrySet()) {
            String prefix = entry.getKey();
            boolean begins = path.startsWith(prefix)
                    && (path.length() == prefix.length() || path.charAt(prefix.length()) == '/');
            if (begins && prefix.length() > best.length()) {
                best = prefix;
                token = entry.getValue();
            }
        }
        return token.isEmpty() ? null : token;
    }

    /** The token for a repository on {@code host}, or null. */
    public @Nullable String find(String host, String path) {
        String token = findFor(path);
        return token != null ? token : tokens.get(host);
    }

    @Override
    public String toString() {
        return "access tokens for " + tokens.keySet();
    }
}
