package io.github.nix4j.lang.internal.compiled;

import io.github.nix4j.lang.syntax.Apply;
import io.github.nix4j.lang.syntax.Assert;
import io.github.nix4j.lang.syntax.AttrName;
import io.github.nix4j.lang.syntax.AttrSet;
import io.github.nix4j.lang.syntax.BinaryOp;
import io.github.nix4j.lang.syntax.Binding;
import io.github.nix4j.lang.syntax.CurPos;
import io.github.nix4j.lang.syntax.Deferred;
import io.github.nix4j.lang.syntax.DocComment;
import io.github.nix4j.lang.syntax.DynamicBinding;
import io.github.nix4j.lang.syntax.Expr;
import io.github.nix4j.lang.syntax.FloatLit;
import io.github.nix4j.lang.syntax.Formals;
import io.github.nix4j.lang.syntax.HasAttr;
import io.github.nix4j.lang.syntax.If;
import io.github.nix4j.lang.syntax.InheritSource;
import io.github.nix4j.lang.syntax.IntLit;
import io.github.nix4j.lang.syntax.Lambda;
import io.github.nix4j.lang.syntax.LegacyLet;
import io.github.nix4j.lang.syntax.Let;
import io.github.nix4j.lang.syntax.ListExpr;
import io.github.nix4j.lang.syntax.Negate;
import io.github.nix4j.lang.syntax.Not;
import io.github.nix4j.lang.syntax.Operator;
import io.github.nix4j.lang.syntax.Part;
import io.github.nix4j.lang.syntax.PathInterpolation;
import io.github.nix4j.lang.syntax.PathLit;
import io.github.nix4j.lang.syntax.SearchPath;
import io.github.nix4j.lang.syntax.Select;
import io.github.nix4j.lang.syntax.StringInterpolation;
import io.github.nix4j.lang.syntax.StringLit;
import io.github.nix4j.lang.syntax.Var;
import io.github.nix4j.lang.syntax.With;
import java.util.Arrays;
import java.util.List;

/**
 * Reads what {@link ExprWriter} wrote. Bodies of functions and values of bindings are left for later where they are long enough;
 * what they need of the file ({@link Text}) is shared.
 */
final class ExprReader extends ByteCursor {
    private static final Operator[] OPERATORS = Operator.values();
    private static final PathLit.Root[] ROOTS = PathLit.Root.values();
    private static final Binding.Kind[] BINDINGS = Binding.Kind.values();

    /**
     * What all readers of a file share.
     *
     * @param form the bytes
     * @param names by number
     * @param source the text that was parsed
     * @param whole whether nothing is left for later
     */
    record Text(byte[] form, String[] names, String source, boolean whole) {}

    private final Text text;
    private final String[] names;

    ExprReader(Text text, int at) {
        super(text.form, at);
        this.text = text;
        this.names = text.names;
    }

    private static final class Later extends Deferred {
        private final Text text;
        private final int at;
        private final int base;

        Later(Text text, int at, int base) {
            this.text = text;
            this.at = at;
            this.base = base;
        }

        @Override
        public Expr expression() {
            return new ExprReader(text, at).read(base);
        }
    }

    Expr read(int base) {
        int kind = next();
        int start = base + signed();
        if ((kind & Kind.MASK) == Kind.VAR) {
            if (kind == Kind.VAR) {
                String name = names[number()];
                return new Var(name, start, start + name.length());
            }
            int end = start + number();
            return new Var(names[number()], start, end);
        }
        int end = start + number();
        switch (kind & Kind.MASK) {
            case Kind.STRING:
                return new StringLit(string(kind, start, end), StringLit.Notation.QUOTED, start, end);
            case Kind.INDENTED:
                return new StringLit(string(kind, start, end), StringLit.Notation.INDENTED, start, end);
            case Kind.URI:
                return new StringLit(string(kind, start, end), StringLit.Notation.URI, start, end);
            case Kind.PATH:
                String path = (kind & Kind.FLAG_3) != 0 ? text() : text.source.substring(start, end);
                return new PathLit(ROOTS[kind >> Kind.FLAG_SHIFT & 3], path, start, end);
            case Kind.SELECT:
                return select(kind, start, end);
            case Kind.APPLY:
                return apply(kind, start, end);
            case Kind.LAMBDA:
                return lambda(kind, start, end);
            case Kind.SET:
                return set(kind, start, end);
            case Kind.STRINGS:
                return new StringInterpolation(parts(start), (kind & Kind.FLAG_1) != 0, start, end);
            case Kind.BINARY:
                return binary(kind, start, end);
            case Kind.LIST:
                return new ListExpr(all(start), start, end);
            default:
                return readSmall(kind, start, end);
        }
    }

