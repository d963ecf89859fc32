package io.github.nix4j.lang.internal.builtins;

import io.github.nix4j.lang.ErrorKind;
import io.github.nix4j.lang.Message;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.json.JsonDocument;
import io.github.nix4j.lang.internal.json.JsonSyntaxException;
import io.github.nix4j.store.derivation.StructuredAttrs;
import java.util.List;
import java.util.Map;

/** The attribute {@code __json} of a derivation: structured attributes that the program has written as JSON itself. */
final class JsonAttribute {
    private static final Object NULL = new Object();
    private static final String PROBLEM = "cannot process " + StructuredAttrs.ENV_NAME + " attribute: ";

    private JsonAttribute() {}

    /** What {@code text}, byte text, holds. It is read twice: the evaluator's reader has Nix's messages. */
    static StructuredAttrs parse(Evaluation ev, String text) {
        Object value;
        try {
            value = JsonDocument.read(text, NULL);
        } catch (JsonSyntaxException e) {
            throw ev.errors.of(ErrorKind.EVAL, PROBLEM + "%s", Message.quoting(e.byteMessage()));
        }
        if (!(value instanceof Map)) {
            throw ev.errors.of(
                    ErrorKind.EVAL,
                    PROBLEM + "[json.exception.type_error.302] type must be object, but is %s",
                    Message.quoting(type(value)));
        }
        return StructuredAttrs.parse(text);
    }

    private static String type(Object value) {
        if (value == NULL) {
            return "null";
        }
        return value instanceof List
                ? "array"
                : value instanceof String ? "string" : value instanceof Boolean ? "boolean" : "number";
    }
}
