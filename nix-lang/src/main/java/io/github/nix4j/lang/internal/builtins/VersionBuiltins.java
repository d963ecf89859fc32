package io.github.nix4j.lang.internal.builtins;

import io.github.nix4j.lang.internal.eval.BuiltinGroup;
import io.github.nix4j.lang.internal.eval.BuiltinRegistry;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.IntValue;
import io.github.nix4j.lang.internal.eval.ListValue;
import io.github.nix4j.lang.internal.eval.StringValue;
import io.github.nix4j.lang.internal.eval.Value;
import java.util.ArrayList;

/** Version numbers and names of packages with them. */
final class VersionBuiltins implements BuiltinGroup {
    @Override
    public void register(BuiltinRegistry r) {
        r.add2("compareVersions", "s1 s2", VersionBuiltins::compareVersions)
                .doc("-1, 0 or 1 if version `s1` is older than, as old as or newer than `s2`.");
        r.add1("splitVersion", "s", VersionBuiltins::splitVersion)
                .doc("The parts of a version between which `compareVersions` compares.");
        r.add1("parseDrvName", "s", VersionBuiltins::parseDrvName)
                .doc("Splits `name-version` at the first dash that no letter follows into `{ name, version }`.");
    }

    static Value compareVersions(Evaluation ev, Value s1, Value s2) {
        String a = ev.forceStringNoContext(
                s1, 0, "while evaluating the first argument passed to builtins.compareVersions");
        String b = ev.forceStringNoContext(
                s2, 0, "while evaluating the second argument passed to builtins.compareVersions");
        return IntValue.of(VersionParts.compare(a, b, ev::checkLimitsAt));
    }

    static Value splitVersion(Evaluation ev, Value s) {
        String version =
                ev.forceStringNoContext(s, 0, "while evaluating the first argument passed to builtins.splitVersion");
        VersionParts parts = new VersionParts(version);
        ArrayList<Value> items = new ArrayList<>();
        for (String part = parts.next(); !part.isEmpty(); part = parts.next()) {
            ev.checkLimitsAt(items.size());
            items.add(StringValue.of(part));
        }
        return items.isEmpty() ? ListValue.EMPTY : new ListValue(items.toArray(new Value[0]));
    }

    static Value parseDrvName(Evaluation ev, Value s) {
        String text =
                ev.forceStringNoContext(s, 0, "while evaluating the first argument passed to builtins.parseDrvName");
        int cut = text.indexOf('-');
        while (cut >= 0 && (cut + 1 == text.length() || isLetter(text.charAt(cut + 1)))) {
            cut = text.indexOf('-', cut + 1);
        }
        String name = cut < 0 ? text : text.substring(0, cut);
        String version = cut < 0 ? "" : text.substring(cut + 1);
        return ev.newAttrs(2)
                .add(ev.engine.symbols().name, StringValue.of(name))
                .add(ev.intern("version"), StringValue.of(version))
                .build();
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
