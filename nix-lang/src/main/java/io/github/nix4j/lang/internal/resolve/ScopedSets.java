package io.github.nix4j.lang.internal.resolve;

import io.github.nix4j.lang.internal.eval.CurriedLambda;
import io.github.nix4j.lang.internal.eval.Lambda.Formal;
import io.github.nix4j.lang.internal.eval.Node;
import io.github.nix4j.lang.internal.node.AttrPath;
import io.github.nix4j.lang.internal.node.AttrsNode;
import io.github.nix4j.lang.internal.node.Bindings;
import io.github.nix4j.lang.internal.node.DynamicAttrsNode;
import io.github.nix4j.lang.internal.node.FormalsLambda;
import io.github.nix4j.lang.internal.node.LetNode;
import io.github.nix4j.lang.internal.node.SimpleLambda;
import io.github.nix4j.lang.syntax.AttrName;
import io.github.nix4j.lang.syntax.AttrSet;
import io.github.nix4j.lang.syntax.Binding;
import io.github.nix4j.lang.syntax.DynamicBinding;
import io.github.nix4j.lang.syntax.Expr;
import io.github.nix4j.lang.syntax.Formals;
import io.github.nix4j.lang.syntax.Lambda;
import io.github.nix4j.lang.syntax.Let;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The part of the resolver that deals with what opens scopes or has names: sets, {@code let}, functions, attribute paths. */
final class ScopedSets {
    private final Resolver resolver;

    ScopedSets(Resolver resolver) {
        this.resolver = resolver;
    }

    /** The name of a path of one constant step, or null. */
    static @Nullable String onlyName(List<AttrName> path) {
        return path.size() == 1 && path.get(0) instanceof AttrName.Static step ? step.name() : null;
    }

    AttrPath path(List<AttrName> steps, Scope scope) {
        int[] symbols = new int[steps.size()];
        Node[] names = new Node[symbols.length];
        @SuppressWarnings("unchecked")
        Supplier<String>[] texts = new Supplier[symbols.length];
        for (int i = 0; i < symbols.length; i++) {
            if (steps.get(i) instanceof AttrName.Static step) {
                symbols[i] = resolver.symbol(step.name());
            } else {
                symbols[i] = -1;
                Expr name = ((AttrName.Dynamic) steps.get(i)).expr();
                names[i] = resolver.resolve(name, scope);
                texts[i] = resolver.text(name);
            }
        }
        return new AttrPath(symbols, names, texts);
    }

    Node attrs(AttrSet set, Scope scope) {
        boolean recursive = set.recursive();
        Binding[] sorted = sorted(set);
        Scope inner = recursive ? inner(sorted, scope) : scope;
        Bindings bindings = bindings(set, sorted, inner, scope);
        int pos = resolver.pos(set.pos());
        if (!recursive && set.dynamicBindings().isEmpty()) {
            return new AttrsNode(bindings, pos);
        }
        List<DynamicAttrsNode.Dynamic> dynamics = new ArrayList<>();
        for (DynamicBinding dynamic : set.dynamicBindings()) {
            Node name = resolver.resolve(dynamic.name(), inner);
            Node value = resolver.resolve(dynamic.value(), inner);
            dynamics.add(new DynamicAttrsNode.Dynamic(name, value, resolver.pos(dynamic.pos())));
        }
        return new DynamicAttrsNode(bindings, dynamics.toArray(new DynamicAttrsNode.Dynamic[0]), recursive, pos);
    }

    Node let(Let let, Scope scope) {
        Binding[] sorted = sorted(let.bindings());
        Scope inner = inner(sorted, scope);
        Bindings bindings = bindings(let.bindings(), sorted, inner, scope);
        return new LetNode(bindings, resolver.resolve(let.body(), inner));
    }

    /** The bindings in the order of their symbols: that of slots, of evaluation and of binding variables. */
    private Binding[] sorted(AttrSet set) {
        int n = set.bindings().size();
        long[] keys = new long[n];
        for (int i = 0; i < n; i++) {
            keys[i] = (long) resolver.symbol(set.bindings().get(i).name()) << 32 | i;
        }
        java.util.Arrays.sort(keys);
        Binding[] sorted = new Binding[n];
        for (int i = 0; i < n; i++) {
            sorted[i] = set.bindings().get((int) keys[i]);
        }
        return sorted;
    }

