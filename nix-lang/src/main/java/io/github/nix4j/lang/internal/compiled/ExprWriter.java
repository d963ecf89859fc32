package io.github.nix4j.lang.internal.compiled;

import io.github.nix4j.lang.syntax.Apply;
import io.github.nix4j.lang.syntax.Assert;
import io.github.nix4j.lang.syntax.AttrName;
import io.github.nix4j.lang.syntax.AttrSet;
import io.github.nix4j.lang.syntax.BinaryOp;
import io.github.nix4j.lang.syntax.Binding;
import io.github.nix4j.lang.syntax.CurPos;
import io.github.nix4j.lang.syntax.Deferred;
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
import io.github.nix4j.lang.syntax.Part;
import io.github.nix4j.lang.syntax.PathInterpolation;
import io.github.nix4j.lang.syntax.PathLit;
import io.github.nix4j.lang.syntax.SearchPath;
import io.github.nix4j.lang.syntax.Select;
import io.github.nix4j.lang.syntax.StringInterpolation;
import io.github.nix4j.lang.syntax.StringLit;
import io.github.nix4j.lang.syntax.Var;
import io.github.nix4j.lang.syntax.With;
import java.util.List;

/**
 * Encodes expressions: kind, offset relative to what was written before ({@code base}), length, contents. {@link ExprReader} is
 * the other direction, and the two have to agree in every line.
 */
final class ExprWriter {
    // Of bodies in bodies: what is deferred is moved once for each that it is in.
    private static final int MAX_DEPTH = 1000;

    private final ByteSink out;
    private final NameNumbers names;
    private final String source;
    private int depth;
    private boolean tooDeep;

    ExprWriter(ByteSink out, NameNumbers names, String source) {
        this.out = out;
        this.names = names;
        this.source = source;
    }

    /** Whether there are more bodies in each other than are written. */
    boolean isTooDeep() {
        return tooDeep;
    }

    void write(Expr e, int base) {
        if (e instanceof Var var) {
            boolean plain = var.end() - var.start() == var.name().length();
            begin(Kind.VAR | (plain ? 0 : Kind.FLAG_1), e, base, !plain);
            out.number(names.of(var.name()));
        } else if (e instanceof Select select) {
            begin(Kind.SELECT | (select.fallback() == null ? 0 : Kind.FLAG_1), e, base, true);
            write(select.target(), e.start());
            path(select.path(), select.target().end());
            if (select.fallback() != null) {
                write(select.fallback(), e.start());
            }
        } else if (e instanceof Apply apply) {
            boolean plain = apply.pos() == apply.start();
            begin(Kind.APPLY | (plain ? 0 : Kind.FLAG_1), e, base, true);
            if (!plain) {
                out.signed(apply.pos() - e.start());
            }
            write(apply.function(), e.start());
            all(apply.arguments(), apply.function().end());
        } else if (e instanceof StringLit string) {
            Kinds.Text text = Kinds.text(string, source);
            begin(text.kind() | text.quotes() << Kind.FLAG_SHIFT, e, base, true);
            if (text.quotes() == Kind.WRITTEN_OUT) {
                out.text(string.value());
            }
        } else if (e instanceof Lambda lambda) {
            lambda(lambda, base);
        } else if (e instanceof AttrSet set) {
            set(set, base);
        } else if (e instanceof StringInterpolation string) {
            begin(Kind.STRINGS | (string.indented() ? Kind.FLAG_1 : 0), e, base, true);
            parts(string.parts(), e.start());
        } else if (e instanceof BinaryOp op) {
            begin(Kind.BINARY | (op.pos() == Expr.NO_POS ? Kind.FLAG_1 : 0), e, base, true);
            out.number(op.operator().ordinal());
            if (op.pos() != Expr.NO_POS) {
                out.signed(op.pos() - e.start());
            }
            out.signed(op.rightPos() - e.start());
            write(op.left(), e.start());
            write(op.right(), op.rightPos());
        } else if (e instanceof Let let) {
            begin(Kind.LET, e, base, true);
            set(let.bindings(), e.start());
            write(let.body(), let.bindings().end());
        } else if (e instanceof ListExpr list) {
            begin(Kind.LIST, e, base, true);
            all(list.elements(), e.start());
        } else {
            writeSmall(e, base);
        }
    }

