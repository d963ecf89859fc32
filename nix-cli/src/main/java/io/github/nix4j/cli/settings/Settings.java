package io.github.nix4j.cli.settings;

import io.github.nix4j.cli.args.Flag;
import io.github.nix4j.cli.args.UsageException;
import java.math.BigInteger;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The settings of one run: what was set explicitly, by name, checked when it is set. A setting that was not set has the
 * default that its reader names. All texts are byte text. Used by one thread.
 */
public final class Settings {
    private final SettingNames names = new SettingNames();
    private final Map<String, String> values = new HashMap<>();

    /** Words that follow the default of a setting that was not set otherwise. */
    private final Map<String, String> appended = new HashMap<>();

    private final Set<String> features = new TreeSet<>();
    private final Map<String, String> unknown = new TreeMap<>();
    private final Set<String> always = new TreeSet<>();
    private final Set<String> required = new TreeSet<>();
    private final String directory;
    private final Consumer<String> warnings;

    /**
     * Settings of which nothing is set.
     *
     * @param directory the working directory, absolute byte text
     * @param warnings takes what is wrong but harmless, as messages without {@code warning: } before them
     */
    public Settings(String directory, Consumer<String> warnings) {
        this.directory = directory;
        this.warnings = warnings;
    }

    /** Turns experimental features on for good, whatever is set later. */
    public void enable(String... names) {
        ExperimentalFeatures.addAll(List.of(names), always, warnings);
        features.addAll(always);
    }

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
            append = takesWords(kind);
        }
        if (kind == null || (name.startsWith("extra-") && !append)) {
            unknown.put(name, value);
            return;
        }
        String feature = names.feature(canonical);
        if (feature != null && !features.contains(feature)) {
            warnings.accept("Ignoring setting '" + canonical + "' because experimental feature '" + feature
                    + "' is not enabled");
            return;
        }
        switch (kind) {
            case STORE -> store(value, warnings);
            case STORES -> ConfReader.words(value).forEach(word -> store(word, warnings));
            default -> SettingCheck.check(canonical, kind, value);
        }
        if (canonical.equals("experimental-features")) {
            if (!append) {
                features.clear();
                features.addAll(always);
            }
            ExperimentalFeatures.addAll(ConfReader.words(value), features, warnings);
            return;
        }
        if (append) {
            (values.containsKey(canonical) ? values : appended).merge(canonical, value, Settings::joined);
        } else {
            put(canonical, value);
        }
    }

    /** As {@link #set}, if neither a flag nor a file has set it. */
    public void setUnlessSet(String name, String value) {
        if (!values.containsKey(names.canonical(name))) {
            set(name, value);
        }
    }

    private static boolean takesWords(@Nullable SettingKind kind) {
        return kind != null && kind.takesWords();
    }

    private static String joined(String words, String more) {
        return words.isEmpty() ? more : words + " " + more;
    }

    private void put(String name, String value) {
        values.put(name, value);
        appended.remove(name);
        if (name.equals("warn-short-path-literals")) {
            String meant = Boolean.TRUE.equals(SettingCheck.bool(value)) ? "warn" : "ignore";
            warnings.accept("'" + name + "' is deprecated, use 'lint-short-path-literals = " + meant + "' instead");
        }
    }

    private String store(String reference, Consumer<String> heard) {
        return StoreReference.normal(reference, directory, heard);
    }

    /** Sets what a flag for on or off says; whether its feature is on is known only when all flags are read. */
    private void override(String name, String value) {
        String canonical = names.canonical(name);
        noteFeature(canonical);
        put(canonical, value);
    }

    private void setByFlag(String name, String value) {
        noteFeature(names.canonical(name.startsWith("extra-") ? name.substring(6) : name));
        set(name, value);
    }

    private void noteFeature(String canonical) {
        String feature = names.feature(canonical);
        if (feature != null) {
            required.add(feature);
        }
    }

    /**
     * Checks that an experimental feature is on.
     *
     * @throws io.github.nix4j.cli.CliException if it is off
     */
    public void require(String feature) {
        if (!features.contains(feature)) {
            throw ExperimentalFeatures.disabled(feature);
        }
    }

    /**
     * Checks that the flags which were given had the experimental features that they need.
     *
     * @throws io.github.nix4j.cli.CliException if one is off
     */
    public void requireFeaturesOfFlags() {
        for (String feature : required) {
            require(feature);
        }
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

    /** The flag {@code --NAME}, {@code --no-NAME} or {@code --extra-NAME} of a setting; null if there is none. */
    public @Nullable Flag flag(String longName) {
        SettingKind kind = names.kind(names.canonical(longName));
        if (longName.equals("relaxed-sandbox")) {
            return new Flag(longName, '\0', List.of(), "", "", arguments -> override("sandbox", "relaxed"));
        }
        if (kind == SettingKind.BOOL || longName.equals("sandbox")) {
            return new Flag(longName, '\0', List.of(), "", "", arguments -> override(longName, "true"));
        }
        if (kind != null) {
            return new Flag(
                    longName, '\0', List.of("value"), "", "", arguments -> setByFlag(longName, arguments.get(0)));
        }
        if (longName.startsWith("no-")) {
            String name = longName.substring(3);
            if (names.kind(names.canonical(name)) == SettingKind.BOOL || name.equals("sandbox")) {
                return new Flag(longName, '\0', List.of(), "", "", arguments -> override(name, "false"));
            }
        }
        if (longName.startsWith("extra-") && takesWords(names.kind(names.canonical(longName.substring(6))))) {
            return new Flag(
                    longName, '\0', List.of("value"), "", "", arguments -> setByFlag(longName, arguments.get(0)));
        }
        return null;
    }

    /** The value of a Boolean setting. */
    public boolean bool(String name, boolean unset) {
        String value = values.get(name);
        Boolean parsed = value == null ? null : SettingCheck.bool(value);
        return parsed == null ? unset : parsed;
    }

    /**
     * The value of a setting that holds a number, at most {@link Long#MAX_VALUE}.
     *
     * @param unset what an unset one is
     */
    public long integer(String name, long unset) {
        String value = values.get(name);
        SettingKind kind = names.kind(name);
        if (value == null || kind == null) {
            return unset;
        }
        BigInteger number = SettingNumbers.parse(value, kind);
        return number.bitLength() < Long.SIZE ? number.longValue() : Long.MAX_VALUE;
    }

    /** As {@link #integer}, at most {@link Integer#MAX_VALUE}. */
    public int count(String name, int unset) {
        return (int) Math.min(Integer.MAX_VALUE, integer(name, unset));
    }

    /**
     * The value of a setting that counts seconds, at most some thirty years, so that it is a number of nanoseconds, too.
     *
     * @param unset what an unset one is
     */
    public Duration seconds(String name, long unset) {
        return Duration.ofSeconds(Math.min(1_000_000_000, integer(name, unset)));
    }

    /** The text of a setting. */
    public String text(String name, String unset) {
        return values.getOrDefault(name, unset);
    }

    /** The words of a setting whose default is empty. */
    public List<String> words(String name) {
        return words(name, "");
    }

    /** The words of a setting; {@code unset} are those of its default. */
    public List<String> words(String name, String unset) {
        String value = values.get(name);
        return ConfReader.words(value == null ? withAppended(name, unset) : value);
    }

    private String withAppended(String name, String unset) {
        String more = appended.get(name);
        return more == null ? unset : joined(unset, more);
    }

    /** The experimental features that are on. */
    public Set<String> features() {
        return features;
    }

    /**
     * Some settings by name, as {@code nix config show} prints them.
     *
     * @param defaults what is printed of those that were not set
     * @param all whether those are among them whose experimental feature is off
     */
    public SortedMap<String, String> shown(Map<String, String> defaults, boolean all) {
        SortedMap<String, String> shown = new TreeMap<>();
        defaults.forEach((name, text) -> {
            String feature = names.feature(name);
            SettingKind kind = names.kind(name);
            if (kind != null && (all || feature == null || features.contains(feature))) {
                boolean set = values.containsKey(name) || appended.containsKey(name);
                String value = values.getOrDefault(name, withAppended(name, text));
                shown.put(name, set ? shown(name, kind, value) : text);
            }
        });
        shown.put("experimental-features", String.join(" ", new TreeSet<>(features)));
        return shown;
    }

    private String shown(String name, SettingKind kind, String value) {
        Consumer<String> told = warning -> {};
        return switch (kind) {
            case STORE -> store(value, told);
            case STORES -> {
                List<String> stores = ConfReader.words(value).stream()
                        .map(word -> store(word, told))
                        .toList();
                yield String.join(" ", name.startsWith("trusted-") ? StoreReference.sorted(stores) : stores);
            }
            default -> SettingText.of(name, kind, value);
        };
    }

    /** The kind of the setting {@code name}; null if there is none. */
    public @Nullable SettingKind kind(String name) {
        return names.kind(name);
    }

    /** The older names of the setting {@code name}. */
    public List<String> aliases(String name) {
        return names.aliases(name);
    }

    /** The experimental feature that the setting {@code name} needs; null if it needs none. */
    public @Nullable String feature(String name) {
        return names.feature(name);
    }

    /** The names that were set since the last call although no setting is called so. */
    public List<String> takeUnknown() {
        List<String> taken = List.copyOf(unknown.keySet());
        unknown.clear();
        return taken;
    }

    /** Whether {@code name} can be set. */
    public boolean knows(String name) {
        return names.kind(names.canonical(name)) != null
                || (name.startsWith("extra-") && takesWords(names.kind(names.canonical(name.substring(6)))));
    }

    /** All names that can be set. */
    public SortedSet<String> names() {
        return names.all();
    }

    /** All flags that {@link #flag} makes, with their dashes. */
    public SortedSet<String> flags() {
        return names.flags();
    }
}
