package io.github.nix4j.store;

import io.github.nix4j.store.hash.ContentAddress;
import io.github.nix4j.store.hash.ContentAddressMethod;
import io.github.nix4j.store.hash.Hash;
import io.github.nix4j.store.internal.json.Json;
import io.github.nix4j.store.internal.json.JsonReader;
import io.github.nix4j.store.internal.json.JsonWriter;
import io.github.nix4j.store.path.StoreDir;
import io.github.nix4j.store.path.StorePath;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** {@link PathInfo} as JSON, in Nix's formats 1 (full paths) and 2 (base names). The path itself is not part of either. */
public final class PathInfoJson {
    private final StoreDir dir;
    private final int version;

    /** @param version 1 or 2 */
    public PathInfoJson(StoreDir dir, int version) {
        if (version != 1 && version != 2) {
            throw new StoreException(
                    "unsupported path info JSON format version " + version + "; supported versions are 1 and 2");
        }
        this.dir = dir;
        this.version = version;
    }

    /**
     * Compact JSON with sorted keys, as byte text.
     *
     * @param impure whether to write what differs from store to store: deriver, time, signatures
     */
    public String write(PathInfo info, boolean impure) {
        return JsonWriter.compact(toJson(info, impure));
    }

    /** Parses what {@link #write} writes for {@code path}, in either format; throws {@link StoreException}. */
    public static PathInfo read(StoreDir dir, StorePath path, String json) {
        Json.Obj object = JsonReader.read(json).object();
        Json version = object.get("version");
        return new PathInfoJson(dir, version == null ? 1 : (int) version.unsigned()).fromJson(path, object);
    }

    Json.Obj toJson(PathInfo info, boolean impure) {
        TreeMap<String, Json> entries = new TreeMap<>();
        entries.put("version", new Json.Int(version));
        entries.put("storeDir", new Json.Str(dir.path()));
        entries.put("narHash", new Json.Str(info.narHash().sri()));
        entries.put("narSize", new Json.Int(info.narSize()));
        entries.put("references", Json.Arr.of(info.references(), this::pathToJson));
        ContentAddress address = info.contentAddress();
        entries.put("ca", address == null ? new Json.Null() : toJson(address));
        if (impure) {
            StorePath deriver = info.deriver();
            entries.put("deriver", deriver == null ? new Json.Null() : pathToJson(deriver));
            entries.put(
                    "registrationTime",
                    info.registrationTime() == 0 ? new Json.Null() : new Json.Int(info.registrationTime()));
            entries.put("ultimate", new Json.Bool(info.ultimate()));
            entries.put("signatures", Json.Arr.of(info.signatures(), Json.Str::new));
        }
        return new Json.Obj(entries);
    }

    private Json pathToJson(StorePath path) {
        return new Json.Str(version == 1 ? dir.print(path) : path.baseName());
    }

    private Json toJson(ContentAddress address) {
        return version == 1
                ? new Json.Str(address.render())
                : Json.Obj.of(
                        "method", new Json.Str(address.method().nixName()),
                        "hash", new Json.Str(address.hash().sri()));
    }

    PathInfo fromJson(StorePath path, Json.Obj object) {
        TreeSet<StorePath> references = new TreeSet<>();
        object.at("references").array().forEach(reference -> references.add(path(reference)));
        TreeSet<String> signatures = new TreeSet<>();
        Json sigs = optional(object, "signatures");
        if (sigs != null) {
            sigs.array().forEach(signature -> signatures.add(signature.string()));
        }
        Json deriver = optional(object, "deriver");
        Json time = optional(object, "registrationTime");
        Json ultimate = optional(object, "ultimate");
        Json address = optional(object, "ca");
        return new PathInfo(
                path,
                Hash.parseSri(object.at("narHash").string()),
                object.at("narSize").unsigned(),
                references,
                deriver == null ? null : path(deriver),
                address == null ? null : address(address),
                time == null ? 0 : time.unsigned(),
                ultimate != null && ultimate.bool(),
                signatures);
    }

    private static @Nullable Json optional(Json.Obj object, String key) {
        Json value = object.get(key);
        return value instanceof Json.Null ? null : value;
    }

    private StorePath path(Json json) {
        return version == 1 ? dir.parse(json.string()) : StorePath.of(json.string());
    }

    private ContentAddress address(Json json) {
        if (version == 1) {
            return ContentAddress.parse(json.string());
        }
        Json.Obj object = json.object();
        return new ContentAddress(
                ContentAddressMethod.parse(object.at("method").string()),
                Hash.parseSri(object.at("hash").string()));
    }
}
