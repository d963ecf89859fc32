package io.github.nix4j.lang.internal.builtins;

import io.github.nix4j.lang.internal.eval.BuiltinGroup;
import io.github.nix4j.lang.internal.eval.BuiltinRegistry;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.StringValue;
import io.github.nix4j.lang.internal.eval.Value;
import io.github.nix4j.lang.internal.xml.XmlValues;
import io.github.nix4j.lang.value.ContextBuilder;

/** XML text from values. */
final class XmlBuiltins implements BuiltinGroup {
    @Override
    public void register(BuiltinRegistry r) {
        r.add1("toXML", "e", XmlBuiltins::toXml).doc("The XML text of a value.");
    }

    static Value toXml(Evaluation ev, Value e) {
        ContextBuilder context = new ContextBuilder();
        String text = XmlValues.write(ev, e, 0, context, true, false);
        return new StringValue(text, context.build());
    }
}
