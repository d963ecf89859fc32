package io.github.nix4j.flake.ref;

import io.github.nix4j.flake.FlakeException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** A key that a commit must be signed with. */
public record CommitKey(String type, String key) {
    private static final String DEFAULT_TYPE = "ssh-ed25519";

    /** The keys that the attributes {@code publicKeys} and {@code publicKey} give. */
    public static List<CommitKey> of(InputAttributes attributes) {
        List<CommitKey> keys = new ArrayList<>();
        String list = attributes.text("publicKeys");
        if (list != null) {
            for (var key : FlakeJson.readTextObjects(list)) {
                String text = key.get("key");
                if (text == null) {
                    throw new FlakeException("Expected JSON object to contain key 'key' but it doesn't: "
                            + FlakeJson.compact(new TreeMap<String, Object>(key)));
                }
                keys.add(new CommitKey(key.getOrDefault("type", DEFAULT_TYPE), text));
            }
        }
        String single = attributes.text("publicKey");
        if (single != null) {
            String type = attributes.text("keytype");
            keys.add(new CommitKey(type == null ? DEFAULT_TYPE : type, single));
        }
        return keys;
    }

    static String toJson(List<CommitKey> keys) {
        StringBuilder out = new StringBuilder("[");
        for (CommitKey key : keys) {
            out.append(out.length() == 1 ? "" : ",");
            out.append("{\"key\":")
                    .append(FlakeJson.quote(key.key))
                    .append(",\"type\":")
                    .append(FlakeJson.quote(key.type))
                    .append('}');
        }
        return out.append(']').toString();
    }
}
