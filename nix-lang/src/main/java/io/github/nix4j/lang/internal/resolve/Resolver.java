package io.github.nix4j.lang.internal.resolve;

import io.github.nix4j.lang.ErrorKind;
import io.github.nix4j.lang.internal.eval.AttrsValue;
import io.github.nix4j.lang.internal.eval.BuiltinValue;
import io.github.nix4j.lang.internal.eval.Engine;
import io.github.nix4j.lang.internal.eval.FloatValue;
import io.github.nix4j.lang.internal.eval.IntValue;
import io.github.nix4j.lang.internal.eval.ListValue;
import io.github.nix4j.lang.internal.eval.Literals;
import io.github.nix4j.lang.internal.eval.Node;
import io.github.nix4j.lang.internal.eval.PathValue;
import io.github.nix4j.lang.internal.eval.Shape;
import io.github.nix4j.lang.internal.eval.StringValue;
import io.github.nix4j.lang.internal.eval.Thunk;
import io.github.nix4j.lang.internal.eval.Value;
import io.github.nix4j.lang.internal.node.ArithmeticNode;
import io.github.nix4j.lang.internal.node.AssertNode;
import io.github.nix4j.lang.internal.node.BuiltinSelectNode;
import io.github.nix4j.lang.internal.node.CallNode;
import io.github.nix4j.lang.internal.node.ConcatListsNode;
import io.github.nix4j.lang.internal.node.ConcatStringsNode;
import io.github.nix4j.lang.internal.node.CurPosNode;
import io.github.nix4j.lang.internal.node.EqualsNode;
import io.github.nix4j.lang.internal.node.HasAttrNode;
import io.github.nix4j.lang.internal.node.IfNode;
import io.github.nix4j.lang.internal.node.ListNode;
import io.github.nix4j.lang.internal.node.LiteralNode;
import io.github.nix4j.lang.internal.node.LogicNode;
import io.github.nix4j.lang.internal.node.NotNode;
import io.github.nix4j.lang.internal.node.PathInterpolationNode;
import io.github.nix4j.lang.internal.node.SelectNode;
import io.github.nix4j.lang.internal.node.SelectPathNode;
import io.github.nix4j.lang.internal.node.UpdateNode;
import io.github.nix4j.lang.internal.node.VarNode;
import io.github.nix4j.lang.internal.node.WithNode;
import io.github.nix4j.lang.internal.node.WithVarNode;
import io.github.nix4j.lang.io.SourcePath;
import io.github.nix4j.lang.syntax.Apply;
import io.github.nix4j.lang.syntax.Assert;
import io.github.nix4j.lang.syntax.AstPrinter;
import io.github.nix4j.lang.syntax.AttrSet;
import io.github.nix4j.lang.syntax.BinaryOp;
import io.github.nix4j.lang.syntax.CurPos;
import io.github.nix4j.lang.syntax.Deferred;
import io.github.nix4j.lang.syntax.Expr;
import io.github.nix4j.lang.syntax.FloatLit;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Turns a file's syntax tree into executable nodes: variables become slots, names symbols, literals values, offsets positions.
 * Undefined variables are found here, in the order in which the reference binds variables. One object a file; recursion is as
 * deep as the expression, so it runs on an evaluator's own thread.
 */
public final class Resolver {
    final Engine engine;
    private final Globals globals;
    private final int filePos;
    private final PathLiterals paths;
    private final ScopedSets sets = new ScopedSets(this);
    private final Map<String, StringValue> strings = new HashMap<>();

    /** Called now and then while the file is resolved; not for parts that are resolved when they first run. */
    private @Nullable Runnable checkpoint;

    private int resolved;

    /**
     * @param filePos the start of the file's range in the position table
     * @param directory what relative paths are seen from
     */
    public Resolver(Engine engine, Globals globals, int filePos, SourcePath directory) {
        this.engine = engine;
        this.globals = globals;
        this.filePos = filePos;
        this.paths = new PathLiterals(engine, directory);
    }

    /**
     * Resolves a whole file.
     *
     * @param checkpoint called every few thousand expressions; what it throws ends this
     * @param outerNames the slots (from 1) of the environment the code will run in
     */
    public Node resolve(Expr root, Runnable checkpoint, String... outerNames) {
        this.checkpoint = checkpoint;
        try {
            return resolve(root, Scope.of(null, outerNames));
        } finally {
            this.checkpoint = null;
        }
    }

    /** Resolves code that will run in an environment with these slots (from 1). */
    public Node resolve(Expr root, Map<String, Integer> slots) {
        return resolve(root, Scope.of(slots));
    }

    int pos(int offset) {
        return offset == Expr.NO_POS ? 0 : filePos + offset;
    }

    int symbol(String name) {
        return engine.symbolTable().intern(name);
    }

    /** The shape of a set of {@code symbols} in ascending order. */
    Shape shape(int[] symbols) {
        return engine.symbolTable().shape(symbols);
    }

