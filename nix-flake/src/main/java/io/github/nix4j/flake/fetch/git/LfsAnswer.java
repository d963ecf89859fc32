package io.github.nix4j.flake.fetch.git;

import io.github.nix4j.flake.FlakeException;
import io.github.nix4j.flake.ref.FlakeJson;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a server of large files says of one.
 *
 * @param url where it is
 * @param headers what to send there, which may be secret
 * @param oid the SHA-256 that the server believes it to have
 * @param size the bytes that the server believes it to have, unsigned
 */
record LfsAnswer(String url, Map<String, String> headers, String oid, long size) {
    private static final String AUTHORIZATION = "Authorization";

    /** Reads the answer {@code json} (byte text) to a question for one file; throws {@link FlakeException}. */
    static LfsAnswer of(String json) {
        Object answer;
        try {
            answer = FlakeJson.read(json);
        } catch (FlakeException e) {
            throw new FlakeException(
                    "response did not parse as json: " + e.nixMessage().text(), 1, e);
        }
        Object objects = answer instanceof Map<?, ?> map ? map.get("objects") : null;
        if (objects == null) {
            throw new FlakeException("response does not contain 'objects'");
        }
        List<?> all = objects instanceof List<?> list
                ? list
                : objects instanceof Map<?, ?> map ? List.copyOf(map.values()) : List.of(objects);
        if (all.isEmpty()) {
            throw new FlakeException("the LFS server's response has no objects");
        }
        return ofObject(all.get(0));
    }

    private static LfsAnswer ofObject(@Nullable Object object) {
        Object download = member(object, member(object, object, "actions"), "download");
        String url = text(member(object, download, "href"));
        Object header = download instanceof Map<?, ?> map ? map.get("header") : null;
        Object authorization = header instanceof Map<?, ?> map ? map.get(AUTHORIZATION) : null;
        Map<String, String> headers = authorization == null ? Map.of() : Map.of(AUTHORIZATION, text(authorization));
        String oid = text(expected(object, "oid"));
        Object size = expected(object, "size");
        if (!(size instanceof Long bytes)) {
            throw new FlakeException("Expected JSON value to be an unsigned integral number but it is of type '"
                    + FlakeJson.type(size) + "': " + FlakeJson.compact(size));
        }
        return new LfsAnswer(url, headers, oid, bytes);
    }

    /** {@code part}'s member {@code name}, which has to be there; {@code object} is what messages show. */
    private static Object member(@Nullable Object object, @Nullable Object part, String name) {
        if (!(part instanceof Map<?, ?> map)) {
            throw new FlakeException("[json.exception.type_error.304] cannot use at() with " + FlakeJson.type(part));
        }
        Object member = map.get(name);
        if (member == null) {
            throw new FlakeException("bad json from /info/lfs/objects/batch: " + shown(object)
                    + " [json.exception.out_of_range.403] key '" + name + "' not found");
        }
        return member;
    }

    private static Object expected(@Nullable Object object, String name) {
        Object member = object instanceof Map<?, ?> map ? map.get(name) : null;
        if (member == null) {
            throw new FlakeException(
                    "Expected JSON object to contain key '" + name + "' but it doesn't: " + shown(object));
        }
        return member;
    }

    private static String text(@Nullable Object value) {
        if (value instanceof String text) {
            return text;
        }
        throw new FlakeException(
                "[json.exception.type_error.302] type must be string, but is " + FlakeJson.type(value));
    }

    /** An answer for messages: without what is to be sent, which lets anyone in who reads it. */
    private static String shown(@Nullable Object answer) {
        return answer == null ? "null" : FlakeJson.compact(withoutHeaders(answer));
    }

    private static Object withoutHeaders(Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            return value;
        }
        Map<String, Object> result = new TreeMap<>();
        map.forEach((name, member) -> result.put(
                (String) name, name.equals("header") ? new TreeMap<>(Map.of("***", "***")) : withoutHeaders(member)));
        return result;
    }

    /** A URL for messages: without password. */
    static String shown(String url) {
        return url.replaceFirst("^([^/]*//[^/@:]*:)[^/@]*@", "$1***@");
    }
}
