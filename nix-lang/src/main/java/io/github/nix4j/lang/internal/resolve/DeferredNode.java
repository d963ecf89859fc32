package io.github.nix4j.lang.internal.resolve;

import io.github.nix4j.lang.internal.eval.LazyNode;
import io.github.nix4j.lang.internal.eval.Node;
import io.github.nix4j.lang.syntax.Deferred;
import io.github.nix4j.lang.syntax.Expr;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A part of a compiled file that is read and resolved when it is run. */
final class DeferredNode extends LazyNode {
    private final Resolver resolver;
    // Let go of when the code is there.
    private @Nullable Scope scope;
    private @Nullable Deferred expression;

    DeferredNode(Resolver resolver, Scope scope, Deferred expression) {
        this.resolver = resolver;
        this.scope = scope;
        this.expression = expression;
    }

    @Override
    protected Node make() {
        // One part of a file at a time: the resolver keeps what parts share.
        synchronized (resolver) {
            Expr read = Objects.requireNonNull(expression).expression();
            Node code = resolver.resolve(read, Objects.requireNonNull(scope));
            expression = null;
            scope = null;
            return code;
        }
    }
}
