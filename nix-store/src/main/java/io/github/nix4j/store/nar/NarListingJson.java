package io.github.nix4j.store.nar;

import io.github.nix4j.store.StoreException;
import io.github.nix4j.store.internal.json.Json;
import io.github.nix4j.store.internal.json.JsonReader;
import io.github.nix4j.store.internal.json.JsonWriter;
import java.util.TreeMap;

/** {@link NarListing} as JSON: what {@code nix nar ls --json} prints, and the root of a cache's {@code .ls} file. */
public final class NarListingJson {
    private NarListingJson() {}

    /** Compact JSON with sorted keys, as byte text, with all that is below directories. */
    public static String write(NarListing listing) {
        return JsonWriter.compact(toJson(listing, true));
    }

    /** The same without what directories hold: their entries are empty objects. */
    public static String writeShallow(NarListing listing) {
        return JsonWriter.compact(toJson(listing, false));
    }

    /** Parses what {@link #write} writes; throws {@link StoreException}. */
    public static NarListing read(String json) {
        return fromJson(JsonReader.read(json).object());
    }

    private static Json toJson(NarListing listing, boolean deep) {
        if (listing instanceof NarListing.Symlink link) {
            return Json.Obj.of("type", new Json.Str("symlink"), "target", new Json.Str(link.target()));
        }
        if (listing instanceof NarListing.Directory directory) {
            TreeMap<String, Json> entries = new TreeMap<>();
            directory.entries().forEach((name, entry) -> entries.put(name, deep ? toJson(entry, true) : Json.Obj.of()));
            return Json.Obj.of("type", new Json.Str("directory"), "entries", new Json.Obj(entries));
        }
        NarListing.Regular regular = (NarListing.Regular) listing;
        Json.Obj object = Json.Obj.of("type", new Json.Str("regular"), "size", new Json.Int(regular.size()));
        if (regular.executable()) {
            object.entries().put("executable", new Json.Bool(true));
        }
        Long offset = regular.narOffset();
        if (offset != null) {
            object.entries().put("narOffset", new Json.Int(offset));
        }
        return object;
    }

    private static NarListing fromJson(Json.Obj object) {
        String type = object.at("type").string();
        switch (type) {
            case "symlink" -> {
                return new NarListing.Symlink(object.at("target").string());
            }
            case "directory" -> {
                TreeMap<String, NarListing> entries = new TreeMap<>();
                object.at("entries")
                        .object()
                        .entries()
                        .forEach((name, entry) -> entries.put(name, fromJson(entry.object())));
                return new NarListing.Directory(entries);
            }
            case "regular" -> {
                Json executable = object.get("executable");
                Json offset = object.get("narOffset");
                return new NarListing.Regular(
                        object.at("size").unsigned(),
                        executable != null && executable.bool(),
                        offset == null ? null : offset.unsigned());
            }
            default -> throw new StoreException("unknown file type '" + type + "'");
        }
    }
}
