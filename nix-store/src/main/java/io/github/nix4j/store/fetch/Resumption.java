package io.github.nix4j.store.fetch;

import java.net.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

/**
 * From where a download that broke off can go on.
 *
 * @param offset how many bytes are there
 * @param validator by what the server knows whether they still are the beginning of its file
 */
record Resumption(long offset, String validator) {
    /** Where a response with these headers could go on after {@code received} bytes; null if it cannot. */
    static @Nullable Resumption after(long received, HttpHeaders headers) {
        boolean ranges = headers.firstValue("Accept-Ranges").orElse("").equalsIgnoreCase("bytes");
        String encoding = headers.firstValue("Content-Encoding").orElse("");
        String etag =
                headers.firstValue("ETag").filter(tag -> !tag.startsWith("W/")).orElse("");
        String validator = etag.isEmpty() ? headers.firstValue("Last-Modified").orElse("") : etag;
        if (received == 0
                || validator.isEmpty()
                || !ContentEncoding.codes(encoding).isEmpty()) {
            return null;
        }
        // What answers a request for a range need not say again that it can.
        return ranges || headers.firstValue("Content-Range").isPresent() ? new Resumption(received, validator) : null;
    }

    /** Whether a response's {@code Content-Range} begins where this ends. */
    boolean fits(String contentRange) {
        return contentRange.startsWith("bytes " + offset + "-");
    }
}
