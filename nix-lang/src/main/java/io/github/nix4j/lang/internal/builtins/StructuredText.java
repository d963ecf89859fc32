package io.github.nix4j.lang.internal.builtins;

import io.github.nix4j.lang.ErrorAccess;
import io.github.nix4j.lang.ErrorKind;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.Symbols;
import io.github.nix4j.lang.internal.eval.Value;
import io.github.nix4j.lang.internal.json.JsonStrings;
import io.github.nix4j.lang.internal.json.JsonWriter;
import io.github.nix4j.lang.value.ContextBuilder;
import io.github.nix4j.store.derivation.StructuredAttrs;
import org.jspecify.annotations.Nullable;

/** The structured attributes of a derivation, as they are collected. */
final class StructuredText {
    private final Evaluation ev;
    private final String derivation;
    private final ContextBuilder context;
    private final StringBuilder json = new StringBuilder("{");
    private @Nullable String badString;

    StructuredText(Evaluation ev, String derivation, ContextBuilder context) {
        this.ev = ev;
        this.derivation = derivation;
        this.context = context;
    }

    /** Adds an attribute; they come in the order of their names. */
    void add(String attribute, Value cell) {
        StringBuilder text = new StringBuilder();
        String problem = JsonWriter.append(ev, cell, context, text);
        if (json.length() > 1) {
            json.append(',');
        }
        String nameProblem = JsonStrings.append(json, attribute);
        json.append(':').append(text);
        if (badString == null) {
            badString = nameProblem == null ? problem : nameProblem;
        }
    }

    /** Warns about an attribute that has no effect on such a derivation. */
    void warnAbout(int symbol) {
        Symbols symbols = ev.engine.symbols();
        if (symbol == symbols.allowedReferences
                || symbol == symbols.allowedRequisites
                || symbol == symbols.disallowedReferences
                || symbol == symbols.disallowedRequisites
                || symbol == symbols.maxSize
                || symbol == symbols.maxClosureSize) {
            String attribute = ev.name(symbol);
            BuiltinWarnings.warn(
                    ev,
                    "In a derivation named '%s', 'structuredAttrs' disables the effect of the derivation attribute '"
                            + attribute + "'; use 'outputChecks.<output>." + attribute + "' instead",
                    derivation);
        }
    }

    /** All of them. Only now does Nix notice strings that are not UTF-8, in a library that knows nothing of traces. */
    StructuredAttrs finish() {
        if (badString != null) {
            throw ErrorAccess.withoutTrace(
                    ev.errors.of(ErrorKind.EVAL, "%s", "[json.exception.type_error.316] " + badString));
        }
        return new StructuredAttrs(json.append('}').toString());
    }
}
