package io.github.nix4j.lang.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Prints expressions in the canonical form of {@code nix-instantiate --parse}, which messages about failed assertions show too.
 *
 * <p>Everything is in parentheses, sets are sorted by name, and operators that stand for calls are printed as such.
 */
public final class AstPrinter {
    private final Function<PathLit, String> paths;
    private final StringBuilder out = new StringBuilder();

    private AstPrinter(Function<PathLit, String> paths) {
        this.paths = paths;
    }

    /**
     * The canonical form of an expression, as byte text.
     *
     * @param paths how path literals are printed; Nix prints what {@link PathLit#resolve} gives
     */
    public static String print(Expr expr, Function<PathLit, String> paths) {
        AstPrinter printer = new AstPrinter(paths);
        printer.expr(expr);
        return printer.out.toString();
    }

    /** A name as Nix prints it: in quotes unless it is an identifier. */
    public static String name(String name) {
        if (isIdentifier(name)) {
            return isReserved(name) ? '"' + name + '"' : name;
        }
        return string(name);
    }

    /** A string literal with escapes. */
    public static String string(String value) {
        StringBuilder text = new StringBuilder(value.length() + 2).append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"':
                case '\\':
                    text.append('\\').append(c);
                    break;
                case '\n':
                    text.append("\\n");
                    break;
                case '\r':
                    text.append("\\r");
                    break;
                case '\t':
                    text.append("\\t");
                    break;
                case '$':
                    text.append(i + 1 < value.length() && value.charAt(i + 1) == '{' ? "\\$" : "$");
                    break;
                default:
                    text.append(c);
                    break;
            }
        }
        return text.append('"').toString();
    }

    private static boolean isIdentifier(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
            boolean further = i > 0 && (c >= '0' && c <= '9' || c == '\'' || c == '-');
            if (!letter && !further) {
                return false;
            }
        }
        return !name.isEmpty();
    }

    private static boolean isReserved(String name) {
        switch (name) {
            case "if":
            case "then":
            case "else":
            case "assert":
            case "with":
            case "let":
            case "in":
            case "rec":
            case "inherit":
                return true;
            default:
                return false;
        }
    }

    private void expr(Expr expr) {
        if (expr instanceof Var e) {
            out.append(name(e.name()));
        } else if (expr instanceof StringLit e) {
            out.append(string(e.value()));
        } else if (expr instanceof Select e) {
            select(e);
        } else if (expr instanceof Apply || expr instanceof SearchPath || expr instanceof Negate) {
            call(expr);
        } else if (expr instanceof BinaryOp e) {
            binary(e);
        } else if (expr instanceof AttrSet e) {
            out.append(e.recursive() ? "rec { " : "{ ");
            bindings(e);
            out.append('}');
        } else if (expr instanceof ListExpr e) {
            list(e);
        } else if (expr instanceof Lambda e) {
            lambda(e);
        } else if (expr instanceof StringInterpolation e) {
            parts(e.parts());
        } else if (expr instanceof PathInterpolation e) {
            parts(e.parts());
        } else {
            otherwise(expr);
        }
    }

    private void otherwise(Expr expr) {
        if (expr instanceof IntLit e) {
            out.append(e.value());
        } else if (expr instanceof FloatLit e) {
            out.append(FloatText.general(e.value()));
        } else if (expr instanceof PathLit e) {
            out.append(paths.apply(e));
        } else if (expr instanceof HasAttr e) {
            out.append("((");
            expr(e.target());
            out.append(") ? ");
            path(e.path());
            out.append(')');
        } else if (expr instanceof Let e) {
            out.append("(let ");
            bindings(e.bindings());
            out.append("in ");
            expr(e.body());
            out.append(')');
        } else if (expr instanceof LegacyLet e) {
            out.append('(');
            expr(e.bindings());
            out.append(").body");
        } else if (expr instanceof With e) {
            out.append("(with ");
            expr(e.namespace());
            out.append("; ");
            expr(e.body());
            out.append(')');
        } else if (expr instanceof If e) {
            out.append("(if ");
            expr(e.condition());
            out.append(" then ");
            expr(e.consequent());
            out.append(" else ");
            expr(e.alternative());
            out.append(')');
        } else if (expr instanceof Assert e) {
            out.append("assert ");
            expr(e.condition());
            out.append("; ");
            expr(e.body());
        } else if (expr instanceof Not e) {
            out.append("(! ");
            expr(e.operand());
            out.append(')');
        } else if (expr instanceof CurPos) {
            out.append("__curPos");
        } else if (expr instanceof Deferred e) {
            expr(e.expression());
        } else {
            throw new IllegalArgumentException(
                    "not an expression of its own: " + expr.getClass().getSimpleName());
        }
    }

    /** A call with its arguments; a call as function, written or implied by an operator, takes them into its own. */
    private void call(Expr expr) {
        out.append('(');
        openCall(expr);
        out.append(')');
    }

    private void openCall(Expr expr) {
        if (expr instanceof Apply e) {
            openCall(e.function());
            for (Expr argument : e.arguments()) {
                out.append(' ');
                expr(argument);
            }
        } else if (expr instanceof SearchPath e) {
            out.append("__findFile __nixPath ").append(string(e.path()));
        } else if (expr instanceof Negate e) {
            out.append("__sub 0 ");
            expr(e.operand());
        } else if (expr instanceof BinaryOp e
                && e.operator().scopedFunction() != null
                && !e.operator().negated()) {
            scopedCall(e);
        } else {
            expr(expr);
        }
    }

    private void scopedCall(BinaryOp e) {
        out.append(e.operator().scopedFunction()).append(' ');
        expr(e.operator().swapped() ? e.right() : e.left());
        out.append(' ');
        expr(e.operator().swapped() ? e.left() : e.right());
    }

    private void binary(BinaryOp e) {
        out.append('(');
        if (e.operator().scopedFunction() == null) {
            expr(e.left());
            out.append(' ').append(e.operator().symbol()).append(' ');
            expr(e.right());
        } else {
            out.append(e.operator().negated() ? "! (" : "");
            scopedCall(e);
            out.append(e.operator().negated() ? ")" : "");
        }
        out.append(')');
    }

    private void select(Select e) {
        out.append('(');
        expr(e.target());
        out.append(").");
        path(e.path());
        if (e.fallback() != null) {
            out.append(" or (");
            expr(e.fallback());
            out.append(')');
        }
    }

    private void path(List<AttrName> path) {
        for (int i = 0; i < path.size(); i++) {
            out.append(i == 0 ? "" : ".");
            if (path.get(i) instanceof AttrName.Dynamic dynamic) {
                dynamicName(dynamic.expr());
            } else {
                out.append(name(((AttrName.Static) path.get(i)).name()));
            }
        }
    }

    private void dynamicName(Expr expr) {
        out.append("\"${");
        expr(expr);
        out.append("}\"");
    }

    private void list(ListExpr e) {
        out.append("[ ");
        for (Expr element : e.elements()) {
            out.append('(');
            expr(element);
            out.append(") ");
        }
        out.append(']');
    }

    private void parts(List<Part> parts) {
        out.append('(');
        for (int i = 0; i < parts.size(); i++) {
            out.append(i == 0 ? "" : " + ");
            expr(parts.get(i).expr());
        }
        out.append(')');
    }

    private void lambda(Lambda e) {
        out.append('(');
        if (e.formals() != null) {
            formals(e.formals());
            out.append(e.param() == null ? "" : " @ ");
        }
        out.append(e.param() == null ? "" : name(e.param())).append(": ");
        expr(e.body());
        out.append(')');
    }

    private void formals(Formals formals) {
        List<Formals.Formal> sorted = new ArrayList<>(formals.formals());
        // Not Comparator.comparing, whose comparator is in no class cache: 2 ms of a start.
        sorted.sort((a, b) -> a.name().compareTo(b.name()));
        out.append("{ ");
        for (int i = 0; i < sorted.size(); i++) {
            Formals.Formal formal = sorted.get(i);
            out.append(i == 0 ? "" : ", ").append(name(formal.name()));
            if (formal.fallback() != null) {
                out.append(" ? ");
                expr(formal.fallback());
            }
        }
        if (formals.ellipsis()) {
            out.append(sorted.isEmpty() ? "..." : ", ...");
        }
        out.append(" }");
    }

    private void bindings(AttrSet set) {
        List<Binding> sorted = new ArrayList<>(set.bindings());
        sorted.sort((a, b) -> a.name().compareTo(b.name()));
        inherited(sorted, "inherit", -1);
        for (int i = 0; i < set.inheritSources().size(); i++) {
            if (hasInheritedFrom(sorted, i)) {
                out.append("inherit (");
                expr(set.inheritSources().get(i));
                inherited(sorted, ")", i);
            }
        }
        for (Binding binding : sorted) {
            if (binding.kind() == Binding.Kind.PLAIN) {
                out.append(name(binding.name())).append(" = ");
                expr(binding.value());
                out.append("; ");
            }
        }
        for (DynamicBinding binding : set.dynamicBindings()) {
            dynamicName(binding.name());
            out.append(" = ");
            expr(binding.value());
            out.append("; ");
        }
    }

    /** The names inherited from a source, or with -1 from the scope around, behind their keyword; nothing if there are none. */
    private void inherited(List<Binding> sorted, String keyword, int source) {
        boolean any = false;
        for (Binding binding : sorted) {
            if (source == sourceOf(binding)) {
                out.append(any ? "" : keyword).append(' ').append(name(binding.name()));
                any = true;
            }
        }
        out.append(any ? "; " : "");
    }

    private static boolean hasInheritedFrom(List<Binding> bindings, int source) {
        return bindings.stream().anyMatch(binding -> sourceOf(binding) == source);
    }

    private static int sourceOf(Binding binding) {
        switch (binding.kind()) {
            case INHERITED:
                return -1;
            case INHERITED_FROM:
                return ((InheritSource) ((Select) binding.value()).target()).index();
            default:
                return -2;
        }
    }
}
