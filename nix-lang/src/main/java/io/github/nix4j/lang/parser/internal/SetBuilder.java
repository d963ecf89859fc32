package io.github.nix4j.lang.parser.internal;

import io.github.nix4j.lang.parser.ParseOptions;
import io.github.nix4j.lang.syntax.AttrName;
import io.github.nix4j.lang.syntax.AttrSet;
import io.github.nix4j.lang.syntax.Binding;
import io.github.nix4j.lang.syntax.DocComment;
import io.github.nix4j.lang.syntax.Expr;
import io.github.nix4j.lang.syntax.InheritSource;
import io.github.nix4j.lang.syntax.Lambda;
import io.github.nix4j.lang.syntax.LegacyLet;
import io.github.nix4j.lang.syntax.Let;
import io.github.nix4j.lang.syntax.Select;
import io.github.nix4j.lang.syntax.SourceFile;
import io.github.nix4j.lang.syntax.StringLit;
import io.github.nix4j.lang.syntax.Var;
import java.util.ArrayList;
import java.util.List;

/** Builds attribute sets, {@code let} and attribute paths. */
abstract class SetBuilder extends StringBuilding {
    private final Merger merger;
    private final List<SetDraft> sets = new ArrayList<>();
    private final List<AttrName> path = new ArrayList<>();

    SetBuilder(SourceFile source, Tokens tokens, ParseOptions options, Problems problems) {
        super(source, tokens, options, problems);
        merger = new Merger(source, names, problems);
    }

    // ---- attribute paths

    @Override
    public final void openAttrPath() {
        nodes.open(path.size());
        nodes.open(tokens.last() + 1);
    }

    /** Takes the path that was opened last. */
    final List<AttrName> closeAttrPath() {
        nodes.close();
        int height = nodes.close();
        if (path.size() == height + 1) {
            // Most paths are one name, and in a fresh process the general way is a tenth of parsing.
            return List.of(path.remove(height));
        }
        List<AttrName> names = path.subList(height, path.size());
        List<AttrName> result = List.copyOf(names);
        names.clear();
        return result;
    }

    @Override
    public final void attrName() {
        int token = tokens.last();
        path.add(new AttrName.Static(enter(token), tokens.start(token), tokens.end(token)));
    }

    @Override
    public final void attrString() {
        addName(takeString());
    }

    @Override
    public final void attrExpr() {
        Expr name = nodes.pop();
        int start = closeStart();
        if (name instanceof StringLit literal) {
            path.add(new AttrName.Static(enter(literal.value()), start, nodeEnd()));
        } else {
            path.add(new AttrName.Dynamic(name, start, nodeEnd()));
        }
    }

    private void addName(Expr string) {
        if (string instanceof StringLit literal) {
            path.add(new AttrName.Static(enter(literal.value()), literal.start(), literal.end()));
        } else {
            path.add(new AttrName.Dynamic(string, string.start(), string.end()));
        }
    }

    // ---- bindings

    @Override
    public final void openBindings() {
        int start = tokens.last() < 0 ? 0 : tokens.start(tokens.last());
        sets.add(new SetDraft(start, start));
    }

    private SetDraft closeBindings() {
        return sets.remove(sets.size() - 1);
    }

    private SetDraft set(int start, boolean recursive) {
        SetDraft set = closeBindings();
        set.recursive = recursive;
        set.pos = start;
        set.start = start;
        set.end = nodeEnd();
        return set;
    }

    @Override
    public final void bind() {
        int valueStart = nodes.start();
        Object value = nodes.popOpen();
        int start = tokens.start(nodes.opened());
        List<AttrName> names = closeAttrPath();
        DocComment doc = tokens.docComments().get(start);
        if (doc != null) {
            value = value instanceof Lambda lambda ? LambdaChain.documented(lambda, doc) : value;
            tokens.docComments().putIfAbsent(valueStart, doc);
        }
        merger.bind(sets.get(sets.size() - 1), names, value, start, nodeEnd());
    }

    @Override
    public final void inheritAttr() {
        AttrName name = path.get(path.size() - 1);
        if (name instanceof AttrName.Dynamic) {
            problems.report(new ParseFailure("dynamic attributes not allowed in inherit", name.start()));
            path.remove(path.size() - 1);
        }
    }

    @Override
    public final void inherit() {
        SetDraft set = sets.get(sets.size() - 1);
        for (AttrName each : closeAttrPath()) {
            String name = ((AttrName.Static) each).name();
            Var value = new Var(name, each.start(), each.end());
            merger.inherit(set, new SetDraft.Attr(name, Binding.Kind.INHERITED, value, each.start()));
        }
    }

    @Override
    public final void inheritFrom() {
        SetDraft set = sets.get(sets.size() - 1);
        List<AttrName> names = closeAttrPath();
        int start = nodes.start();
        int end = nodes.end();
        InheritSource source = new InheritSource(set.addInheritSource(nodes.pop()), start, end);
        for (AttrName each : names) {
            String name = ((AttrName.Static) each).name();
            Select value = new Select(source, List.of(each), null, each.start(), each.end());
            merger.inherit(set, new SetDraft.Attr(name, Binding.Kind.INHERITED_FROM, value, each.start()));
        }
    }

    // ---- the constructs

    @Override
    public final void definitions() {
        push(closeBindings().finish());
    }

    @Override
    public final void set() {
        int start = closeStart();
        nodes.push(set(start, false), start, nodeEnd());
    }

    @Override
    public final void recursiveSet() {
        int start = closeStart();
        nodes.push(set(start, true), start, nodeEnd());
    }

    @Override
    public final void legacyLet() {
        int start = closeStart();
        AttrSet set = set(start, true).finish();
        push(new LegacyLet(set, start, set.end()));
    }

    @Override
    public final void let() {
        Expr body = nodes.pop();
        SetDraft set = closeBindings();
        int start = closeStart();
        if (set.hasDynamic()) {
            checkLookahead();
            problems.report(new ParseFailure("dynamic attributes not allowed in let", start));
        }
        set.end = body.start();
        push(new Let(set.finish(), body, start, nodeEnd()));
    }
}
