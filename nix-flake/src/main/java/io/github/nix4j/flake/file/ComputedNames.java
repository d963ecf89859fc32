package io.github.nix4j.flake.file;

import io.github.nix4j.flake.FlakeException;
import io.github.nix4j.lang.ErrorAccess;
import io.github.nix4j.lang.ErrorKind;
import io.github.nix4j.lang.Message;
import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.SourcePosition;
import io.github.nix4j.lang.syntax.AttrSet;
import io.github.nix4j.lang.syntax.BinaryOp;
import io.github.nix4j.lang.syntax.Binding;
import io.github.nix4j.lang.syntax.DynamicBinding;
import io.github.nix4j.lang.syntax.Expr;
import io.github.nix4j.lang.syntax.Operator;
import io.github.nix4j.lang.syntax.Part;
import io.github.nix4j.lang.syntax.SourceFile;
import io.github.nix4j.lang.syntax.StringInterpolation;
import io.github.nix4j.lang.syntax.StringLit;
import io.github.nix4j.lang.syntax.Var;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Names at the top of {@code flake.nix} that are written as something that has to be computed, such as {@code "${"outputs"}"}.
 * Nix evaluates the outermost set, and only that. Here what consists of texts is put together; all else is refused.
 */
final class ComputedNames {
    private final SourceFile source;
    private final Supplier<String> file;

    /** @param file how messages call the file */
    ComputedNames(SourceFile source, Supplier<String> file) {
        this.source = source;
        this.file = file;
    }

    /** The set with the names that it has once they are computed. */
    AttrSet known(AttrSet set) {
        if (set.dynamicBindings().isEmpty()) {
            return set;
        }
        List<Binding> bindings = new ArrayList<>(set.bindings());
        for (DynamicBinding computed : set.dynamicBindings()) {
            if (computed.name() instanceof Var variable && variable.name().equals("null")) {
                // As everywhere, an attribute whose name is null does not exist.
                continue;
            }
            String name = text(computed.name());
            if (name == null) {
                throw ErrorAccess.about(
                        new FlakeException(
                                "the name of the attribute at " + source.describe(computed.pos())
                                        + " is computed, and flake.nix is not evaluated: write the name, nix4j puts together texts only"),
                        new SourcePosition(source, computed.pos()));
            }
            refuseSecond(bindings, name, computed.pos());
            bindings.add(new Binding(name, Binding.Kind.PLAIN, computed.value(), computed.pos()));
        }
        return new AttrSet(
                set.recursive(), bindings, set.inheritSources(), List.of(), set.pos(), set.start(), set.end());
    }

    private void refuseSecond(List<Binding> bindings, String name, int pos) {
        for (Binding other : bindings) {
            if (other.name().equals(name)) {
                NixException e = new NixException(
                        ErrorKind.EVAL,
                        Message.of("dynamic attribute '%s' already defined at %s", name, source.describe(other.pos())));
                throw ErrorAccess.placelessFrame(
                        ErrorAccess.at(e, new SourcePosition(source, pos)),
                        Message.plain("while evaluating the file '" + file.get() + "':"));
            }
        }
    }

    /** The text that an expression is, if it consists of texts. */
    private static @Nullable String text(Expr expr) {
        if (expr instanceof StringLit literal) {
            return literal.value();
        }
        List<Expr> parts;
        if (expr instanceof StringInterpolation string) {
            parts = string.parts().stream().map(Part::expr).toList();
        } else if (expr instanceof BinaryOp sum && sum.operator() == Operator.PLUS) {
            parts = List.of(sum.left(), sum.right());
        } else {
            return null;
        }
        StringBuilder whole = new StringBuilder();
        for (Expr part : parts) {
            String text = text(part);
            if (text == null) {
                return null;
            }
            whole.append(text);
        }
        return whole.toString();
    }
}
