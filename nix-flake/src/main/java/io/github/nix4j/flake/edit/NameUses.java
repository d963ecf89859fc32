package io.github.nix4j.flake.edit;

import io.github.nix4j.flake.edit.Definition.Span;
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
import io.github.nix4j.lang.syntax.With;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds where a function uses a name that nothing in it binds, or an attribute of that: {@code a}, or {@code inputs.a}. A {@code with}
 * binds no name, as it gives way to arguments.
 */
final class NameUses {
    private final List<String> wanted;
    private final String name;
    private final SortedSet<Integer> offsets = new TreeSet<>();
    private final List<Span> opened = new ArrayList<>();

    /** @param wanted the name and those of the attributes below it; at least one */
    private NameUses(List<String> wanted) {
        this.wanted = wanted;
        this.name = wanted.get(0);
    }

    /**
     * Looks through a function that has the name as an argument, also through its defaults.
     *
     * @param removed the argument whose default does not count, as it goes with the argument
     */
    static NameUses in(Lambda function, List<String> wanted, String removed) {
        NameUses uses = new NameUses(wanted);
        uses.inside(function, removed);
        return uses;
    }

    /** Looks through what a recursive set binds to other names. */
    static NameUses inOthers(AttrSet recursive, String wanted) {
        NameUses uses = new NameUses(List.of(wanted));
        for (Binding binding : recursive.bindings()) {
            if (!binding.name().equals(wanted)) {
                uses.visit(binding.value());
            }
        }
        return uses;
    }

    /** Where the uses begin. */
    SortedSet<Integer> offsets() {
        return offsets;
    }

    /** Whether there is a {@code with} around {@code offset} that gives the last of the names that are looked for. */
    boolean isOpenedAt(int offset) {
        return opened.stream().anyMatch(body -> body.start() <= offset && offset < body.end());
    }

    private void inside(Lambda lambda, @Nullable String removed) {
        if (lambda.formals() != null) {
            for (Formals.Formal formal : lambda.formals().formals()) {
                if (!formal.name().equals(removed)) {
                    visit(formal.fallback());
                }
            }
        }
        visit(lambda.body());
    }

    private void visit(@Nullable Expr e) {
        AttributeChain chain = AttributeChain.of(e);
        if (chain != null && chain.startsWith(wanted)) {
            offsets.add(chain.start());
        }
        if (e instanceof Select select) {
            visit(select.target());
            path(select.path());
            visit(select.fallback());
        } else if (e instanceof Apply apply) {
            visit(apply.function());
            apply.arguments().forEach(this::visit);
        } else if (e instanceof Lambda lambda) {
            if (!binds(lambda)) {
                inside(lambda, null);
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
            AttributeChain namespace = AttributeChain.of(with.namespace());
            if (namespace != null && namespace.names().equals(wanted.subList(0, wanted.size() - 1))) {
                opened.add(new Span(with.body().start(), with.body().end()));
            }
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
            AttributeChain source = bound ? null : AttributeChain.ofInherited(set, binding);
            if (source != null && wanted.size() > 1 && source.startsWith(wanted)) {
                offsets.add(source.start());
            }
        }
        set.dynamicBindings().forEach(dynamic -> {
            visitUnless(bound, dynamic.name());
            visitUnless(bound, dynamic.value());
        });
    }
}
