package io.github.nix4j.flake.edit;

import io.github.nix4j.lang.syntax.Apply;
import io.github.nix4j.lang.syntax.Assert;
import io.github.nix4j.lang.syntax.AttrName;
import io.github.nix4j.lang.syntax.AttrSet;
import io.github.nix4j.lang.syntax.BinaryOp;
import io.github.nix4j.lang.syntax.Binding;
import io.github.nix4j.lang.syntax.Deferred;
import io.github.nix4j.lang.syntax.Expr;
import io.github.nix4j.lang.syntax.Formals;
import io.github.nix4j.lang.syntax.HasAttr;
import io.github.nix4j.lang.syntax.If;
import io.github.nix4j.lang.syntax.Lambda;
import io.github.nix4j.lang.syntax.LegacyLet;
import io.github.nix4j.lang.syntax.Let;
import io.github.nix4j.lang.syntax.ListExpr;
import io.github.nix4j.lang.syntax.Negate;
import io.github.nix4j.lang.syntax.Not;
import io.github.nix4j.lang.syntax.PathInterpolation;
import io.github.nix4j.lang.syntax.Select;
import io.github.nix4j.lang.syntax.StringInterpolation;
import io.github.nix4j.lang.syntax.Var;
import io.github.nix4j.lang.syntax.With;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds where an expression uses a name that nothing in it binds; a {@code with} binds none, as it gives way to arguments. */
final class NameUses {
    private final String name;
    private int first = -1;

    private NameUses(String name) {
        this.name = name;
    }

    /** The offset of the first use of an argument of the function {@code outputs}, also in defaults of others; -1 if there is none. */
    static int inOutputs(@Nullable Expr flake, String argument) {
        NameUses uses = new NameUses(argument);
        if (flake instanceof AttrSet set) {
            for (Binding binding : set.bindings()) {
                if (binding.name().equals("outputs") && binding.value() instanceof Lambda lambda) {
                    uses.inside(lambda);
                }
            }
        }
        return uses.first;
    }

    private void inside(Lambda lambda) {
        if (lambda.formals() != null) {
            for (Formals.Formal formal : lambda.formals().formals()) {
                // The argument's own default goes with it.
                if (!formal.name().equals(name)) {
                    visit(formal.fallback());
                }
            }
        }
        visit(lambda.body());
    }

    private void visit(@Nullable Expr e) {
        if (e instanceof Var var) {
            if (var.name().equals(name) && (first < 0 || var.start() < first)) {
                first = var.start();
            }
        } else if (e instanceof Select select) {
            visit(select.target());
            path(select.path());
            visit(select.fallback());
        } else if (e instanceof Apply apply) {
            visit(apply.function());
            apply.arguments().forEach(this::visit);
        } else if (e instanceof Lambda lambda) {
            if (!binds(lambda)) {
                inside(lambda);
            }
        } else if (e instanceof AttrSet set) {
            set(set, set.recursive() && binds(set));
        } else if (e instanceof Let let) {
            boolean bound = binds(let.bindings());
            set(let.bindings(), bound);
            visitUnless(bound, let.body());
        } else if (e instanceof LegacyLet let) {
            visit(let.bindings());
        } else if (e instanceof With with) {
            visit(with.namespace());
            visit(with.body());
        } else if (e instanceof StringInterpolation string) {
            string.parts().forEach(part -> visit(part.expr()));
        } else if (e instanceof PathInterpolation path) {
            path.parts().forEach(part -> visit(part.expr()));
        } else if (e instanceof ListExpr list) {
            list.elements().forEach(this::visit);
        } else {
            visitOperation(e);
        }
    }

    private void visitOperation(@Nullable Expr e) {
        if (e instanceof BinaryOp op) {
            visit(op.left());
            visit(op.right());
        } else if (e instanceof If choice) {
            visit(choice.condition());
            visit(choice.consequent());
            visit(choice.alternative());
        } else if (e instanceof Assert assertion) {
            visit(assertion.condition());
            visit(assertion.body());
        } else if (e instanceof HasAttr has) {
            visit(has.target());
            path(has.path());
        } else if (e instanceof Not not) {
            visit(not.operand());
        } else if (e instanceof Negate negate) {
            visit(negate.operand());
        } else if (e instanceof Deferred deferred) {
            visit(deferred.expression());
        }
    }

    private void visitUnless(boolean bound, Expr e) {
        if (!bound) {
            visit(e);
        }
    }

    private void path(List<AttrName> path) {
        for (AttrName step : path) {
            if (step instanceof AttrName.Dynamic dynamic) {
                visit(dynamic.expr());
            }
        }
    }

    private boolean binds(Lambda lambda) {
        return name.equals(lambda.param())
                || lambda.formals() != null
                        && lambda.formals().formals().stream()
                                .anyMatch(formal -> formal.name().equals(name));
    }

    private boolean binds(AttrSet set) {
        return set.bindings().stream().anyMatch(binding -> binding.name().equals(name));
    }

    /** @param bound whether the set binds the name for what is in it; what it inherits comes from outside nevertheless */
    private void set(AttrSet set, boolean bound) {
        set.inheritSources().forEach(source -> visitUnless(bound, source));
        for (Binding binding : set.bindings()) {
            visitUnless(bound && binding.kind() != Binding.Kind.INHERITED, binding.value());
        }
        set.dynamicBindings().forEach(dynamic -> {
            visitUnless(bound, dynamic.name());
            visitUnless(bound, dynamic.value());
        });
    }
}
