package io.github.nix4j.flake;

import io.github.nix4j.flake.ref.FlakeJson;
import io.github.nix4j.lang.NixException;
import org.jspecify.annotations.Nullable;

/** JSON of another type than is needed. It gets no frames: in Nix, such an error is its JSON library's. */
public final class JsonTypeException extends FlakeException {
    private static final long serialVersionUID = 1L;

    private JsonTypeException(String message) {
        super(message);
    }

    /** Something else than a {@code wanted} was found. */
    public static JsonTypeException expected(String wanted, @Nullable Object found) {
        return new JsonTypeException(
                "[json.exception.type_error.302] type must be " + wanted + ", but is " + FlakeJson.type(found));
    }

    /** A text is not UTF-8, which {@code problem} tells. */
    public static JsonTypeException notUtf8(String problem) {
        return new JsonTypeException("[json.exception.type_error.316] " + problem);
    }

    /** What is no object was asked for a member, with a default if there is none. */
    public static JsonTypeException noObject(@Nullable Object found) {
        return new JsonTypeException(
                "[json.exception.type_error.306] cannot use value() with " + FlakeJson.type(found));
    }

    /** What is no object was asked for a member. */
    public static JsonTypeException noMember(@Nullable Object found) {
        return new JsonTypeException(
                "[json.exception.type_error.305] cannot use operator[] with a string argument with "
                        + FlakeJson.type(found));
    }

    @Override
    protected NixException emptyCopy() {
        return new JsonTypeException(nixMessage().text());
    }
}