    private void writeSmall(Expr e, int base) {
        if (e instanceof With with) {
            begin(Kind.WITH, e, base, true);
            write(with.namespace(), e.start());
            write(with.body(), with.namespace().end());
        } else if (e instanceof If i) {
            begin(Kind.IF, e, base, true);
            write(i.condition(), e.start());
            write(i.consequent(), i.condition().end());
            write(i.alternative(), i.consequent().end());
        } else if (e instanceof InheritSource inherit) {
            begin(Kind.SOURCE, e, base, true);
            out.number(inherit.index());
        } else if (e instanceof HasAttr has) {
            begin(Kind.HAS, e, base, true);
            write(has.target(), e.start());
            path(has.path(), has.target().end());
        } else if (e instanceof IntLit number) {
            begin(Kind.INT, e, base, true);
            int small = (int) number.value() & 0x7f;
            out.number(small == number.value() ? small : 0x80);
            if (small != number.value()) {
                out.fixed(number.value());
            }
        } else if (e instanceof PathLit path) {
            boolean asWritten = Kinds.isAt(source, path.start(), path.end(), path.text());
            int flags = path.root().ordinal() << Kind.FLAG_SHIFT | (asWritten ? 0 : Kind.FLAG_3);
            begin(Kind.PATH | flags, e, base, true);
            if (!asWritten) {
                out.text(path.text());
            }
        } else if (e instanceof Not not) {
            begin(Kind.NOT, e, base, true);
            write(not.operand(), e.start());
        } else if (e instanceof Assert a) {
            begin(Kind.ASSERT, e, base, true);
            write(a.condition(), e.start());
            write(a.body(), a.condition().end());
        } else {
            writeRare(e, base);
        }
    }

    private void writeRare(Expr e, int base) {
        if (e instanceof PathInterpolation path) {
            begin(Kind.PATHS, e, base, true);
            parts(path.parts(), e.start());
        } else if (e instanceof Negate negate) {
            begin(Kind.NEGATE, e, base, true);
            write(negate.operand(), e.start());
        } else if (e instanceof SearchPath path) {
            begin(Kind.SEARCH, e, base, true);
            out.text(path.path());
        } else if (e instanceof LegacyLet let) {
            begin(Kind.LEGACY_LET, e, base, true);
            set(let.bindings(), e.start());
        } else if (e instanceof FloatLit number) {
            begin(Kind.FLOAT, e, base, true);
            out.fixed(Double.doubleToRawLongBits(number.value()));
        } else if (e instanceof CurPos) {
            begin(Kind.CUR_POS, e, base, true);
        } else if (e instanceof Deferred deferred) {
            write(deferred.expression(), base);
        } else {
            throw new IllegalStateException("an expression of a kind without compiled form: " + e.getClass());
        }
    }

    private void begin(int kind, Expr e, int base, boolean withEnd) {
        out.add(kind);
        out.signed(e.start() - base);
        if (withEnd) {
            out.number(e.end() - e.start());
        }
    }

    private void all(List<Expr> exprs, int base) {
        out.number(exprs.size());
        int before = base;
        for (Expr e : exprs) {
            write(e, before);
            before = e.end();
        }
    }

    private void parts(List<Part> parts, int base) {
        out.number(parts.size());
        int before = base;
        for (Part part : parts) {
            out.signed(part.pos() - before);
            write(part.expr(), part.pos());
            before = part.expr().end();
        }
    }

