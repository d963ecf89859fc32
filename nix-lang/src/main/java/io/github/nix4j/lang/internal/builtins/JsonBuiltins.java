package io.github.nix4j.lang.internal.builtins;

import io.github.nix4j.lang.ErrorKind;
import io.github.nix4j.lang.Message;
import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.internal.eval.BuiltinGroup;
import io.github.nix4j.lang.internal.eval.BuiltinRegistry;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.StringValue;
import io.github.nix4j.lang.internal.eval.Value;
import io.github.nix4j.lang.internal.json.JsonReader;
import io.github.nix4j.lang.internal.json.JsonSyntaxException;
import io.github.nix4j.lang.internal.json.JsonWriter;
import io.github.nix4j.lang.value.ContextBuilder;

/** JSON text from values and back. */
final class JsonBuiltins implements BuiltinGroup {
    @Override
    public void register(BuiltinRegistry r) {
        r.add1("toJSON", "e", JsonBuiltins::toJson)
                .doc("The JSON text of a value. Paths are copied to the store; a set with `__toString` or `outPath`"
                        + " becomes what that is.");
        r.add1("fromJSON", "e", JsonBuiltins::fromJson).doc("The value that a JSON text describes.");
    }

    static Value toJson(Evaluation ev, Value e) {
        ContextBuilder context = new ContextBuilder();
        String text = JsonWriter.toJson(ev, e, context, true);
        return new StringValue(text, context.build());
    }

    static Value fromJson(Evaluation ev, Value e) {
        String text = ev.forceStringNoContext(e, 0, "while evaluating the first argument passed to builtins.fromJSON");
        try {
            return JsonReader.read(ev, text);
        } catch (JsonSyntaxException problem) {
            throw ev.errors.frame(
                    new NixException(ErrorKind.EVAL, Message.of("%s", problem.byteMessage())),
                    0,
                    "while decoding a JSON string");
        }
    }
}
