package io.github.nix4j.cli.settings;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The settings of Nix 2.34.8 by name, as {@code nix config show} lists them, with their kinds and older names. */
final class SettingNames {
    private static final String BOOL = "abort-on-warn accept-flake-config allow-dirty allow-dirty-locks"
            + " allow-import-from-derivation allow-new-privileges allow-symlinked-store"
            + " allow-unsafe-native-code-during-evaluation always-allow-substitutes auto-allocate-uids"
            + " auto-optimise-store builders-use-substitutes compress-build-log debugger-on-trace debugger-on-warn"
            + " eval-cache fallback filter-syscalls fsync-metadata fsync-store-paths http2 ignore-try"
            + " impersonate-linux-26 keep-build-log keep-derivations keep-env-derivations keep-failed keep-going"
            + " keep-outputs nix-shell-always-looks-for-shell-nix nix-shell-shebang-arguments-relative-to-script"
            + " preallocate-contents print-missing pure-eval require-drop-supplementary-groups require-sigs"
            + " restrict-eval run-diff-hook sandbox-fallback show-trace substitute sync-before-registering"
            + " trace-function-calls trace-import-from-derivation trace-verbose trust-tarballs-from-git-forges"
            + " use-case-hack use-cgroups use-registries use-sqlite-wal use-xdg-base-directories warn-dirty"
            + " warn-short-path-literals";
    private static final String UINT = "build-poll-interval cores download-attempts download-speed"
            + " eval-attrset-update-layer-rhs-threshold eval-profiler-frequency id-count max-call-depth"
            + " max-substitution-jobs narinfo-cache-meta-ttl narinfo-cache-negative-ttl narinfo-cache-positive-ttl"
            + " start-id tarball-ttl";
    private static final String SIZE = "connect-timeout download-buffer-size http-connections log-lines"
            + " max-build-log-size max-free min-free min-free-check-interval nar-buffer-size"
            + " stalled-download-timeout warn-large-path-threshold";
    private static final String LONG = "gc-reserved-space max-silent-time timeout";
    private static final String STRING = "bash-prompt bash-prompt-prefix bash-prompt-suffix build-users-group builders"
            + " commit-lock-file-summary eval-system external-builders flake-registry post-build-hook pre-build-hook"
            + " sandbox-dev-shm-size system upgrade-nix-store-path-url user-agent-suffix";
    private static final String ABSOLUTE = "netrc-file sandbox-build-dir";
    private static final String ABSOLUTE_OR_NONE = "build-dir diff-hook json-log-path ssl-cert-file";
    private static final String WORDS = "access-tokens allowed-impure-host-deps allowed-uris allowed-users build-hook"
            + " experimental-features extra-platforms hashed-mirrors ignored-acls impure-env nix-path plugin-files"
            + " sandbox-paths secret-key-files system-features trusted-public-keys"
            + " trusted-users";
    private static final String LINT = "lint-absolute-path-literals lint-short-path-literals lint-url-literals";
    private static final String ALIASES = "binary-cache-public-keys=trusted-public-keys"
            + " binary-caches-parallel-connections=http-connections binary-caches=substituters"
            + " build-chroot-dirs=sandbox-paths build-compress-log=compress-build-log build-cores=cores"
            + " build-fallback=fallback build-impersonate-linux-26=impersonate-linux-26"
            + " build-keep-log=keep-build-log build-max-jobs=max-jobs build-max-log-size=max-build-log-size"
            + " build-max-silent-time=max-silent-time build-sandbox-paths=sandbox-paths build-timeout=timeout"
            + " build-use-chroot=sandbox build-use-sandbox=sandbox build-use-substitutes=substitute"
            + " commit-lockfile-summary=commit-lock-file-summary env-keep-derivations=keep-env-derivations"
            + " gc-keep-derivations=keep-derivations gc-keep-outputs=keep-outputs"
            + " substitution-max-jobs=max-substitution-jobs trusted-binary-caches=trusted-substituters";

    private final Map<String, SettingKind> kinds = new HashMap<>(256);
    private final Map<String, String> aliases = new HashMap<>();

    SettingNames() {
        addAll(BOOL, SettingKind.BOOL);
        addAll(UINT, SettingKind.UINT);
        addAll(SIZE, SettingKind.SIZE);
        addAll(LONG, SettingKind.LONG);
        addAll("max-jobs", SettingKind.JOBS);
        addAll(STRING, SettingKind.STRING);
        addAll("eval-profile-file", SettingKind.PATH);
        addAll(ABSOLUTE, SettingKind.ABSOLUTE);
        addAll(ABSOLUTE_OR_NONE, SettingKind.ABSOLUTE_OR_NONE);
        addAll("sandbox", SettingKind.SANDBOX);
        addAll("eval-profiler", SettingKind.PROFILER);
        addAll(WORDS, SettingKind.WORDS);
        addAll("store", SettingKind.STORE);
        addAll("substituters trusted-substituters", SettingKind.STORES);
        addAll(LINT, SettingKind.LINT);
        for (String alias : ALIASES.split(" ")) {
            int equals = alias.indexOf('=');
            aliases.put(alias.substring(0, equals), alias.substring(equals + 1));
        }
    }

    private void addAll(String names, SettingKind kind) {
        for (String name : names.split(" ")) {
            kinds.put(name, kind);
        }
    }

    /** The name that Nix lists for {@code name}, which may be an older one or unknown. */
    String canonical(String name) {
        return aliases.getOrDefault(name, name);
    }

    /** The older names of a setting, sorted. */
    List<String> aliases(String canonicalName) {
        return aliases.entrySet().stream()
                .filter(alias -> alias.getValue().equals(canonicalName))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /** The experimental feature without which a setting is ignored; null if it needs none. */
    @Nullable
    String feature(String canonicalName) {
        return switch (canonicalName) {
            case "accept-flake-config",
                    "allow-dirty-locks",
                    "commit-lock-file-summary",
                    "flake-registry",
                    "use-registries" -> "flakes";
            case "auto-allocate-uids" -> "auto-allocate-uids";
            case "impure-env" -> "configurable-impure-env";
            default -> null;
        };
    }

    /** The kind of a setting by its canonical name; null if there is no such setting. */
    @Nullable
    SettingKind kind(String canonicalName) {
        return kinds.get(canonicalName);
    }

    /** All names that can be set, also older ones and those that append. */
    SortedSet<String> all() {
        SortedSet<String> all = new TreeSet<>(kinds.keySet());
        all.addAll(aliases.keySet());
        for (String name : List.copyOf(all)) {
            if (Objects.requireNonNull(kinds.get(canonical(name))).takesWords()) {
                all.add("extra-" + name);
            }
        }
        return all;
    }

    /** All flags that set them, with their dashes. */
    SortedSet<String> flags() {
        SortedSet<String> flags = new TreeSet<>();
        for (String name : all()) {
            flags.add("--" + name);
            if (kinds.get(canonical(name)) == SettingKind.BOOL || name.equals("sandbox")) {
                flags.add("--no-" + name);
            }
        }
        return flags;
    }
}