    private void path(List<AttrName> path, int base) {
        out.number(path.size());
        int before = base;
        for (AttrName step : path) {
            if (step instanceof AttrName.Static constant) {
                boolean plain =
                        constant.end() - constant.start() == constant.name().length();
                out.number(names.of(constant.name()) << 2 | (plain ? 0 : 1));
                out.signed(constant.start() - before);
                if (!plain) {
                    out.number(constant.end() - constant.start());
                }
            } else {
                AttrName.Dynamic dynamic = (AttrName.Dynamic) step;
                out.number(2);
                out.signed(dynamic.start() - before);
                out.number(dynamic.end() - dynamic.start());
                write(dynamic.expr(), dynamic.start());
            }
            before = step.end();
        }
    }

    private void lambda(Lambda lambda, int base) {
        Formals formals = lambda.formals();
        boolean ellipsis = formals != null && formals.ellipsis();
        begin(
                Kind.LAMBDA
                        | (lambda.param() == null ? 0 : Kind.FLAG_1)
                        | (formals == null ? 0 : Kind.FLAG_2)
                        | (ellipsis ? Kind.FLAG_3 : 0),
                lambda,
                base,
                true);
        out.number(lambda.name() == null ? 0 : names.of(lambda.name()) + 1);
        if (lambda.doc() == null) {
            out.number(0);
        } else {
            out.number(lambda.doc().end() - lambda.doc().start() + 1);
            out.signed(lambda.doc().start() - lambda.start());
        }
        if (lambda.param() != null) {
            out.number(names.of(lambda.param()));
        }
        int before = lambda.start();
        if (formals != null) {
            out.number(formals.formals().size());
            for (Formals.Formal formal : formals.formals()) {
                out.number(names.of(formal.name()) << 1 | (formal.fallback() == null ? 0 : 1));
                out.signed(formal.pos() - before);
                before = formal.pos();
                if (formal.fallback() != null) {
                    write(formal.fallback(), before);
                }
            }
        }
        // Functions that follow each other are resolved together.
        boolean curried = formals == null && lambda.body() instanceof Lambda inner && inner.formals() == null;
        child(lambda.body(), before, !curried);
    }

    private void set(AttrSet set, int base) {
        boolean hasMore =
                !set.inheritSources().isEmpty() || !set.dynamicBindings().isEmpty();
        begin(
                Kind.SET
                        | (set.recursive() ? Kind.FLAG_1 : 0)
                        | (set.pos() == Expr.NO_POS ? Kind.FLAG_2 : 0)
                        | (hasMore ? Kind.FLAG_3 : 0),
                set,
                base,
                true);
        if (set.pos() != Expr.NO_POS) {
            out.signed(set.pos() - set.start());
        }
        if (hasMore) {
            all(set.inheritSources(), set.start());
            out.number(set.dynamicBindings().size());
            for (DynamicBinding dynamic : set.dynamicBindings()) {
                out.signed(dynamic.pos() - set.start());
                write(dynamic.name(), dynamic.pos());
                write(dynamic.value(), dynamic.pos());
            }
        }
        out.number(set.bindings().size());
        int before = set.start();
        for (Binding binding : set.bindings()) {
            out.number(names.of(binding.name()) << 2 | binding.kind().ordinal());
            out.signed(binding.pos() - before);
            before = binding.pos();
            boolean plain = binding.kind() == Binding.Kind.PLAIN;
            child(binding.value(), before, plain && Kinds.isDelayed(binding.value()));
        }
    }

    /** An expression that is read later if it is long enough; then its length is before it, else a zero. */
    private void child(Expr e, int base, boolean mayBeDeferred) {
        tooDeep |= depth == MAX_DEPTH;
        if (tooDeep) {
            return;
        }
        int at = out.size();
        out.add(0);
        depth++;
        write(e, base);
        depth--;
        if (mayBeDeferred && out.size() - at > Kind.DEFERRED_FROM) {
            out.lengthAt(at);
        }
    }
}
