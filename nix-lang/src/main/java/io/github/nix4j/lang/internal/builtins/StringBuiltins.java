package io.github.nix4j.lang.internal.builtins;

import io.github.nix4j.lang.internal.eval.BuiltinGroup;
import io.github.nix4j.lang.internal.eval.BuiltinRegistry;
import io.github.nix4j.lang.internal.eval.Coercion;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.IntValue;
import io.github.nix4j.lang.internal.eval.ListValue;
import io.github.nix4j.lang.internal.eval.Need;
import io.github.nix4j.lang.internal.eval.PathValue;
import io.github.nix4j.lang.internal.eval.StringValue;
import io.github.nix4j.lang.internal.eval.Value;
import io.github.nix4j.lang.value.ContextBuilder;

/** Strings: length, parts, joining, replacing, and the parts of paths. */
final class StringBuiltins implements BuiltinGroup {
    @Override
    public void register(BuiltinRegistry r) {
        r.add1("stringLength", "e", StringBuiltins::stringLength).doc("The length of a string in bytes.");
        r.add3("substring", "start len s", StringBuiltins::substring)
                .doc(
                        "At most `len` bytes of `s` from byte `start`, counted from 0; all the rest if `len` is negative.");
        r.add2("concatStringsSep", "separator list", StringBuiltins::concatStringsSep)
                .doc("The strings of a list, one after the other, with `separator` between them.");
        r.add3("replaceStrings", "from to s", StringBuiltins::replaceStrings)
                .doc("Replaces each string of `from` that occurs in `s` by the string of `to` at the same index."
                        + " Where several fit, the first in the list is taken.");
        r.add1("toString", "e", StringBuiltins::toString)
                .global()
                .doc(
                        "Converts numbers, Booleans, null, paths, lists and sets with `__toString` or `outPath` to a string.");
        r.add1("baseNameOf", "x", StringBuiltins::baseNameOf)
                .global()
                .doc("What follows the last slash of a path or string. One slash at the end does not count.");
        r.add1("dirOf", "s", StringBuiltins::dirOf)
                .global()
                .doc("What comes before the last slash: a path of a path, a string of a string.");
    }

    static Value stringLength(Evaluation ev, Value e) {
        String text = Coercion.toText(
                ev,
                0,
                e,
                new ContextBuilder(),
                "while evaluating the argument passed to builtins.stringLength",
                Coercion.Mode.COPY);
        return IntValue.of(text.length());
    }

    static Value substring(Evaluation ev, Value start, Value len, Value s) {
        long from = ev.forceInt(
                start, 0, "while evaluating the first argument (the start offset) passed to builtins.substring");
        if (from < 0) {
            throw ev.errors.atNone(ev.errors.eval("negative start position in 'substring'"));
        }
        long count = ev.forceInt(
                len, 0, "while evaluating the second argument (the substring length) passed to builtins.substring");
        // The idiom for taking over a string's context.
        if (count == 0 && s.force(ev, 0) instanceof StringValue whole) {
            return new StringValue("", whole.context);
        }
        ContextBuilder context = new ContextBuilder();
        String text = Coercion.toText(
                ev,
                0,
                s,
                context,
                "while evaluating the third argument (the string) passed to builtins.substring",
                Coercion.Mode.COPY);
        if (from >= text.length()) {
            return new StringValue("", context.build());
        }
        int begin = (int) from;
        int end = count < 0 || count > text.length() - begin ? text.length() : begin + (int) count;
        return new StringValue(text.substring(begin, end), context.build());
    }

    static Value concatStringsSep(Evaluation ev, Value separator, Value list) {
        ContextBuilder context = new ContextBuilder();
        String between = ev.forceString(
                separator,
                context,
                0,
                "while evaluating the first argument (the separator string) passed to builtins.concatStringsSep");
        ListValue items = ev.forceList(
                list,
                0,
                "while evaluating the second argument (the list of strings to concat) passed to builtins.concatStringsSep");
        int mark = ev.sharing.willEvaluate(items.items, Need.TEXT);
        try {
            return new StringValue(join(ev, between, items.items, context), context.build());
        } finally {
            ev.sharing.evaluated(mark);
        }
    }

    private static String join(Evaluation ev, String between, Value[] items, ContextBuilder context) {
        String[] texts = new String[items.length];
        long length = 0;
        for (int i = 0; i < items.length; i++) {
            texts[i] = Coercion.toText(
                    ev,
                    0,
                    items[i],
                    context,
                    "while evaluating one element of the list of strings to concat passed to builtins.concatStringsSep",
                    Coercion.Mode.COPY);
            length += texts[i].length() + (i > 0 ? between.length() : 0);
            ev.checkText(length);
        }
        return String.join(between, texts);
    }

    static Value replaceStrings(Evaluation ev, Value from, Value to, Value s) {
        ListValue patterns =
                ev.forceList(from, 0, "while evaluating the first argument passed to builtins.replaceStrings");
        ListValue replacements =
                ev.forceList(to, 0, "while evaluating the second argument passed to builtins.replaceStrings");
        if (patterns.size() != replacements.size()) {
            throw ev.errors.atNone(ev.errors.eval(
                    "'from' and 'to' arguments passed to builtins.replaceStrings have different lengths"));
        }
        String[] texts = new String[patterns.size()];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = ev.forceString(
                            patterns.items[i],
                            0,
                            "while evaluating one of the strings to replace passed to builtins.replaceStrings")
                    .text;
        }
        ContextBuilder context = new ContextBuilder();
        String text =
                ev.forceString(s, context, 0, "while evaluating the third argument passed to builtins.replaceStrings");
        return new StringReplacement(ev, texts, replacements.items, context).replace(text);
    }

    static Value toString(Evaluation ev, Value e) {
        ContextBuilder context = new ContextBuilder();
        String text = Coercion.toText(
                ev,
                0,
                e,
                context,
                "while evaluating the first argument passed to builtins.toString",
                Coercion.Mode.MORE);
        return new StringValue(text, context.build());
    }

    static Value baseNameOf(Evaluation ev, Value x) {
        ContextBuilder context = new ContextBuilder();
        String path = Coercion.toText(
                ev,
                0,
                x,
                context,
                "while evaluating the first argument passed to builtins.baseNameOf",
                Coercion.Mode.PLAIN);
        int end = path.length();
        if (end > 1 && path.charAt(end - 1) == '/') {
            end--;
        }
        return new StringValue(path.substring(path.lastIndexOf('/', end - 1) + 1, end), context.build());
    }

    static Value dirOf(Evaluation ev, Value s) {
        Value v = s.force(ev, 0);
        if (v instanceof PathValue path) {
            // A home that is not absolute gives paths without a slash: they are in themselves.
            boolean top = path.path.path().isRoot() || path.path.path().text().indexOf('/') < 0;
            return top ? path : new PathValue(path.path.parent());
        }
        ContextBuilder context = new ContextBuilder();
        String path = Coercion.toText(
                ev,
                0,
                s,
                context,
                "while evaluating the first argument passed to 'builtins.dirOf'",
                Coercion.Mode.PLAIN);
        int slash = path.lastIndexOf('/');
        String dir = slash < 0 ? "." : slash == 0 ? "/" : path.substring(0, slash);
        return new StringValue(dir, context.build());
    }
}