    private static Scope inner(Binding[] sorted, Scope scope) {
        String[] names = new String[sorted.length];
        for (int i = 0; i < names.length; i++) {
            names[i] = sorted[i].name();
        }
        return Scope.of(scope, names);
    }

    private Bindings bindings(AttrSet set, Binding[] sorted, Scope inner, Scope outer) {
        List<Expr> sources = set.inheritSources();
        Node[] sourceNodes = resolver.resolveAll(sources, inner);
        int n = sorted.length;
        int[] symbols = new int[n];
        int[] positions = new int[n];
        Node[] values = new Node[n];
        Bindings.Scope[] scopes = new Bindings.Scope[n];
        for (int i = 0; i < n; i++) {
            Binding binding = sorted[i];
            symbols[i] = resolver.symbol(binding.name());
            positions[i] = resolver.pos(binding.pos());
            switch (binding.kind()) {
                case INHERITED:
                    scopes[i] = Bindings.Scope.OUTER;
                    values[i] = resolver.resolve(binding.value(), outer);
                    break;
                case INHERITED_FROM:
                    scopes[i] = Bindings.Scope.SOURCES;
                    values[i] = resolver.resolve(binding.value(), inner);
                    break;
                default:
                    scopes[i] = Bindings.Scope.INNER;
                    values[i] = resolver.resolve(binding.value(), inner);
            }
        }
        return new Bindings(resolver.shape(symbols), positions, values, scopes, sourceNodes);
    }

    /** A function without named arguments, with those of the kind that it gives. */
    private Node simple(Lambda outermost, Scope scope) {
        List<Lambda> curried = new ArrayList<>(List.of(outermost));
        Expr body = outermost.body();
        while (body instanceof Lambda inner
                && inner.formals() == null
                && curried.size() < CurriedLambda.MAX_PARAMETERS) {
            curried.add(inner);
            body = inner.body();
        }
        // A function without named arguments has the one that it names. Where two have the same, the inner one is seen.
        String[] names =
                curried.stream().map(l -> Objects.requireNonNull(l.param())).toArray(String[]::new);
        Node code = resolver.resolve(body, Scope.of(scope, names));
        if (curried.size() == 1) {
            int pos = resolver.pos(outermost.pos());
            return new SimpleLambda(pos, outermost.name(), outermost.doc(), resolver.symbol(names[0]), code);
        }
        CurriedLambda next = null;
        for (int i = names.length - 1; i >= 0; i--) {
            Lambda l = curried.get(i);
            next = new CurriedLambda(
                    resolver.pos(l.pos()), l.name(), l.doc(), resolver.symbol(names[i]), i + 1, next, code);
        }
        return Objects.requireNonNull(next);
    }

    Node lambda(Lambda lambda, Scope scope) {
        int pos = resolver.pos(lambda.pos());
        Formals formals = lambda.formals();
        String param = lambda.param();
        if (formals == null) {
            return simple(lambda, scope);
        }
        // By identity: whether two patterns are equal is asked of all of their default values.
        Map<Formals.Formal, Integer> places = new IdentityHashMap<>();
        formals.formals().forEach(formal -> places.put(formal, places.size()));
        List<Formals.Formal> bySymbol = new ArrayList<>(formals.formals());
        bySymbol.sort((a, b) -> Integer.compare(resolver.symbol(a.name()), resolver.symbol(b.name())));
        List<String> names = new ArrayList<>();
        if (param != null) {
            names.add(param);
        }
        bySymbol.forEach(formal -> names.add(formal.name()));
        Scope inner = Scope.of(scope, names.toArray(new String[0]));
        Formal[] resolved = new Formal[bySymbol.size()];
        Formal[] sourceOrder = new Formal[resolved.length];
        for (int i = 0; i < resolved.length; i++) {
            Formals.Formal formal = bySymbol.get(i);
            Node fallback = formal.fallback() == null ? null : resolver.resolve(formal.fallback(), inner);
            resolved[i] = new Formal(resolver.symbol(formal.name()), resolver.pos(formal.pos()), fallback);
            sourceOrder[Objects.requireNonNull(places.get(formal))] = resolved[i];
        }
        Node body = resolver.resolve(lambda.body(), inner);
        int parameter = param == null ? -1 : resolver.symbol(param);
        return new FormalsLambda(
                pos, lambda.name(), lambda.doc(), parameter, resolved, sourceOrder, formals.ellipsis(), body);
    }
}
