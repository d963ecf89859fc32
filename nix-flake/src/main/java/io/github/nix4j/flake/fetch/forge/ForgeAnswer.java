package io.github.nix4j.flake.fetch.forge;

import io.github.nix4j.flake.FlakeException;
import io.github.nix4j.flake.ref.FlakeJson;
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
        return FlakeJson.read(text(urls, url, headers));
    }

    /** A member of an answer, which must be text. */
    static String member(Object answer, String name) {
        if (!(answer instanceof Map<?, ?> object)) {
            throw new FlakeException(
                    "[json.exception.type_error.305] cannot use operator[] with a string argument with "
                            + FlakeJson.type(answer));
        }
        Object member = object.get(name);
        if (member instanceof String text) {
            return text;
        }
        throw new FlakeException("[json.exception.type_error.302] type must be string, but is "
                + FlakeJson.type(member == null ? FlakeJson.NULL : member));
    }
}