    Node resolve(Expr e, Scope scope) {
        Runnable limits = checkpoint;
        if (limits != null && (++resolved & 0x1FFF) == 0) {
            limits.run();
        }
        if (e instanceof Var var) {
            return variable(var.name(), pos(var.pos()), scope);
        } else if (e instanceof Select select) {
            return select(select, scope);
        } else if (e instanceof Apply apply) {
            Node function = resolve(apply.function(), scope);
            return new CallNode(function, resolveAll(apply.arguments(), scope), pos(apply.pos()));
        } else if (e instanceof StringLit string) {
            return new LiteralNode(strings.computeIfAbsent(string.value(), StringValue::of), 0);
        } else if (e instanceof Lambda lambda) {
            return sets.lambda(lambda, scope);
        } else if (e instanceof AttrSet set) {
            return sets.attrs(set, scope);
        } else if (e instanceof StringInterpolation string) {
            return interpolation(string.parts(), true, pos(string.pos()), scope);
        } else if (e instanceof BinaryOp op) {
            return operator(op, scope);
        } else if (e instanceof Let let) {
            return sets.let(let, scope);
        } else if (e instanceof ListExpr list) {
            return list.elements().isEmpty()
                    ? new LiteralNode(ListValue.EMPTY, 0)
                    : new ListNode(resolveAll(list.elements(), scope));
        } else if (e instanceof With with) {
            Node namespace = resolve(with.namespace(), scope);
            int pos = pos(with.pos());
            return new WithNode(namespace, resolve(with.body(), Scope.with(scope, pos)), pos);
        } else if (e instanceof If i) {
            return new IfNode(
                    resolve(i.condition(), scope),
                    resolve(i.consequent(), scope),
                    resolve(i.alternative(), scope),
                    pos(i.pos()));
        } else if (e instanceof InheritSource source) {
            // The sources' environment is the one around this select, by construction.
            return VarNode.of(0, source.index() + 1, pos(source.pos()));
        } else if (e instanceof HasAttr has) {
            Node target = resolve(has.target(), scope);
            return new HasAttrNode(target, sets.path(has.path(), scope));
        } else if (e instanceof IntLit i) {
            return new LiteralNode(IntValue.of(i.value()), 0);
        } else if (e instanceof PathLit path) {
            return new LiteralNode(new PathValue(paths.value(path)), 0);
        }
        return resolveRare(e, scope);
    }

    private Node resolveRare(Expr e, Scope scope) {
        if (e instanceof Not not) {
            return new NotNode(resolve(not.operand(), scope));
        } else if (e instanceof Assert a) {
            Node condition = resolve(a.condition(), scope);
            return new AssertNode(condition, text(a.condition()), resolve(a.body(), scope), pos(a.pos()));
        } else if (e instanceof PathInterpolation path) {
            return pathInterpolation(path, scope);
        } else if (e instanceof Negate negate) {
            int pos = pos(negate.pos());
            return scopedCall(
                    "__sub", new LiteralNode(IntValue.of(0), 0), resolve(negate.operand(), scope), pos, scope);
        } else if (e instanceof SearchPath path) {
            int pos = pos(path.pos());
            return new CallNode(
                    variable("__findFile", 0, scope),
                    new Node[] {variable("__nixPath", 0, scope), new LiteralNode(StringValue.of(path.path()), 0)},
                    pos);
        } else if (e instanceof LegacyLet let) {
            Node set = sets.attrs(let.bindings(), scope);
            return new SelectNode(set, engine.symbols().body, 0);
        } else if (e instanceof FloatLit f) {
            return new LiteralNode(new FloatValue(f.value()), 0);
        } else if (e instanceof CurPos cur) {
            return new CurPosNode(pos(cur.pos()));
        } else if (e instanceof Deferred deferred) {
            return new DeferredNode(this, scope, deferred);
        }
        throw new IllegalStateException("an expression of a kind the resolver does not know: " + e.getClass());
    }

    Node[] resolveAll(List<Expr> exprs, Scope scope) {
        Node[] nodes = new Node[exprs.size()];
        for (int i = 0; i < nodes.length; i++) {
            nodes[i] = resolve(exprs.get(i), scope);
        }
        return nodes;
    }

    /** The canonical text of an expression, made when a message needs it. */
    Supplier<String> text(Expr e) {
        return () -> AstPrinter.print(e, path -> paths.resolve(path).display() + openingSlash(path));
    }

    /** The slash that opens an interpolated path's next part: it is no part of the path. */
    private static String openingSlash(PathLit path) {
        return path.text().length() > 1 && path.text().endsWith("/") ? "/" : "";
    }

    // ---- variables

    Node variable(String name, int pos, Scope scope) {
        int depth = 0;
        boolean inWith = false;
        for (Scope s = scope; s != null; s = s.up) {
            if (s.isWith) {
                inWith = true;
            } else {
                int slot = s.slot(name);
                if (slot != 0) {
                    return VarNode.of(depth, slot, pos);
                }
            }
            depth++;
        }
        Value global = globals.get(name);
        if (global != null) {
            return new LiteralNode(global, pos);
        }
        if (!inWith) {
            throw engine.errors()
                    .at(
                            engine.errors()
                                    .of(ErrorKind.UNDEFINED_VARIABLE, "undefined variable '%s'", Literals.name(name)),
                            pos);
        }
        return withVariable(name, pos, scope);
    }

