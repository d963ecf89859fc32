package io.github.nix4j.lang.internal.builtins;

import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.internal.eval.BuiltinGroup;
import io.github.nix4j.lang.internal.eval.BuiltinRegistry;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.ListValue;
import io.github.nix4j.lang.internal.eval.NullValue;
import io.github.nix4j.lang.internal.eval.StringValue;
import io.github.nix4j.lang.internal.eval.Value;
import io.github.nix4j.lang.internal.regex.Regex;
import io.github.nix4j.lang.internal.regex.RegexException;
import io.github.nix4j.lang.value.ContextBuilder;
import java.util.List;

/** Regular expressions. Patterns are compiled once an evaluator, as far as the cache holds them. */
final class RegexBuiltins implements BuiltinGroup {
    private final RegexCache compiled = new RegexCache();

    @Override
    public void register(BuiltinRegistry r) {
        r.add2("match", "regex str", this::match)
                .doc(
                        "The groups of a POSIX extended regular expression that matches all of a string; null if it does not.");
        r.add2("split", "regex str", this::split)
                .doc(
                        "What is between the matches of a POSIX extended regular expression in a string, with a list of the"
                                + " groups of each match in between.");
    }

    private Value match(Evaluation ev, Value regex, Value str) {
        String pattern =
                ev.forceStringNoContext(regex, 0, "while evaluating the first argument passed to builtins.match");
        try {
            Regex expression = compiled.get(pattern);
            String text = ev.forceString(
                    str, new ContextBuilder(), 0, "while evaluating the second argument passed to builtins.match");
            Regex.Match match = expression.matchWhole(text, ev::checkLimits);
            return match == null ? NullValue.NULL : groups(match, text);
        } catch (RegexException e) {
            throw failure(ev, e, pattern);
        }
    }

    private Value split(Evaluation ev, Value regex, Value str) {
        String pattern =
                ev.forceStringNoContext(regex, 0, "while evaluating the first argument passed to builtins.split");
        try {
            Regex expression = compiled.get(pattern);
            String text = ev.forceString(
                    str, new ContextBuilder(), 0, "while evaluating the second argument passed to builtins.split");
            List<Regex.Match> matches = expression.findAll(text, ev::checkLimits);
            if (matches.isEmpty()) {
                return new ListValue(str); // the cell itself, with its context
            }
            Value[] items = new Value[2 * matches.size() + 1];
            int from = 0;
            for (int i = 0; i < matches.size(); i++) {
                Regex.Match match = matches.get(i);
                items[2 * i] = StringValue.of(text.substring(from, match.begin()));
                items[2 * i + 1] = groups(match, text);
                from = match.end();
            }
            items[items.length - 1] = StringValue.of(text.substring(from));
            return new ListValue(items);
        } catch (RegexException e) {
            throw failure(ev, e, pattern);
        }
    }

    private static ListValue groups(Regex.Match match, String text) {
        int n = match.begins().length - 1;
        if (n == 0) {
            return ListValue.EMPTY;
        }
        Value[] groups = new Value[n];
        for (int i = 0; i < n; i++) {
            int begin = match.begins()[i + 1];
            groups[i] = begin < 0 ? NullValue.NULL : StringValue.of(text.substring(begin, match.ends()[i + 1]));
        }
        return new ListValue(groups);
    }

    private static NixException failure(Evaluation ev, RegexException e, String pattern) {
        return ev.errors.atNone(ev.errors.eval(
                e.isTooLarge() ? "memory limit exceeded by regular expression '%s'" : "invalid regular expression '%s'",
                pattern));
    }
}
