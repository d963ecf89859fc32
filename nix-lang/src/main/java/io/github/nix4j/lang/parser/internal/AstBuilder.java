package io.github.nix4j.lang.parser.internal;

import io.github.nix4j.lang.parser.ParseOptions;
import io.github.nix4j.lang.syntax.Apply;
import io.github.nix4j.lang.syntax.Assert;
import io.github.nix4j.lang.syntax.AttrName;
import io.github.nix4j.lang.syntax.BinaryOp;
import io.github.nix4j.lang.syntax.CurPos;
import io.github.nix4j.lang.syntax.DocComment;
import io.github.nix4j.lang.syntax.Expr;
import io.github.nix4j.lang.syntax.FloatLit;
import io.github.nix4j.lang.syntax.Formals;
import io.github.nix4j.lang.syntax.HasAttr;
import io.github.nix4j.lang.syntax.If;
import io.github.nix4j.lang.syntax.IntLit;
import io.github.nix4j.lang.syntax.Lambda;
import io.github.nix4j.lang.syntax.ListExpr;
import io.github.nix4j.lang.syntax.Negate;
import io.github.nix4j.lang.syntax.Not;
import io.github.nix4j.lang.syntax.Operator;
import io.github.nix4j.lang.syntax.SearchPath;
import io.github.nix4j.lang.syntax.Select;
import io.github.nix4j.lang.syntax.SourceFile;
import io.github.nix4j.lang.syntax.Var;
import io.github.nix4j.lang.syntax.With;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds the syntax tree: expressions here, strings, paths and sets in the classes above. */
final class AstBuilder extends SetBuilder {
    private final OperatorStack operators = new OperatorStack();
    private final List<FormalsDraft> formals = new ArrayList<>();

    AstBuilder(SourceFile source, Tokens tokens, ParseOptions options, Problems problems) {
        super(source, tokens, options, problems);
    }

    /** The root, after all of the text was read. */
    Expr result() {
        return nodes.pop();
    }

    // ---- functions

    @Override
    public void lambda() {
        Expr body = nodes.pop();
        int param = nodes.close();
        pushLambda(enter(param), null, body, tokens.start(param));
    }

    @Override
    public void lambdaFormals() {
        Expr body = nodes.pop();
        FormalsDraft draft = takeFormals();
        int start = tokens.start(draft.token);
        pushLambda(null, finish(draft, null, start), body, start);
    }

    @Override
    public void lambdaFormalsBeforeParam() {
        Expr body = nodes.pop();
        String param = enter(nodes.close());
        FormalsDraft draft = takeFormals();
        int start = tokens.start(draft.token);
        pushLambda(param, finish(draft, param, start), body, start);
    }

    @Override
    public void lambdaFormalsAfterParam() {
        Expr body = nodes.pop();
        int token = nodes.close();
        String param = enter(token);
        int start = tokens.start(token);
        pushLambda(param, finish(takeFormals(), param, start), body, start);
    }

    private Formals finish(FormalsDraft draft, @Nullable String param, int start) {
        checkLookahead();
        return draft.finish(param, start, names, problems);
    }

    private FormalsDraft takeFormals() {
        return formals.remove(formals.size() - 1);
    }

    private void pushLambda(@Nullable String param, @Nullable Formals formals, Expr body, int start) {
        Lambda lambda = new Lambda(param, formals, body, null, null, start, nodeEnd());
        DocComment doc = tokens.docComments().get(start);
        nodes.push(doc == null ? lambda : LambdaChain.documented(lambda, doc), start, lambda.end());
    }

    @Override
    public void openFormals() {
        formals.add(new FormalsDraft(tokens.last()));
    }

    @Override
    public void formal() {
        addFormal(null);
    }

    @Override
    public void formalWithDefault() {
        addFormal(nodes.pop());
    }

    private void addFormal(@Nullable Expr fallback) {
        int token = nodes.close();
        formals.get(formals.size() - 1).formals.add(new Formals.Formal(enter(token), tokens.start(token), fallback));
    }

    @Override
    public void ellipsis() {
        formals.get(formals.size() - 1).ellipsis = true;
    }

    @Override
    public void closeFormals() {}

    // ---- keywords

    @Override
    public void assertion() {
        Expr body = nodes.pop();
        Expr condition = nodes.pop();
        int start = closeStart();
        push(new Assert(condition, body, start, nodeEnd()));
    }

    @Override
    public void with() {
        Expr body = nodes.pop();
        Expr namespace = nodes.pop();
        int start = closeStart();
        push(new With(namespace, body, start, nodeEnd()));
    }

    @Override
    public void conditional() {
        Expr alternative = nodes.pop();
        Expr consequent = nodes.pop();
        Expr condition = nodes.pop();
        int start = closeStart();
        push(new If(condition, consequent, alternative, start, nodeEnd()));
    }

    // ---- operators

    @Override
    public void openOperation() {
        nodes.open(operators.size());
    }

    @Override
    public void prefixOperator() {
        int token = tokens.last();
        operators.push(OperatorStack.prefix(tokens.typeAt(token)), token);
    }