    private Node withVariable(String name, int pos, Scope scope) {
        List<Integer> hops = new ArrayList<>();
        List<Integer> positions = new ArrayList<>();
        int since = 0;
        for (Scope s = scope; s != null; s = s.up) {
            if (s.isWith) {
                hops.add(since);
                positions.add(s.withPos);
                since = 0;
            }
            since++;
        }
        return new WithVarNode(
                symbol(name),
                pos,
                hops.stream().mapToInt(Integer::intValue).toArray(),
                positions.stream().mapToInt(Integer::intValue).toArray());
    }

    /** The call of an operator's variable; the builtins themselves have a node of their own. */
    private Node scopedCall(String function, Node left, Node right, int pos, Scope scope) {
        // As in the reference, this variable has no place.
        Node f = variable(function, 0, scope);
        if (f instanceof LiteralNode literal && literal.value instanceof BuiltinValue builtin) {
            return new ArithmeticNode(arithmetic(function), builtin, left, right, pos);
        }
        return new CallNode(f, new Node[] {left, right}, pos);
    }

    private static ArithmeticNode.Kind arithmetic(String function) {
        switch (function) {
            case "__sub":
                return ArithmeticNode.Kind.SUB;
            case "__mul":
                return ArithmeticNode.Kind.MUL;
            case "__div":
                return ArithmeticNode.Kind.DIV;
            default:
                return ArithmeticNode.Kind.LESS_THAN;
        }
    }

    // ---- selections, operators, strings, paths

    private Node select(Select select, Scope scope) {
        Node target = resolve(select.target(), scope);
        Node fallback = select.fallback() == null ? null : resolve(select.fallback(), scope);
        int pos = pos(select.pos());
        String only = ScopedSets.onlyName(select.path());
        if (fallback == null && only != null) {
            int symbol = symbol(only);
            Value known = constant(target, symbol);
            return known != null ? new BuiltinSelectNode(known, pos) : new SelectNode(target, symbol, pos);
        }
        return new SelectPathNode(target, sets.path(select.path(), scope), fallback, pos);
    }

    /** The value of {@code builtins.name}, so that no look-up remains of it. */
    private @Nullable Value constant(Node target, int symbol) {
        if (target instanceof LiteralNode literal && literal.value == engine.builtins()) {
            Value value = ((AttrsValue) literal.value).get(symbol);
            return value instanceof Thunk ? null : value;
        }
        return null;
    }

    private Node operator(BinaryOp op, Scope scope) {
        int pos = pos(op.pos());
        Operator operator = op.operator();
        String function = operator.scopedFunction();
        if (function != null) {
            Node a = resolve(operator.swapped() ? op.right() : op.left(), scope);
            Node b = resolve(operator.swapped() ? op.left() : op.right(), scope);
            Node call = scopedCall(function, a, b, pos, scope);
            return operator.negated() ? new NotNode(call) : call;
        }
        Node left = resolve(op.left(), scope);
        Node right = resolve(op.right(), scope);
        switch (operator) {
            case PLUS:
                int[] positions = {pos(op.start()), pos(op.rightPos())};
                return new ConcatStringsNode(new Node[] {left, right}, positions, false, pos);
            case UPDATE:
                return new UpdateNode(left, right, pos);
            case CONCAT:
                return new ConcatListsNode(left, right, pos);
            case EQ:
                return new EqualsNode(left, right, false, pos);
            case NOT_EQ:
                return new EqualsNode(left, right, true, pos);
            case AND:
                return new LogicNode(LogicNode.Kind.AND, left, right, pos);
            case OR:
                return new LogicNode(LogicNode.Kind.OR, left, right, pos);
            default:
                return new LogicNode(LogicNode.Kind.IMPLIES, left, right, pos);
        }
    }

    private Node interpolation(List<Part> parts, boolean forceString, int pos, Scope scope) {
        Node[] nodes = new Node[parts.size()];
        int[] positions = new int[nodes.length];
        for (int i = 0; i < nodes.length; i++) {
            nodes[i] = resolve(parts.get(i).expr(), scope);
            positions[i] = pos(parts.get(i).pos());
        }
        return new ConcatStringsNode(nodes, positions, forceString, pos);
    }

    private Node pathInterpolation(PathInterpolation path, Scope scope) {
        List<Part> parts = path.parts();
        PathLit head = (PathLit) parts.get(0).expr();
        Node[] nodes = new Node[parts.size() - 1];
        int[] positions = new int[nodes.length];
        for (int i = 0; i < nodes.length; i++) {
            nodes[i] = resolve(parts.get(i + 1).expr(), scope);
            positions[i] = pos(parts.get(i + 1).pos());
        }
        // The literal may end in a slash that the path must not lose before the next part follows.
        boolean slash = head.text().endsWith("/");
        return new PathInterpolationNode(paths.resolve(head), slash ? "/" : "", nodes, positions, pos(path.pos()));
    }
}
