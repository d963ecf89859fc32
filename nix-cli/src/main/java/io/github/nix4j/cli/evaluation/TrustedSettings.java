package io.github.nix4j.cli.evaluation;

import io.github.nix4j.cli.CliException;
import io.github.nix4j.cli.Invocation;
import io.github.nix4j.cli.Session;
import io.github.nix4j.flake.WholeFile;
import io.github.nix4j.flake.ref.FlakeJson;
import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.tree.DiskNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The file {@code trusted-settings.json} of a user: which values of which settings flakes may set, and which they may not. */
final class TrustedSettings {
    private final Path file;

    private TrustedSettings(Path file) {
        this.file = file;
    }

    /** The file of the user who runs the program. */
    static TrustedSettings of(Session session) {
        Invocation invocation = session.invocation();
        String own = invocation.variable("NIX_DATA_HOME");
        String folder = own != null ? own : session.folders().data() + "/nix";
        return new TrustedSettings(DiskNames.pathOf(invocation.absolute(folder)).resolve("trusted-settings.json"));
    }

    /** What was decided for a value; null if nothing was. */
    @Nullable
    Boolean decision(String name, String value) {
        SortedMap<String, Boolean> values = read().get(name);
        return values == null ? null : values.get(value);
    }

    /** Keeps a decision. */
    void remember(String name, String value, boolean trusted) {
        Map<String, Object> all = new TreeMap<>();
        SortedMap<String, SortedMap<String, Boolean>> known = read();
        known.computeIfAbsent(name, key -> new TreeMap<>()).put(value, trusted);
        known.forEach((setting, values) -> all.put(setting, new TreeMap<String, Object>(values)));
        try {
            Files.createDirectories(file.getParent());
            WholeFile.write(file, ByteText.bytes(FlakeJson.compact(all)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private SortedMap<String, SortedMap<String, Boolean>> read() {
        SortedMap<String, SortedMap<String, Boolean>> settings = new TreeMap<>();
        if (!Files.exists(file)) {
            return settings;
        }
        try {
            object(FlakeJson.read(ByteText.of(Files.readAllBytes(file)))).forEach((name, decisions) -> {
                SortedMap<String, Boolean> values = new TreeMap<>();
                object(decisions).forEach((value, trusted) -> values.put((String) value, bool(trusted)));
                settings.put((String) name, values);
            });
            return settings;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<?, ?> object(Object json) {
        if (json instanceof Map<?, ?> object) {
            return object;
        }
        throw unexpected("object", json);
    }

    private static boolean bool(Object json) {
        if (json instanceof Boolean truth) {
            return truth;
        }
        throw unexpected("boolean", json);
    }

    private static CliException unexpected(String wanted, Object json) {
        return new CliException(
                "[json.exception.type_error.302] type must be " + wanted + ", but is " + FlakeJson.type(json));
    }
}
