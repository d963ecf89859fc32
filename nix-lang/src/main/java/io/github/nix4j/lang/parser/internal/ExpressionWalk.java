package io.github.nix4j.lang.parser.internal;

import io.github.nix4j.lang.syntax.Apply;
import io.github.nix4j.lang.syntax.Assert;
import io.github.nix4j.lang.syntax.AttrName;
import io.github.nix4j.lang.syntax.AttrSet;
import io.github.nix4j.lang.syntax.BinaryOp;
import io.github.nix4j.lang.syntax.Deferred;
import io.github.nix4j.lang.syntax.Expr;
import io.github.nix4j.lang.syntax.Formals;
import io.github.nix4j.lang.syntax.HasAttr;
import io.github.nix4j.lang.syntax.If;
import io.github.nix4j.lang.syntax.InheritSource;
import io.github.nix4j.lang.syntax.Lambda;
import io.github.nix4j.lang.syntax.LegacyLet;
import io.github.nix4j.lang.syntax.Let;
import io.github.nix4j.lang.syntax.ListExpr;
import io.github.nix4j.lang.syntax.Negate;
import io.github.nix4j.lang.syntax.Not;
import io.github.nix4j.lang.syntax.Part;
import io.github.nix4j.lang.syntax.PathInterpolation;
import io.github.nix4j.lang.syntax.Select;
import io.github.nix4j.lang.syntax.StringInterpolation;
import io.github.nix4j.lang.syntax.With;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** Visits all expressions of a tree, in no order that matters, without recursion: trees may be deep. */
public final class ExpressionWalk {
    private final Deque<Expr> open = new ArrayDeque<>();

    private ExpressionWalk() {}

    /** Gives each expression that stands in the text as one; the definitions of a {@code let} are none of their own. */
    public static void visit(Expr root, Consumer<Expr> visitor) {
        ExpressionWalk walk = new ExpressionWalk();
        walk.open.push(root);
        for (Expr e = walk.open.poll(); e != null; e = walk.open.poll()) {
            if (e instanceof Deferred deferred) {
                walk.open.push(deferred.expression());
            } else if (!(e instanceof InheritSource)) {
                visitor.accept(e);
                walk.pushChildren(e);
            }
        }
    }

    private void pushChildren(Expr e) {
        if (e instanceof Apply apply) {
            open.push(apply.function());
            apply.arguments().forEach(open::push);
        } else if (e instanceof Assert check) {
            open.push(check.condition());
            open.push(check.body());
        } else if (e instanceof AttrSet set) {
            pushSet(set);
        } else if (e instanceof BinaryOp operation) {
            open.push(operation.left());
            open.push(operation.right());
        } else if (e instanceof HasAttr question) {
            open.push(question.target());
            pushPath(question.path());
        } else if (e instanceof If choice) {
            open.push(choice.condition());
            open.push(choice.consequent());
            open.push(choice.alternative());
        } else if (e instanceof Lambda lambda) {
            pushLambda(lambda);
        } else if (e instanceof LegacyLet let) {
            pushSet(let.bindings());
        } else if (e instanceof Let let) {
            pushSet(let.bindings());
            open.push(let.body());
        } else if (e instanceof ListExpr list) {
            list.elements().forEach(open::push);
        } else if (e instanceof Negate negation) {
            open.push(negation.operand());
        } else if (e instanceof Not not) {
            open.push(not.operand());
        } else if (e instanceof PathInterpolation path) {
            pushParts(path.parts());
        } else if (e instanceof Select select) {
            open.push(select.target());
            pushPath(select.path());
            if (select.fallback() != null) {
                open.push(select.fallback());
            }
        } else if (e instanceof StringInterpolation string) {
            pushParts(string.parts());
        } else if (e instanceof With with) {
            open.push(with.namespace());
            open.push(with.body());
        }
    }

    private void pushSet(AttrSet set) {
        set.bindings().forEach(binding -> open.push(binding.value()));
        set.inheritSources().forEach(open::push);
        set.dynamicBindings().forEach(binding -> {
            open.push(binding.name());
            open.push(binding.value());
        });
    }

    private void pushLambda(Lambda lambda) {
        Formals formals = lambda.formals();
        if (formals != null) {
            for (Formals.Formal formal : formals.formals()) {
                if (formal.fallback() != null) {
                    open.push(formal.fallback());
                }
            }
        }
        open.push(lambda.body());
    }

    private void pushPath(List<AttrName> path) {
        for (AttrName name : path) {
            if (name instanceof AttrName.Dynamic dynamic) {
                open.push(dynamic.expr());
            }
        }
    }

    private void pushParts(List<Part> parts) {
        parts.forEach(part -> open.push(part.expr()));
    }
}
