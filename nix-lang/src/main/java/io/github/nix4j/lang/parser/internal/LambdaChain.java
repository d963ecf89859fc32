package io.github.nix4j.lang.parser.internal;

import io.github.nix4j.lang.syntax.DocComment;
import io.github.nix4j.lang.syntax.Expr;
import io.github.nix4j.lang.syntax.Lambda;
import java.util.ArrayList;
import java.util.List;

/** Curried functions {@code a: b: c: body} as one: names and documentation are given to all of them. */
final class LambdaChain {
    private LambdaChain() {}

    static Lambda named(Lambda first, String name) {
        List<Lambda> chain = chain(first);
        Expr body = chain.get(chain.size() - 1).body();
        for (int i = chain.size() - 1; i >= 0; i--) {
            Lambda l = chain.get(i);
            body = new Lambda(l.param(), l.formals(), body, name, l.doc(), l.start(), l.end());
        }
        return (Lambda) body;
    }

    /** Gives a comment to the functions up to the first one that has one of its own: the innermost comment wins. */
    static Lambda documented(Lambda first, DocComment doc) {
        List<Lambda> chain = new ArrayList<>();
        Expr rest = first;
        while (rest instanceof Lambda l && l.doc() == null) {
            chain.add(l);
            rest = l.body();
        }
        for (int i = chain.size() - 1; i >= 0; i--) {
            Lambda l = chain.get(i);
            rest = new Lambda(l.param(), l.formals(), rest, l.name(), doc, l.start(), l.end());
        }
        return (Lambda) rest;
    }

    private static List<Lambda> chain(Lambda first) {
        List<Lambda> chain = new ArrayList<>();
        Expr rest = first;
        while (rest instanceof Lambda l) {
            chain.add(l);
            rest = l.body();
        }
        return chain;
    }
}
