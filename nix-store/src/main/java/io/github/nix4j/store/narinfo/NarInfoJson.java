package io.github.nix4j.store.narinfo;

import io.github.nix4j.store.PathInfo;
import io.github.nix4j.store.PathInfoJson;
import io.github.nix4j.store.hash.Hash;
import io.github.nix4j.store.internal.json.Json;
import io.github.nix4j.store.internal.json.JsonReader;
import io.github.nix4j.store.internal.json.JsonWriter;
import io.github.nix4j.store.path.StoreDir;
import io.github.nix4j.store.path.StorePath;

/** {@link NarInfo} as JSON: that of its {@link PathInfo}, in format 1 or 2, and what the cache adds. */
public final class NarInfoJson {
    private final StoreDir dir;
    private final int version;

    /** @param version 1 or 2 */
    public NarInfoJson(StoreDir dir, int version) {
        this.dir = dir;
        this.version = version;
    }

    /**
     * Compact JSON with sorted keys, as byte text.
     *
     * @param impure whether to write what differs from store to store, which is all that the cache adds
     */
    public String write(NarInfo narInfo, boolean impure) {
        String info = new PathInfoJson(dir, version).write(narInfo.info(), impure);
        if (!impure) {
            return info;
        }
        Json.Obj object = JsonReader.read(info).object();
        if (!narInfo.url().isEmpty()) {
            object.entries().put("url", new Json.Str(narInfo.url()));
        }
        if (!narInfo.compression().isEmpty()) {
            object.entries().put("compression", new Json.Str(narInfo.compression()));
        }
        Hash fileHash = narInfo.fileHash();
        if (fileHash != null) {
            object.entries().put("downloadHash", new Json.Str(fileHash.sri()));
        }
        if (narInfo.fileSize() != 0) {
            object.entries().put("downloadSize", new Json.Int(narInfo.fileSize()));
        }
        return JsonWriter.compact(object);
    }

    /** Parses what {@link #write} writes for {@code path}, in either format. */
    public static NarInfo read(StoreDir dir, StorePath path, String json) {
        Json.Obj object = JsonReader.read(json).object();
        Json url = object.get("url");
        Json compression = object.get("compression");
        Json fileHash = object.get("downloadHash");
        Json fileSize = object.get("downloadSize");
        return new NarInfo(
                PathInfoJson.read(dir, path, json),
                url == null ? "" : url.string(),
                compression == null ? "" : compression.string(),
                fileHash == null ? null : Hash.parseSri(fileHash.string()),
                fileSize == null ? 0 : fileSize.unsigned());
    }
}
