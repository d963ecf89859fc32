package io.github.nix4j.cli.command;

import io.github.nix4j.cli.Session;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** The names that commands had in older releases of Nix, which still takes them, with a warning. */
final class OldCommandNames {
    private static final Map<String, String> NEW = Map.ofEntries(
            Map.entry("add-to-store", "store add-path"),
            Map.entry("cat-nar", "nar cat"),
            Map.entry("cat-store", "store cat"),
            Map.entry("copy-sigs", "store copy-sigs"),
            Map.entry("dev-shell", "develop"),
            Map.entry("diff-closures", "store diff-closures"),
            Map.entry("doctor", "config check"),
            Map.entry("dump-path", "store dump-path"),
            Map.entry("hash-file", "hash file"),
            Map.entry("hash-path", "hash path"),
            Map.entry("ls-nar", "nar ls"),
            Map.entry("ls-store", "store ls"),
            Map.entry("make-content-addressable", "store make-content-addressed"),
            Map.entry("optimise-store", "store optimise"),
            Map.entry("ping-store", "store info"),
            Map.entry("show-config", "config show"),
            Map.entry("show-derivation", "derivation show"),
            Map.entry("sign-paths", "store sign"),
            Map.entry("to-base16", "hash to-base16"),
            Map.entry("to-base32", "hash to-base32"),
            Map.entry("to-base64", "hash to-base64"),
            Map.entry("verify", "store verify"));

    /** The same below groups of commands, by the group and the name. */
    private static final Map<String, String> NEW_IN_GROUP = Map.of("profile install", "add", "store ping", "info");

    private OldCommandNames() {}

    /**
     * If {@code word} is an old name of a command below {@code parent}, warns and puts the new one before {@code rest}.
     *
     * @param parent empty for the program itself
     * @return whether it was
     */
    static boolean replace(Session session, String parent, String word, Deque<String> rest) {
        String now = parent.isEmpty() ? NEW.get(word) : NEW_IN_GROUP.get(parent + " " + word);
        if (now == null) {
            return false;
        }
        session.warn("'" + word + "' is a deprecated alias for '" + now + "'");
        List<String> words = Arrays.asList(now.split(" "));
        for (int i = words.size() - 1; i >= 0; i--) {
            rest.addFirst(words.get(i));
        }
        return true;
    }
}
