package io.github.nix4j.cli.evaluation;

import io.github.nix4j.cli.Session;
import io.github.nix4j.cli.SettingHints;
import io.github.nix4j.lang.io.SourcePath;
import io.github.nix4j.store.Ingestion;
import io.github.nix4j.store.Store;
import io.github.nix4j.store.hash.ContentAddressMethod;
import io.github.nix4j.store.hash.HashAlgorithm;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;

/**
 * Makes the settings that a flake wishes for ({@code nixConfig}) those of the run, as far as its user trusts them: harmless
 * ones always, others when he says so: with {@code --accept-flake-config}, in {@code trusted-settings.json}, or when asked at a
 * terminal.
 */
public final class FlakeConfiguration {
    private static final Set<String> HARMLESS = Set.of(
            "bash-prompt",
            "bash-prompt-prefix",
            "bash-prompt-suffix",
            "flake-registry",
            "commit-lock-file-summary",
            "commit-lockfile-summary");

    /** The level at which it is said what is done. */
    private static final int INFO = 3;

    private final Session session;
    private final Store store;

    /** @param store where files go that settings name */
    public FlakeConfiguration(Session session, Store store) {
        this.session = session;
        this.store = store;
    }

    /** Applies what {@code nixConfig} holds. */
    public void apply(SortedMap<String, Object> wishes) {
        wishes.forEach((name, wish) -> {
            String value = text(wish);
            String plain = name.startsWith("extra-") ? name.substring("extra-".length()) : name;
            boolean always = HARMLESS.contains(plain) || session.settings().bool("accept-flake-config", false);
            if (always || isTrusted(name, value)) {
                session.settings().set(name, value);
            } else {
                session.warn("ignoring untrusted flake configuration setting '" + name
                        + "'.\nPass '--accept-flake-config' to trust it");
            }
            if (!session.settings().knows(name)) {
                SettingHints.add(session, name);
            }
        });
    }

    private String text(Object wish) {
        if (wish instanceof SourcePath file) {
            return store.storeDir()
                    .print(store.add(Ingestion.of(
                            "source", file.tree(), file.path(), ContentAddressMethod.NAR, HashAlgorithm.SHA256)));
        }
        if (wish instanceof List<?> words) {
            return String.join(" ", words.stream().map(String::valueOf).toList());
        }
        return String.valueOf(wish);
    }

    /** Whether the user says, or said for ever, that this value is fine. */
    private boolean isTrusted(String name, String value) {
        TrustedSettings remembered = TrustedSettings.of(session);
        Boolean decided = remembered.decision(name, value);
        if (decided != null) {
            if (session.level() >= INFO) {
                session.err("Using saved setting for '" + name + " = " + value
                        + "' from ~/.local/share/nix/trusted-settings.json.");
            }
            return decided;
        }
        boolean trusted = says("do you want to allow configuration setting '" + name + "' to be set to '\u001b[31;1m"
                + value + "\u001b[0m' (y/N)?");
        if (says("do you want to permanently mark this value as " + (trusted ? "trusted" : "untrusted") + " (y/N)?")) {
            remembered.remember(name, value, trusted);
        }
        return trusted;
    }

    private boolean says(String question) {
        Character answer = session.ask(question);
        return answer != null && (answer == 'y' || answer == 'Y');
    }
}