    @Override
    public void infixOperator() {
        int token = tokens.last();
        int type = tokens.typeAt(token);
        int precedence = OperatorStack.precedenceOf(type);
        reduceTighterThan(precedence);
        if (operators.size() > nodes.opened() && OperatorStack.precedenceOf(operators.type()) == precedence) {
            switch (operators.associativity(type)) {
                case LEFT:
                    reduce();
                    break;
                case NONE:
                    throw new SyntaxStop();
                default:
                    break;
            }
        }
        operators.push(type, token);
    }

    @Override
    public void hasAttrOperator() {
        reduceTighterThan(OperatorStack.HAS_ATTR);
    }

    @Override
    public void hasAttr() {
        List<AttrName> path = closeAttrPath();
        int start = nodes.start();
        push(new HasAttr(nodes.pop(), path, start, nodeEnd()));
    }

    @Override
    public void closeOperation() {
        while (operators.size() > nodes.opened()) {
            reduce();
        }
        nodes.close();
    }

    private void reduceTighterThan(int precedence) {
        while (operators.size() > nodes.opened() && operators.bindsTighterThan(precedence)) {
            reduce();
        }
    }

    private void reduce() {
        int type = operators.type();
        int token = operators.pop();
        int rightStart = nodes.start();
        int end = nodes.end();
        Expr right = nodes.pop();
        int pos = tokens.start(token);
        if (type < 0) {
            push(type == OperatorStack.prefix(NixTokens.NOT) ? new Not(right, pos, end) : new Negate(right, pos, end));
            return;
        }
        int start = nodes.start();
        Expr left = nodes.pop();
        Operator operator = OperatorStack.operator(type);
        if (operator != null) {
            boolean unplaced = operator == Operator.EQ || operator == Operator.NOT_EQ;
            push(new BinaryOp(operator, left, right, unplaced ? Expr.NO_POS : pos, rightStart, start, end));
        } else if (type == NixTokens.PIPE_FROM) {
            push(apply(left, new Expr[] {right}, pos, start, end));
        } else {
            push(apply(right, new Expr[] {left}, pos, start, end));
        }
    }

    // ---- application and selection

    @Override
    public void openApplication() {
        settleCursedOr();
        nodes.open(nodes.size());
    }

    @Override
    public void argument() {
        warnOfCursedOr();
    }

    @Override
    public void closeApplication() {
        int height = nodes.close();
        if (nodes.size() > height) {
            int end = nodes.end();
            Expr[] arguments = nodes.popAbove(height);
            int start = nodes.start();
            push(apply(nodes.pop(), arguments, start, start, end));
        }
    }

    /** A call; what Nix holds for a call itself takes the arguments in, and keeps its position. */
    private static Apply apply(Expr function, Expr[] arguments, int pos, int start, int end) {
        if (function instanceof Apply call) {
            List<Expr> all = new ArrayList<>(call.arguments());
            all.addAll(List.of(arguments));
            return new Apply(call.function(), List.copyOf(all), call.pos(), start, end);
        }
        return new Apply(function, List.of(arguments), isCall(function) ? function.pos() : pos, start, end);
    }

    private static boolean isCall(Expr expr) {
        return expr instanceof Negate
                || expr instanceof SearchPath
                || expr instanceof BinaryOp op
                        && op.operator().scopedFunction() != null
                        && !op.operator().negated();
    }

    @Override
    public void select() {
        List<AttrName> path = closeAttrPath();
        int start = nodes.start();
        push(new Select(nodes.pop(), path, null, start, nodeEnd()));
    }

    @Override
    public void selectOr() {
        warnOfCursedOr();
        Expr fallback = nodes.pop();
        List<AttrName> path = closeAttrPath();
        int start = nodes.start();
        push(new Select(nodes.pop(), path, fallback, start, nodeEnd()));
    }

    @Override
    public void cursedOr() {
        int start = nodes.start();
        int end = nodeEnd();
        Expr function = nodes.pop();
        Apply call = new Apply(function, List.of(new Var("or", start, end)), start, start, end);
        push(call);
        setCursedOr(call);
    }

    // ---- simple expressions

    @Override
    public void variable() {
        int token = tokens.last();
        if (tokens.textIs(token, "__curPos")) {
            push(new CurPos(tokens.start(token), tokens.end(token)));
        } else {
            push(new Var(enter(token), tokens.start(token), tokens.end(token)));
        }
    }

    @Override
    public void integer() {
        int token = tokens.last();
        push(new IntLit(Numbers.integer(tokens.text(token)), tokens.start(token), tokens.end(token)));
    }

    @Override
    public void floating() {
        int token = tokens.last();
        push(new FloatLit(Double.parseDouble(tokens.text(token)), tokens.start(token), tokens.end(token)));
    }

    @Override
    public void parentheses() {
        nodes.extend(closeStart(), nodeEnd());
        settleCursedOr();
    }

    @Override
    public void openList() {
        open();
        nodes.open(nodes.size());
    }

    @Override
    public void element() {
        warnOfCursedOr();
    }

    @Override
    public void closeList() {
        Expr[] elements = nodes.popAbove(nodes.close());
        push(new ListExpr(List.of(elements), closeStart(), nodeEnd()));
    }
}
