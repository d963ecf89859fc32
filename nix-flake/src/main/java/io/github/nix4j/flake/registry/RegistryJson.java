package io.github.nix4j.flake.registry;

import io.github.nix4j.flake.FlakeException;
import io.github.nix4j.flake.ref.FlakeJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parts of a registry file. What has another type than it should fails in the words of the library that Nix reads JSON with. */
final class RegistryJson {
    /** A part of a file has the wrong type. */
    static final class TypeException extends FlakeException {
        private static final long serialVersionUID = 1L;

        TypeException(int number, String text) {
            super("[json.exception.type_error." + number + "] " + text);
        }
    }

    /**
     * An entry, whose parts are read when they are asked for.
     *
     * @param json an object
     */
    record Flake(Map<?, ?> json) {
        /** The attributes of what the entry is about; null if there are none. */
        @Nullable
        Object from() {
            return json.get("from");
        }

        /** The attributes of what it stands for; null if there are none. */
        @Nullable
        Object to() {
            return json.get("to");
        }

        boolean exact() {
            Object exact = json.get("exact");
            if (exact == null || exact instanceof Boolean) {
                return exact != null && (Boolean) exact;
            }
            throw new TypeException(302, "type must be boolean, but is " + FlakeJson.type(exact));
        }
    }

    private final Map<?, ?> file;

    RegistryJson(Object json) {
        if (!(json instanceof Map<?, ?> object)) {
            throw new TypeException(306, "cannot use value() with " + FlakeJson.type(json));
        }
        this.file = object;
    }

    /** The version of the format; 0 if the file has none. */
    long version() {
        Object version = file.get("version");
        if (version instanceof Boolean flag) {
            return flag ? 1 : 0;
        }
        if (version == null || version instanceof Number) {
            return version == null ? 0 : ((Number) version).longValue();
        }
        throw new TypeException(302, "type must be number, but is " + FlakeJson.type(version));
    }

    /** The entries, as Nix goes through them. */
    List<Flake> flakes() {
        List<Flake> entries = new ArrayList<>();
        for (Object flake : FlakeJson.items(file.get("flakes")).values()) {
            if (!(flake instanceof Map<?, ?> object)) {
                throw new TypeException(
                        305, "cannot use operator[] with a string argument with " + FlakeJson.type(flake));
            }
            entries.add(new Flake(object));
        }
        return entries;
    }
}
