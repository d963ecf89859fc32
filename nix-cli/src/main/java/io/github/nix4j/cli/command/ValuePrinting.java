package io.github.nix4j.cli.command;

import io.github.nix4j.cli.Session;
import io.github.nix4j.cli.args.Flags;
import io.github.nix4j.lang.internal.builtins.DeepForce;
import io.github.nix4j.lang.internal.eval.Coercion;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.Value;
import io.github.nix4j.lang.internal.eval.ValuePosition;
import io.github.nix4j.lang.internal.json.JsonWriter;
import io.github.nix4j.lang.internal.print.AmbiguousPrinter;
import io.github.nix4j.lang.internal.xml.XmlValues;
import io.github.nix4j.lang.value.ContextBuilder;

/** How {@code nix-instantiate --eval} prints values: as Nix text, raw, as JSON or as XML. */
final class ValuePrinting {
    private enum Form {
        NIX,
        RAW,
        JSON,
        XML
    }

    private final Session session;
    private Form form = Form.NIX;
    private boolean strict;
    private boolean location = true;

    ValuePrinting(Session session) {
        this.session = session;
    }

    void declare(Flags flags) {
        flags.add("raw", '\0', "Print a string as it is, without quotes.", () -> form = Form.RAW);
        flags.add("json", '\0', "Print the value as JSON.", () -> form = Form.JSON);
        flags.add("xml", '\0', "Print the value as XML.", () -> form = Form.XML);
        flags.add("no-location", '\0', "Leave positions in source files out of the XML.", () -> location = false);
        flags.add("strict", '\0', "Evaluate what is in lists and sets too.", () -> strict = true);
    }

    void print(Evaluation ev, Value value) {
        ContextBuilder context = new ContextBuilder();
        if (!strict) {
            ev.sharing.showsUnevaluated(value);
        }
        switch (form) {
            case RAW ->
                session.out(Coercion.toText(
                        ev, 0, value, context, "while generating the nix-instantiate output", Coercion.Mode.COPY));
            case JSON -> {
                JsonWriter.print(ev, value, ValuePosition.of(value, 0), context, strict, session::out);
                session.out("\n");
            }
            case XML -> XmlValues.print(ev, value, strict, location, session::out);
            case NIX -> {
                Value shown = strict ? DeepForce.force(ev, value) : value;
                StringBuilder text = new StringBuilder();
                try {
                    AmbiguousPrinter.print(ev, shown, text);
                    text.append("\n");
                } finally {
                    session.out(text.toString());
                }
            }
        }
    }
}
