package io.github.nix4j.lang.internal.builtins;

import io.github.nix4j.lang.internal.eval.BuiltinGroup;
import io.github.nix4j.lang.internal.eval.BuiltinRegistry;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.Value;
import io.github.nix4j.lang.internal.toml.TomlNestingException;
import io.github.nix4j.lang.internal.toml.TomlReader;
import io.github.nix4j.lang.internal.toml.TomlSyntaxException;

/** Values from TOML text. */
final class TomlBuiltins implements BuiltinGroup {
    @Override
    public void register(BuiltinRegistry r) {
        r.add1("fromTOML", "e", TomlBuiltins::fromToml)
                .global()
                .doc(
                        "The value that a TOML 1.0 text describes. Dates and times are errors without the experimental feature"
                                + " `parse-toml-timestamps`.");
    }

    static Value fromToml(Evaluation ev, Value e) {
        String text = ev.forceStringNoContext(e, 0, "while evaluating the argument passed to builtins.fromTOML");
        try {
            return TomlReader.read(ev, text);
        } catch (TomlSyntaxException problem) {
            throw ev.errors.atNone(ev.errors.eval("while parsing TOML: %s", problem.byteMessage()));
        } catch (TomlNestingException tooDeep) {
            throw ev.errors.stackOverflow();
        }
    }
}
