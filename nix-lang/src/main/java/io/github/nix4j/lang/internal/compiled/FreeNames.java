package io.github.nix4j.lang.internal.compiled;

import io.github.nix4j.lang.syntax.Apply;
import io.github.nix4j.lang.syntax.Assert;
import io.github.nix4j.lang.syntax.AttrName;
import io.github.nix4j.lang.syntax.AttrSet;
import io.github.nix4j.lang.syntax.BinaryOp;
import io.github.nix4j.lang.syntax.Binding;
import io.github.nix4j.lang.syntax.Deferred;
import io.github.nix4j.lang.syntax.DynamicBinding;
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
import io.github.nix4j.lang.syntax.Part;
import io.github.nix4j.lang.syntax.PathInterpolation;
import io.github.nix4j.lang.syntax.PathLit;
import io.github.nix4j.lang.syntax.SearchPath;
import io.github.nix4j.lang.syntax.Select;
import io.github.nix4j.lang.syntax.StringInterpolation;
import io.github.nix4j.lang.syntax.Var;
import io.github.nix4j.lang.syntax.With;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a file needs of its surroundings for its variables to be bound: names that nothing in it defines and that no {@code with}
 * may define. Where all of them are global, binding the file cannot fail, so it may be done piece by piece.
 */
public final class FreeNames {
    private record Scope(@Nullable Scope up, boolean isWith, Set<String> names) {}

    private final Set<String> free = new LinkedHashSet<>();
    private boolean home;

    private FreeNames() {}

    public static FreeNames of(Expr root) {
        FreeNames found = new FreeNames();
        found.visit(root, null);
        return found;
    }

    /** As they come first. */
    public Set<String> names() {
        return free;
    }

    /** Whether there are paths in the home directory, which cannot be bound where there is none. */
    public boolean needHome() {
        return home;
    }

    private void variable(String name, @Nullable Scope scope) {
        for (Scope s = scope; s != null; s = s.up) {
            if (s.isWith || s.names.contains(name)) {
                return;
            }
        }
        free.add(name);
    }

    private void visit(Expr e, @Nullable Scope scope) {
        if (e instanceof Var var) {
            variable(var.name(), scope);
        } else if (e instanceof Select select) {
            visit(select.target(), scope);
            path(select.path(), scope);
            visitIfAny(select.fallback(), scope);
        } else if (e instanceof Apply apply) {
            visit(apply.function(), scope);
            all(apply.arguments(), scope);
        } else if (e instanceof Lambda lambda) {
            lambda(lambda, scope);
        } else if (e instanceof AttrSet set) {
            set(set, set.recursive() ? inner(set, scope) : scope, scope);
        } else if (e instanceof Let let) {
            Scope inner = inner(let.bindings(), scope);
            set(let.bindings(), inner, scope);
            visit(let.body(), inner);
        } else if (e instanceof LegacyLet let) {
            visit(let.bindings(), scope);
        } else if (e instanceof With with) {
            visit(with.namespace(), scope);
            visit(with.body(), new Scope(scope, true, Set.of()));
        } else if (e instanceof StringInterpolation string) {
            parts(string.parts(), scope);
        } else if (e instanceof PathInterpolation path) {
            parts(path.parts(), scope);
        } else if (e instanceof BinaryOp op) {
            if (op.operator().scopedFunction() != null) {
                variable(op.operator().scopedFunction(), scope);
            }
            visit(op.left(), scope);
            visit(op.right(), scope);
        } else if (e instanceof ListExpr list) {
            all(list.elements(), scope);
        } else {
            visitSmall(e, scope);
        }
    }

    private void visitSmall(Expr e, @Nullable Scope scope) {
        if (e instanceof If i) {
            visit(i.condition(), scope);
            visit(i.consequent(), scope);
            visit(i.alternative(), scope);
        } else if (e instanceof Assert a) {
            visit(a.condition(), scope);
            visit(a.body(), scope);
        } else if (e instanceof HasAttr has) {
            visit(has.target(), scope);
            path(has.path(), scope);
        } else if (e instanceof Not not) {
            visit(not.operand(), scope);
        } else if (e instanceof Negate negate) {
            variable("__sub", scope);
            visit(negate.operand(), scope);
        } else if (e instanceof SearchPath) {
            variable("__findFile", scope);
            variable("__nixPath", scope);
        } else if (e instanceof PathLit path) {
            home |= path.root() == PathLit.Root.HOME;
        } else if (e instanceof Deferred deferred) {
            visit(deferred.expression(), scope);
        }
    }

    private void visitIfAny(@Nullable Expr e, @Nullable Scope scope) {
        if (e != null) {
            visit(e, scope);
        }
    }

    private void all(List<Expr> exprs, @Nullable Scope scope) {
        exprs.forEach(e -> visit(e, scope));
    }

    private void parts(List<Part> parts, @Nullable Scope scope) {
        parts.forEach(part -> visit(part.expr(), scope));
    }

    private void path(List<AttrName> path, @Nullable Scope scope) {
        for (AttrName step : path) {
            if (step instanceof AttrName.Dynamic dynamic) {
                visit(dynamic.expr(), scope);
            }
        }
    }

    private void lambda(Lambda lambda, @Nullable Scope scope) {
        Set<String> names = new HashSet<>();
        if (lambda.param() != null) {
            names.add(lambda.param());
        }
        List<Formals.Formal> formals =
                lambda.formals() == null ? List.of() : lambda.formals().formals();
        formals.forEach(formal -> names.add(formal.name()));
        Scope inner = new Scope(scope, false, names);
        formals.forEach(formal -> visitIfAny(formal.fallback(), inner));
        visit(lambda.body(), inner);
    }

    private static Scope inner(AttrSet set, @Nullable Scope scope) {
        Set<String> names = new HashSet<>();
        set.bindings().forEach(binding -> names.add(binding.name()));
        return new Scope(scope, false, names);
    }

    private void set(AttrSet set, @Nullable Scope inner, @Nullable Scope outer) {
        all(set.inheritSources(), inner);
        for (Binding binding : set.bindings()) {
            visit(binding.value(), binding.kind() == Binding.Kind.INHERITED ? outer : inner);
        }
        for (DynamicBinding dynamic : set.dynamicBindings()) {
            visit(dynamic.name(), inner);
            visit(dynamic.value(), inner);
        }
    }
}