    private Expr readSmall(int kind, int start, int end) {
        switch (kind & Kind.MASK) {
            case Kind.LET:
                AttrSet bindings = (AttrSet) read(start);
                return new Let(bindings, read(bindings.end()), start, end);
            case Kind.LEGACY_LET:
                return new LegacyLet((AttrSet) read(start), start, end);
            case Kind.WITH:
                Expr namespace = read(start);
                return new With(namespace, read(namespace.end()), start, end);
            case Kind.IF:
                Expr condition = read(start);
                Expr consequent = read(condition.end());
                return new If(condition, consequent, read(consequent.end()), start, end);
            case Kind.ASSERT:
                Expr asserted = read(start);
                return new Assert(asserted, read(asserted.end()), start, end);
            case Kind.HAS:
                Expr target = read(start);
                return new HasAttr(target, path(target.end()), start, end);
            case Kind.INT:
                int small = number();
                return new IntLit(small < 0x80 ? small : fixed(), start, end);
            case Kind.FLOAT:
                return new FloatLit(Double.longBitsToDouble(fixed()), start, end);
            case Kind.SEARCH:
                return new SearchPath(text(), start, end);
            case Kind.NOT:
                return new Not(read(start), start, end);
            case Kind.NEGATE:
                return new Negate(read(start), start, end);
            case Kind.PATHS:
                return new PathInterpolation(parts(start), start, end);
            case Kind.CUR_POS:
                return new CurPos(start, end);
            case Kind.SOURCE:
                return new InheritSource(number(), start, end);
            default:
                throw new IllegalStateException("no kind of expression: " + kind);
        }
    }

    private String string(int kind, int start, int end) {
        int quotes = kind >> Kind.FLAG_SHIFT & 3;
        return quotes == Kind.WRITTEN_OUT ? text() : text.source.substring(start + quotes, end - quotes);
    }

    private Select select(int kind, int start, int end) {
        Expr target = read(start);
        List<AttrName> path = path(target.end());
        return new Select(target, path, (kind & Kind.FLAG_1) != 0 ? read(start) : null, start, end);
    }

    private Apply apply(int kind, int start, int end) {
        int pos = (kind & Kind.FLAG_1) != 0 ? start + signed() : start;
        Expr function = read(start);
        return new Apply(function, all(function.end()), pos, start, end);
    }

    private BinaryOp binary(int kind, int start, int end) {
        Operator operator = OPERATORS[number()];
        int pos = (kind & Kind.FLAG_1) != 0 ? Expr.NO_POS : start + signed();
        int rightPos = start + signed();
        Expr left = read(start);
        return new BinaryOp(operator, left, read(rightPos), pos, rightPos, start, end);
    }

    private List<Expr> all(int base) {
        Expr[] exprs = new Expr[number()];
        int before = base;
        for (int i = 0; i < exprs.length; i++) {
            exprs[i] = read(before);
            before = exprs[i].end();
        }
        return Arrays.asList(exprs);
    }

    private List<Part> parts(int base) {
        Part[] parts = new Part[number()];
        int before = base;
        for (int i = 0; i < parts.length; i++) {
            int pos = before + signed();
            Expr expr = read(pos);
            parts[i] = new Part(pos, expr);
            before = expr.end();
        }
        return Arrays.asList(parts);
    }

    private List<AttrName> path(int base) {
        AttrName[] path = new AttrName[number()];
        int before = base;
        for (int i = 0; i < path.length; i++) {
            int which = number();
            int start = before + signed();
            if ((which & 2) != 0) {
                before = start + number();
                path[i] = new AttrName.Dynamic(read(start), start, before);
            } else {
                String name = names[which >>> 2];
                before = start + ((which & 1) == 0 ? name.length() : number());
                path[i] = new AttrName.Static(name, start, before);
            }
        }
        return Arrays.asList(path);
    }

    private Lambda lambda(int kind, int start, int end) {
        int name = number();
        int docLength = number();
        DocComment doc = null;
        if (docLength != 0) {
            int docStart = start + signed();
            doc = new DocComment(docStart, docStart + docLength - 1);
        }
        String param = (kind & Kind.FLAG_1) != 0 ? names[number()] : null;
        Formals formals = null;
        int before = start;
        if ((kind & Kind.FLAG_2) != 0) {
            Formals.Formal[] all = new Formals.Formal[number()];
            for (int i = 0; i < all.length; i++) {
                int which = number();
                before += signed();
                all[i] = new Formals.Formal(names[which >>> 1], before, (which & 1) == 0 ? null : read(before));
            }
            formals = new Formals(Arrays.asList(all), (kind & Kind.FLAG_3) != 0);
        }
        Expr body = child(before);
        return new Lambda(param, formals, body, name == 0 ? null : names[name - 1], doc, start, end);
    }

    private AttrSet set(int kind, int start, int end) {
        int pos = (kind & Kind.FLAG_2) != 0 ? Expr.NO_POS : start + signed();
        List<Expr> sources = List.of();
        List<DynamicBinding> dynamics = List.of();
        if ((kind & Kind.FLAG_3) != 0) {
            sources = all(start);
            dynamics = dynamics(start);
        }
        Binding[] bindings = new Binding[number()];
        int before = start;
        for (int i = 0; i < bindings.length; i++) {
            int which = number();
            before += signed();
            bindings[i] = new Binding(names[which >>> 2], BINDINGS[which & 3], child(before), before);
        }
        return new AttrSet((kind & Kind.FLAG_1) != 0, Arrays.asList(bindings), sources, dynamics, pos, start, end);
    }

    private List<DynamicBinding> dynamics(int base) {
        DynamicBinding[] dynamics = new DynamicBinding[number()];
        for (int i = 0; i < dynamics.length; i++) {
            int pos = base + signed();
            Expr name = read(pos);
            dynamics[i] = new DynamicBinding(name, read(pos), pos);
        }
        return Arrays.asList(dynamics);
    }

    private Expr child(int base) {
        int length = number();
        if (length == 0 || text.whole) {
            return read(base);
        }
        int from = at;
        at += length;
        return new Later(text, from, base);
    }
}
