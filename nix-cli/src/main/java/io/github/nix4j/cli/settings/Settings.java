package io.github.nix4j.cli.settings;

import io.github.nix4j.cli.args.Flag;
import io.github.nix4j.cli.args.UsageException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The settings of one run: what was set explicitly, by name, checked when it is set. A setting that was not set has the
 * default that its reader names. All texts are byte text. Used by one thread.
 */
public final class Settings {
    private final SettingNames names = new SettingNames();
    private final Map<String, String> values = new HashMap<>();
    private final Set<String> features = new TreeSet<>();
    private final Map<String, String> unknown = new TreeMap<>();
    private final List<String> warnings = new ArrayList<>();

    /**
     * Sets {@code name}, or appends to it when it starts with {@code extra-} and takes words. An unknown name is kept for a
     * warning.
     *
     * @throws UsageException if the value is not of the setting's kind
     */
    public void set(String name, String value) {
        String canonical = names.canonical(name);
        SettingKind kind = names.kind(canonical);
        boolean append = false;
        if (kind == null && name.startsWith("extra-")) {
            canonical = names.canonical(name.substring(6));
            kind = names.kind(canonical);
            append = kind == SettingKind.WORDS;
        }
        if (kind == null || (name.startsWith("extra-") && !append)) {
            unknown.put(name, value);
            return;
        }
        check(canonical, kind, value);
        if (canonical.equals("experimental-features")) {
            if (!append) {
                features.clear();
            }
            ExperimentalFeatures.addAll(ConfReader.words(value), features, warnings);
            return;
        }
        String before = append ? values.get(canonical) : null;
        values.put(canonical, before == null || before.isEmpty() ? value : before + " " + value);
    }

    /** Sets everything that the configuration text sets, experimental features first. */
    void apply(String text, String origin, ConfReader.Files files, boolean skipNixPath) {
        List<ConfReader.Entry> entries = ConfReader.read(text, origin, files);
        for (ConfReader.Entry entry : entries) {
            if (isFeatures(entry.name())) {
                set(entry.name(), entry.value());
            }
        }
        for (ConfReader.Entry entry : entries) {
            boolean nixPath = entry.name().equals("nix-path") || entry.name().equals("extra-nix-path");
            if (!isFeatures(entry.name()) && !(nixPath && skipNixPath)) {
                set(entry.name(), entry.value());
            }
        }
    }

    private static boolean isFeatures(String name) {
        return name.equals("experimental-features") || name.equals("extra-experimental-features");
    }

    private static void check(String name, SettingKind kind, String value) {
        switch (kind) {
            case BOOL -> {
                if (parseBool(value) == null) {
                    throw new UsageException("Boolean setting '" + name + "' has invalid value '" + value + "'");
                }
            }
            case INT -> {
                if (parseInt(value) == null) {
                    throw new UsageException("setting '" + name + "' has invalid value '" + value + "'");
                }
            }
            case LINT -> {
                if (!value.equals("ignore") && !value.equals("warn") && !value.equals("fatal")) {
                    throw new UsageException("option '" + name + "' has invalid value '" + value
                            + "' (expected 'ignore', 'warn', or 'fatal')");
                }
            }
            case STRING, WORDS -> {}
        }
    }

    private static @Nullable Boolean parseBool(String value) {
        return switch (value) {
            case "true", "yes", "1" -> Boolean.TRUE;
            case "false", "no", "0" -> Boolean.FALSE;
            default -> null;
        };
    }

    private static @Nullable Long parseInt(String value) {
        try {
            return Long.valueOf(value);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** The flag {@code --NAME}, {@code --no-NAME} or {@code --extra-NAME} of a setting; null if there is none. */
    public @Nullable Flag flag(String longName) {
        SettingKind kind = names.kind(names.canonical(longName));
        if (kind == SettingKind.BOOL || longName.equals("sandbox")) {
            return new Flag(longName, '\0', List.of(), "", "", arguments -> set(longName, "true"));
        }
        if (kind != null) {
            return new Flag(longName, '\0', List.of("value"), "", "", arguments -> set(longName, arguments.get(0)));
        }
        if (longName.startsWith("no-")) {
            String name = longName.substring(3);
            if (names.kind(names.canonical(name)) == SettingKind.BOOL || name.equals("sandbox")) {
                return new Flag(longName, '\0', List.of(), "", "", arguments -> set(name, "false"));
            }
        }
        if (longName.startsWith("extra-") && names.kind(names.canonical(longName.substring(6))) == SettingKind.WORDS) {
            return new Flag(longName, '\0', List.of("value"), "", "", arguments -> set(longName, arguments.get(0)));
        }
        return null;
    }

    /** Whether {@code name} was set by configuration or flags. */
    public boolean isSet(String name) {
        return values.containsKey(name);
    }

    /** The value of a Boolean setting. */
    public boolean bool(String name, boolean unset) {
        String value = values.get(name);
        Boolean parsed = value == null ? null : parseBool(value);
        return parsed == null ? unset : parsed;
    }

    /** The value of a numeric setting. */
    public long integer(String name, long unset) {
        String value = values.get(name);
        Long parsed = value == null ? null : parseInt(value);
        return parsed == null ? unset : parsed;
    }

    /** The text of a setting. */
    public String text(String name, String unset) {
        return values.getOrDefault(name, unset);
    }

    /** The words of a setting; none if it is unset. */
    public List<String> words(String name) {
        return ConfReader.words(values.getOrDefault(name, ""));
    }

    /** The experimental features that are on. */
    public Set<String> features() {
        return features;
    }

    /** What was found wrong but harmless since the last call, as messages without {@code warning: } before them. */
    public List<String> takeWarnings() {
        List<String> taken = new ArrayList<>(warnings);
        for (String name : unknown.keySet()) {
            taken.add("unknown setting '" + name + "'");
        }
        warnings.clear();
        unknown.clear();
        return taken;
    }
}
