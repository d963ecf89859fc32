package io.github.nix4j.cli.command;

import io.github.nix4j.cli.CliException;
import io.github.nix4j.cli.Session;
import io.github.nix4j.cli.args.Flags;
import io.github.nix4j.cli.args.UsageException;
import io.github.nix4j.cli.evaluation.Evaluators;
import io.github.nix4j.cli.settings.SettingDefaults;
import io.github.nix4j.cli.settings.SettingKind;
import io.github.nix4j.cli.settings.Settings;
import io.github.nix4j.flake.ref.FlakeJson;
import io.github.nix4j.lang.Message;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** {@code nix config show}: the settings of the run, or one of them. {@code nix config check} is missing. */
final class ConfigCommand extends Command {
    /** Defaults that Nix itself replaces before anything is set. */
    private static final Map<String, String> REPLACED =
            Map.of("build-users-group", "", "nix-path", "", "pure-eval", "false");

    private final JsonOutput json = new JsonOutput();
    private @Nullable Flags flags;
    private boolean show;
    private @Nullable String name;

    ConfigCommand(Session session) {
        super(session);
    }

    @Override
    String helpPage() {
        return show ? "config-show" : "config";
    }

    @Override
    Collection<String> subcommands() {
        return show ? List.of() : List.of("show");
    }

    @Override
    void declare(Flags table) {
        flags = table;
    }

    @Override
    void word(String word, Deque<String> rest) {
        if (show && name == null) {
            name = word;
        } else if (show || flags == null) {
            super.word(word, rest);
        } else if (word.equals("show")) {
            show = true;
            flags.section("Options");
            json.declare(flags, "Print as JSON.");
        } else {
            throw UnknownCommand.below(session, "config", List.of("show"), word);
        }
    }

    @Override
    void run() {
        if (!show) {
            throw UnknownCommand.none(session, "config", List.of("show"));
        }
        if (name != null && json.isWanted()) {
            throw new UsageException("'--json' is not supported when specifying a setting name");
        }
        Map<String, String> defaults = SettingDefaults.of(session.invocation());
        defaults.put("system", Evaluators.thisSystem(session.settings()));
        Map<String, String> shown = session.settings().shown(defaults, json.isWanted());
        if (name != null) {
            String value = shown.get(name);
            if (value == null) {
                throw new CliException(
                        Message.quoting("could not find setting '" + name + "'"),
                        session.givesHints() ? Hint.nearest(shown.keySet(), name) : Message.plain(""));
            }
            session.out(value + "\n");
        } else if (json.isWanted()) {
            defaults.putAll(REPLACED);
            defaults.put("ssl-cert-file", SettingDefaults.usualCertificates());
            Map<String, Object> all = new TreeMap<>();
            shown.forEach((key, value) -> all.put(key, described(key, value, defaults.getOrDefault(key, ""))));
            session.out(json.text(FlakeJson.compact(all)));
        } else {
            StringBuilder lines = new StringBuilder();
            shown.forEach((key, value) ->
                    lines.append(key).append(" = ").append(value).append('\n'));
            session.out(lines + "\n");
        }
    }

    /** A setting as JSON, without Nix's description. */
    private Object described(String key, String value, String unset) {
        Settings settings = session.settings();
        String feature = settings.feature(key);
        Map<String, Object> fields = new TreeMap<>();
        fields.put("aliases", settings.aliases(key));
        fields.put("defaultValue", typed(key, unset));
        fields.put("experimentalFeature", feature == null ? FlakeJson.NULL : feature);
        fields.put("value", typed(key, value));
        return fields;
    }

    private Object typed(String key, String value) {
        SettingKind kind = session.settings().kind(key);
        if (key.equals("external-builders")) {
            return FlakeJson.read(value);
        }
        if (kind == null) {
            return value;
        }
        return switch (kind) {
            case BOOL -> value.equals("true");
            case SANDBOX -> value.equals("relaxed") ? value : value.equals("true");
            case UINT, SIZE, LONG, JOBS -> Long.parseUnsignedLong(value);
            case ABSOLUTE_OR_NONE -> value.isEmpty() ? FlakeJson.NULL : value;
            case STORES -> words(value);
            case WORDS -> key.equals("access-tokens") || key.equals("impure-env") ? pairs(value) : words(value);
            default -> value;
        };
    }

    private static List<String> words(String value) {
        return value.isEmpty() ? List.of() : Arrays.asList(value.split(" "));
    }

    private static Map<String, Object> pairs(String value) {
        Map<String, Object> pairs = new TreeMap<>();
        for (String pair : words(value)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                pairs.put(pair.substring(0, equals), pair.substring(equals + 1));
            }
        }
        return pairs;
    }
}
