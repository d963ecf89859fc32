package io.github.nix4j.flake.registry;

import io.github.nix4j.flake.FlakeException;
import io.github.nix4j.flake.ref.FlakeJson;
import io.github.nix4j.flake.ref.FlakeRef;
import io.github.nix4j.flake.ref.Input;
import io.github.nix4j.flake.ref.ReferenceRules;
import io.github.nix4j.lang.NixException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A registry: a list of what references mean, of which the first that matches counts. Immutable. */
public record Registry(List<Entry> entries) {
    public static final Registry EMPTY = new Registry(List.of());

    private static final long VERSION = 2;

    public Registry {
        entries = List.copyOf(entries);
    }

    /**
     * What one reference means.
     *
     * @param to its {@code dir} replaces that of the reference
     * @param exact whether only {@code from} itself is meant, not also {@code from} at some branch or revision
     */
    public record Entry(Input from, FlakeRef to, boolean exact) {
        /** The entry as registry files have it, in the shapes of {@link FlakeJson}. */
        public SortedMap<String, Object> toJson() {
            SortedMap<String, Object> json = new TreeMap<>();
            json.put("from", FlakeJson.object(from.attributes()));
            json.put("to", FlakeJson.object(to.toAttributes()));
            if (exact) {
                json.put("exact", true);
            }
            return json;
        }
    }

    /**
     * Reads the content (byte text) of a registry file of version 2. Problems are warnings, and the registry then is empty:
     * a broken registry shall not keep anybody from using references that need none.
     *
     * @param name how messages call the file
     */
    public static Registry read(String content, String name, ReferenceRules rules) {
        Object json;
        try {
            json = FlakeJson.read(content);
        } catch (NixException e) {
            rules.warnings()
                    .accept("cannot parse flake registry '" + name + "': "
                            + e.nixMessage().text());
            return EMPTY;
        }
        try {
            RegistryJson file = new RegistryJson(json);
            long version = file.version();
            if (version != VERSION) {
                throw new FlakeException("flake registry '" + name + "' has unsupported version " + version);
            }
            List<Entry> entries = new ArrayList<>();
            for (RegistryJson.Flake flake : file.flakes()) {
                FlakeRef to = FlakeRef.fromAttributes(FlakeJson.attributes(flake.to()), rules);
                Input from = Input.fromAttributes(FlakeJson.attributes(flake.from()), rules);
                entries.add(new Entry(from, to, flake.exact()));
            }
            return new Registry(entries);
        } catch (RegistryJson.TypeException e) {
            rules.warnings()
                    .accept("cannot parse flake registry '" + name + "': "
                            + e.nixMessage().text());
            return EMPTY;
        } catch (NixException e) {
            rules.warnings()
                    .accept("cannot read flake registry '" + name + "': error: "
                            + e.nixMessage().text());
            return EMPTY;
        }
    }

    /** The content of the file, as byte text. */
    public String write() {
        List<Object> flakes = new ArrayList<>();
        for (Entry entry : entries) {
            flakes.add(entry.toJson());
        }
        Map<String, @Nullable Object> file = new TreeMap<>();
        file.put("version", VERSION);
        // A registry without entries has no list of them, as in Nix.
        file.put("flakes", flakes.isEmpty() ? null : flakes);
        return FlakeJson.pretty(file);
    }

    /** This registry with an entry that counts unless an earlier one does. */
    public Registry and(Input from, FlakeRef to, boolean exact) {
        List<Entry> changed = new ArrayList<>(entries);
        changed.add(new Entry(from, to, exact));
        return new Registry(changed);
    }

    /** This registry with {@code from} meaning {@code to}; what it meant before is dropped. */
    public Registry with(Input from, FlakeRef to, boolean exact) {
        return without(from).and(from, to, exact);
    }

    /** This registry without what it says about {@code from}. */
    public Registry without(Input from) {
        return new Registry(
                entries.stream().filter(entry -> !entry.from().equals(from)).toList());
    }
}
