package io.github.nix4j.lang.internal.engine;

import io.github.nix4j.lang.internal.builtins.DeepForce;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.Value;
import io.github.nix4j.lang.internal.json.JsonWriter;
import io.github.nix4j.lang.internal.print.AmbiguousPrinter;
import io.github.nix4j.lang.internal.print.PrintOptions;
import io.github.nix4j.lang.internal.print.ValuePrinter;
import io.github.nix4j.lang.internal.xml.XmlValues;
import io.github.nix4j.lang.value.ContextBuilder;
import io.github.nix4j.lang.value.ValueFormat;

/** Values as text, for embedding programs. */
public final class ValueTexts {
    private ValueTexts() {}

    /** The byte text of {@code value}, which is evaluated deeply. */
    public static String of(Evaluation ev, Value value, ValueFormat format) {
        return switch (format) {
            case EVAL -> ValuePrinter.print(ev, value, PrintOptions.EVAL);
            case INSTANTIATE -> AmbiguousPrinter.print(ev, DeepForce.force(ev, value));
            case JSON -> JsonWriter.toJson(ev, value, new ContextBuilder(), true);
            case XML -> XmlValues.write(ev, value, 0, new ContextBuilder(), true, false);
        };
    }
}
