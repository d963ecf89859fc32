package io.github.nix4j.cli.settings;

import io.github.nix4j.cli.CliException;
import io.github.nix4j.cli.args.UsageException;
import io.github.nix4j.lang.Message;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What texts the settings of each kind take. */
final class SettingCheck {
    private SettingCheck() {}

    /**
     * Accepts a value or throws.
     *
     * @throws UsageException if it is not of the kind
     * @throws CliException if it is a path that depends on the working directory
     */
    static void check(String name, SettingKind kind, String value) {
        switch (kind) {
            case BOOL -> {
                if (bool(value) == null) {
                    throw new UsageException("Boolean setting '" + name + "' has invalid value '" + value + "'");
                }
            }
            case UINT, SIZE, LONG -> {
                try {
                    SettingNumbers.parse(value, kind);
                } catch (UsageException e) {
                    throw new UsageException("setting '" + name + "' has invalid value '" + value + "'");
                }
            }
            case JOBS -> {
                if (!value.equals("auto") && SettingNumbers.whole(value, kind) == null) {
                    throw new UsageException(
                            Message.of("configuration setting '%s' should be 'auto' or an integer", name));
                }
            }
            case PATH, ABSOLUTE, ABSOLUTE_OR_NONE -> checkPath(name, kind, value);
            case SANDBOX -> checkOneOf(name, value, List.of("true", "relaxed", "false"));
            case PROFILER -> checkOneOf(name, value, List.of("disabled", "flamegraph"));
            case LINT -> {
                if (!value.equals("ignore") && !value.equals("warn") && !value.equals("fatal")) {
                    throw new UsageException("option '" + name + "' has invalid value '" + value
                            + "' (expected 'ignore', 'warn', or 'fatal')");
                }
            }
            case STRING, WORDS, STORE, STORES -> {}
        }
    }

    static @Nullable Boolean bool(String value) {
        return switch (value) {
            case "true", "yes", "1" -> Boolean.TRUE;
            case "false", "no", "0" -> Boolean.FALSE;
            default -> null;
        };
    }

    private static void checkPath(String name, SettingKind kind, String value) {
        if (value.isEmpty()) {
            if (kind == SettingKind.PATH || kind == SettingKind.ABSOLUTE) {
                throw new UsageException("setting '" + name + "' is a path and paths cannot be empty");
            }
        } else if ((kind == SettingKind.ABSOLUTE || kind == SettingKind.ABSOLUTE_OR_NONE) && value.charAt(0) != '/') {
            throw new CliException("not an absolute path: \"" + value + "\"");
        }
    }

    private static void checkOneOf(String name, String value, List<String> allowed) {
        if (!allowed.contains(value)) {
            throw new UsageException("option '" + name + "' has invalid value '" + value + "'");
        }
    }
}
