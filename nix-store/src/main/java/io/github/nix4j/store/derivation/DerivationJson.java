package io.github.nix4j.store.derivation;

import io.github.nix4j.store.StoreException;
import io.github.nix4j.store.hash.ContentAddress;
import io.github.nix4j.store.hash.ContentAddressMethod;
import io.github.nix4j.store.hash.Hash;
import io.github.nix4j.store.hash.HashAlgorithm;
import io.github.nix4j.store.internal.json.Json;
import io.github.nix4j.store.internal.json.JsonReader;
import io.github.nix4j.store.internal.json.JsonWriter;
import io.github.nix4j.store.path.StorePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Derivations as JSON, format version 4: what {@code nix derivation show} and {@code nix derivation add} speak. */
public final class DerivationJson {
    /** The only version that is read and written. */
    public static final int VERSION = 4;

    private DerivationJson() {}

    /** Compact JSON with sorted keys, as byte text. */
    public static String write(Derivation derivation) {
        return JsonWriter.compact(toJson(derivation));
    }

    /** JSON with sorted keys, indented by {@code indent} spaces, as byte text. */
    public static String writePretty(Derivation derivation, int indent) {
        return JsonWriter.pretty(toJson(derivation), indent);
    }

    /** Parses what {@link #write} writes; throws {@link StoreException}. Paths are not checked: see {@link OutputPaths}. */
    public static Derivation read(String json) {
        Json.Obj object = JsonReader.read(json).object();
        String name = object.at("name").string();
        long version = object.at("version").unsigned();
        if (version != VERSION) {
            throw new StoreException("Unsupported derivation JSON format version " + version + ", only format version "
                    + VERSION + " is currently supported.");
        }
        TreeMap<String, DerivationOutput> outputs = new TreeMap<>();
        object.at("outputs").object().entries().forEach((output, value) -> outputs.put(output, output(value.object())));
        Json.Obj inputsObject = object.at("inputs").object();
        TreeSet<StorePath> sources = new TreeSet<>();
        inputsObject.at("srcs").array().forEach(source -> sources.add(StorePath.of(source.string())));
        TreeMap<StorePath, DerivationInput> inputs = new TreeMap<>();
        inputsObject
                .at("drvs")
                .object()
                .entries()
                .forEach((path, input) -> inputs.put(StorePath.of(path), input(input)));
        TreeMap<String, String> env = new TreeMap<>();
        object.at("env").object().entries().forEach((variable, value) -> env.put(variable, value.string()));
        Json structured = object.get("structuredAttrs");
        return new Derivation(
                name,
                outputs,
                inputs,
                sources,
                object.at("system").string(),
                object.at("builder").string(),
                strings(object.at("args")),
                env,
                structured == null ? null : new StructuredAttrs(JsonWriter.compact(structured.object())));
    }

    private static Json toJson(Derivation derivation) {
        TreeMap<String, Json> entries = new TreeMap<>();
        entries.put("name", new Json.Str(derivation.name()));
        entries.put("version", new Json.Int(VERSION));
        TreeMap<String, Json> outputs = new TreeMap<>();
        derivation.outputs().forEach((name, output) -> outputs.put(name, toJson(output)));
        entries.put("outputs", new Json.Obj(outputs));
        TreeMap<String, Json> drvs = new TreeMap<>();
        derivation.inputs().forEach((path, input) -> drvs.put(path.baseName(), toJson(input)));
        entries.put(
                "inputs",
                Json.Obj.of(
                        "srcs",
                        Json.Arr.of(derivation.inputSources(), path -> new Json.Str(path.baseName())),
                        "drvs",
                        new Json.Obj(drvs)));
        entries.put("system", new Json.Str(derivation.system()));
        entries.put("builder", new Json.Str(derivation.builder()));
        entries.put("args", Json.Arr.of(derivation.args(), Json.Str::new));
        TreeMap<String, Json> env = new TreeMap<>();
        derivation.env().forEach((name, value) -> env.put(name, new Json.Str(value)));
        entries.put("env", new Json.Obj(env));
        StructuredAttrs structured = derivation.structuredAttrs();
        if (structured != null) {
            entries.put("structuredAttrs", JsonReader.read(structured.json()));
        }
        return new Json.Obj(entries);
    }

    /** The JSON form of one output. */
    static Json.Obj toJson(DerivationOutput output) {
        if (output instanceof DerivationOutput.InputAddressed addressed) {
            return Json.Obj.of("path", new Json.Str(addressed.path().baseName()));
        }
        if (output instanceof DerivationOutput.CAFixed fixed) {
            return Json.Obj.of(
                    "method", new Json.Str(fixed.address().method().nixName()),
                    "hash", new Json.Str(fixed.address().hash().sri()));
        }
        if (output instanceof DerivationOutput.CAFloating floating) {
            return Json.Obj.of(
                    "method", new Json.Str(floating.method().nixName()),
                    "hashAlgo", new Json.Str(floating.algorithm().nixName()));
        }
        if (output instanceof DerivationOutput.Impure impure) {
            return Json.Obj.of(
                    "method", new Json.Str(impure.method().nixName()),
                    "hashAlgo", new Json.Str(impure.algorithm().nixName()),
                    "impure", new Json.Bool(true));
        }
        return Json.Obj.of();
    }

    /** Parses one output. */
    static DerivationOutput output(Json.Obj object) {
        Set<String> keys = object.entries().keySet();
        if (keys.isEmpty()) {
            return new DerivationOutput.Deferred();
        }
        if (keys.equals(Set.of("path"))) {
            return new DerivationOutput.InputAddressed(
                    StorePath.of(object.at("path").string()));
        }
        if (keys.equals(Set.of("method", "hash"))) {
            return new DerivationOutput.CAFixed(new ContentAddress(
                    method(object), Hash.parseSri(object.at("hash").string())));
        }
        if (keys.equals(Set.of("method", "hashAlgo"))) {
            return new DerivationOutput.CAFloating(method(object), algorithm(object));
        }
        if (keys.equals(Set.of("method", "hashAlgo", "impure"))) {
            return new DerivationOutput.Impure(method(object), algorithm(object));
        }
        throw new StoreException("invalid JSON for derivation output");
    }

    private static ContentAddressMethod method(Json.Obj object) {
        return ContentAddressMethod.parse(object.at("method").string());
    }

    private static HashAlgorithm algorithm(Json.Obj object) {
        return HashAlgorithm.parse(object.at("hashAlgo").string());
    }

    private static Json toJson(DerivationInput input) {
        TreeMap<String, Json> dynamic = new TreeMap<>();
        input.dynamic().forEach((name, child) -> dynamic.put(name, toJson(child)));
        return Json.Obj.of(
                "outputs", Json.Arr.of(input.outputs(), Json.Str::new), "dynamicOutputs", new Json.Obj(dynamic));
    }

    private static DerivationInput input(Json json) {
        Json.Obj object = json.object();
        SortedMap<String, DerivationInput> dynamic = new TreeMap<>();
        TreeSet<String> outputs = new TreeSet<>(strings(object.at("outputs")));
        for (Map.Entry<String, Json> entry :
                object.at("dynamicOutputs").object().entries().entrySet()) {
            dynamic.put(entry.getKey(), input(entry.getValue()));
        }
        return new DerivationInput(outputs, dynamic);
    }

    private static List<String> strings(Json array) {
        List<String> strings = new ArrayList<>();
        array.array().forEach(item -> strings.add(item.string()));
        return strings;
    }
}
