package io.github.nix4j.store.build;

import io.github.nix4j.store.StoreException;
import io.github.nix4j.store.derivation.Derivation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A builder that is part of Nix; derivations name it as {@code builtin:NAME}. Works in the process that builds. */
interface BuiltinBuilder {
    /** Makes the outputs; throws {@link StoreException} with what the log is to say. */
    void build(Task task) throws IOException;

    /** The one called {@code name}; null if there is none. */
    static @Nullable BuiltinBuilder named(String name) {
        return switch (name) {
            case "fetchurl" -> new FetchurlBuilder();
            case "buildenv" -> new BuildenvBuilder();
            case "unpack-channel" -> new UnpackChannelBuilder();
            default -> null;
        };
    }

    /**
     * What is to be built.
     *
     * @param outputs where each output is to be; nothing is there
     * @param folder an empty folder for files that are not kept
     * @param downloads the means to download
     * @param warnings takes what a user has to be told (byte text)
     */
    record Task(
            Derivation derivation,
            SortedMap<String, Path> outputs,
            Path folder,
            BuildDownloads downloads,
            Consumer<String> warnings) {
        /** The only output that builders of this kind make. */
        Path out() {
            Path out = outputs.get("out");
            if (out == null) {
                throw new StoreException("'" + derivation.builder() + "' requires an 'out' output");
            }
            return out;
        }

        /** An attribute (byte text) that has to be there. */
        String attribute(String name) {
            String value = derivation.env().get(name);
            if (value == null) {
                throw new StoreException("attribute '" + name + "' missing");
            }
            return value;
        }

        /** Whether an attribute is set to {@code true}. */
        boolean flag(String name) {
            return "1".equals(derivation.env().get(name));
        }
    }
}
