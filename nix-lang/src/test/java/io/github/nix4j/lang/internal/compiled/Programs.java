package io.github.nix4j.lang.internal.compiled;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Random programs of every form of the language; most of them parse. */
final class Programs {
    private static final List<String> LEAVES = List.of(
            "x",
            "y",
            "true",
            "builtins",
            "7",
            "92233720368547",
            "1.5e3",
            "\"text\"",
            "\"a\\n\\\"b\"",
            "''indented''",
            "''\n    two\n      lines ''$ '''\n  ''",
            "\"\"",
            "./a/b",
            "/abs/path",
            "~/home",
            "<nixpkgs/lib>",
            "https://example.org/x?y",
            "__curPos",
            "[ ]",
            "{ }",
            "a or",
            "\"\\${no}\"",
            "\"\u00e4\u00ff\"");

    private Programs() {}

    static Arbitrary<String> any() {
        return expression(4);
    }

    private static Arbitrary<String> expression(int depth) {
        Arbitrary<String> leaf = Arbitraries.of(LEAVES);
        if (depth == 0) {
            return leaf;
        }
        Arbitrary<String> part = Arbitraries.lazy(() -> expression(depth - 1));
        Arbitrary<String> name = Arbitraries.of("x", "y", "zz", "\"q r\"", "a.b", "\"x${y}\".b", "${x}", "or");
        Arbitrary<String> blank = Arbitraries.of(" ", "\n", "  # note\n", " /** doc */ ");
        return Arbitraries.oneOf(
                leaf,
                two("(%s)%s", part, blank),
                two("(x: %s%s)", part, blank),
                two("({ x, y ? %s, ... }@args: %s)", part, part),
                two("(all@{ zz ? %s }:%s all)", part, blank),
                two("(%s %s)", part, part),
                three("(%s %s y %s)", part, part, part),
                two("(%s.%s)", part, name),
                three("(%s.%s or %s)", part, name, part),
                two("(%s ? %s)", part, name),
                three("{ %s = %s;%s }", name, part, blank),
                three("rec { %s =%s %s; inherit x; }", name, blank, part),
                three("{ inherit (%s) a b; inherit (%s) c; d.e.f = %s; }", part, part, part),
                two("{ /** d */ f = a: { b }: %s; a.b = 1; a.c = %s; }", part, part),
                three("(let x = %s; inherit (x) y; zz = %s; in %s)", part, part, part),
                two("(let { body = %s; x = %s; })", part, part),
                two("(with %s; %s)", part, part),
                three("(if %s then %s else %s)", part, part, part),
                two("(assert %s; %s)", part, part),
                two("[ %s %s ]", part, part),
                two("\"a${%s}b\\t${%s}\"", part, part),
                two("''\n  a ${%s}\n    b ''${ ${%s}\n''", part, part),
                two("./a/${%s}/b%s", part, blank),
                two("(!%s && -%s)", part, part),
                Combinators.combine(
                                part,
                                Arbitraries.of(
                                        "+", "-", "*", "/", "//", "++", "==", "!=", "<", ">", "<=", ">=", "&&", "||",
                                        "->"),
                                part)
                        .as((a, op, b) -> "(" + a + " " + op + " " + b + ")"));
    }

    private static Arbitrary<String> two(String form, Arbitrary<String> a, Arbitrary<String> b) {
        return Combinators.combine(a, b).as(form::formatted);
    }

    private static Arbitrary<String> three(String form, Arbitrary<String> a, Arbitrary<String> b, Arbitrary<String> c) {
        return Combinators.combine(a, b, c).as(form::formatted);
    }
}
