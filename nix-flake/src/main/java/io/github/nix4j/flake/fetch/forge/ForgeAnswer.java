package io.github.nix4j.flake.fetch.forge;

import io.github.nix4j.flake.FlakeException;
import io.github.nix4j.flake.JsonTypeException;
import io.github.nix4j.flake.ref.FlakeJson;
import io.github.nix4j.lang.ErrorAccess;
import io.github.nix4j.lang.io.UrlFetcher;
import io.github.nix4j.store.ByteText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;

/** What a forge answers to questions. */
final class ForgeAnswer {
    private ForgeAnswer() {}

    static String text(UrlFetcher urls, String url, Map<String, String> headers) {
        try {
            return ByteText.of(Files.readAllBytes(urls.file(url, headers).file()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Object json(UrlFetcher urls, String url, Map<String, String> headers) {
        String text = text(urls, url, headers);
        try {
            return FlakeJson.read(text);
        } catch (FlakeException e) {
            throw ErrorAccess.withoutTrace(e);
        }
    }

    /** A member of an answer, {@link FlakeJson#NULL} where there is none; null has no members. */
    static Object member(Object answer, String name) {
        if (answer == FlakeJson.NULL) {
            return answer;
        }
        if (answer instanceof Map<?, ?> object) {
            Object member = object.get(name);
            return member == null ? FlakeJson.NULL : member;
        }
        throw ErrorAccess.withoutTrace(JsonTypeException.noMember(answer));
    }

    /** {@code value}, which must be text. */
    static String text(Object value) {
        if (value instanceof String text) {
            return text;
        }
        throw ErrorAccess.withoutTrace(JsonTypeException.expected("string", value));
    }
}
