package io.github.nix4j.lang.parser.internal;

import io.github.nix4j.lang.syntax.AttrSet;
import io.github.nix4j.lang.syntax.Binding;
import io.github.nix4j.lang.syntax.DynamicBinding;
import io.github.nix4j.lang.syntax.Expr;
import io.github.nix4j.lang.syntax.InheritSource;
import io.github.nix4j.lang.syntax.Lambda;
import io.github.nix4j.lang.syntax.Select;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An attribute set to which bindings may still be added: by its own braces, and later by other bindings of the set around it.
 *
 * <p>The value of a binding is an {@link Expr} or, while it may be merged with more, a draft. Names are those of one
 * {@link NameTable} and are compared by identity.
 */
final class SetDraft {
    private static final int MANY = 12;

    /** One binding of the draft. */
    static final class Attr {
        final String name;
        final Binding.Kind kind;
        final int pos;
        Object value;

        Attr(String name, Binding.Kind kind, Object value, int pos) {
            this.name = name;
            this.kind = kind;
            this.value = value;
            this.pos = pos;
        }
    }

    private record DynamicAttr(Expr name, Object value, int pos) {}

    boolean recursive;
    int pos = Expr.NO_POS;
    int start;
    int end;
    private final List<Attr> attrs = new ArrayList<>(4);
    private final List<DynamicAttr> dynamicAttrs = new ArrayList<>(0);
    private final List<Expr> inheritSources = new ArrayList<>(0);
    private @Nullable Map<String, Attr> index;

    SetDraft(int start, int end) {
        this.start = start;
        this.end = end;
    }

    @Nullable
    Attr find(String name) {
        if (index != null) {
            return index.get(name);
        }
        for (int i = 0; i < attrs.size(); i++) {
            if (sameName(attrs.get(i).name, name)) {
                return attrs.get(i);
            }
        }
        return null;
    }

    @SuppressWarnings("ReferenceEquality")
    private static boolean sameName(String a, String b) {
        return a == b;
    }

    void add(Attr attr) {
        attrs.add(attr);
        if (index != null) {
            index.put(attr.name, attr);
        } else if (attrs.size() > MANY) {
            index = new IdentityHashMap<>(MANY * 4);
            for (Attr each : attrs) {
                index.put(each.name, each);
            }
        }
    }

    void addDynamic(Expr name, Object value, int pos) {
        dynamicAttrs.add(new DynamicAttr(name, value, pos));
    }

    boolean hasDynamic() {
        return !dynamicAttrs.isEmpty();
    }

    /** The bindings in the order in which they were added. */
    List<Attr> attrs() {
        return attrs;
    }

    /** Adds the source of an {@code inherit (source)}; its index. */
    int addInheritSource(Expr source) {
        inheritSources.add(source);
        return inheritSources.size() - 1;
    }

    int inheritSourceCount() {
        return inheritSources.size();
    }

    /** Takes over what another draft has besides its static bindings. */
    void takeRest(SetDraft other) {
        dynamicAttrs.addAll(other.dynamicAttrs);
        inheritSources.addAll(other.inheritSources);
    }

    /** The same binding, for a set in which its inherit source is found {@code shift} places further on. */
    static Attr shifted(Attr attr, int shift) {
        if (attr.kind != Binding.Kind.INHERITED_FROM || shift == 0) {
            return attr;
        }
        Select select = (Select) attr.value;
        InheritSource source = (InheritSource) select.target();
        InheritSource moved = new InheritSource(source.index() + shift, source.start(), source.end());
        return new Attr(
                attr.name, attr.kind, new Select(moved, select.path(), null, select.start(), select.end()), attr.pos);
    }

    /** The finished set. */
    AttrSet finish() {
        Binding[] bindings = new Binding[attrs.size()];
        for (int i = 0; i < bindings.length; i++) {
            Attr attr = attrs.get(i);
            bindings[i] = new Binding(attr.name, attr.kind, expr(attr.value), attr.pos);
        }
        DynamicBinding[] dynamic = new DynamicBinding[dynamicAttrs.size()];
        for (int i = 0; i < dynamic.length; i++) {
            DynamicAttr attr = dynamicAttrs.get(i);
            dynamic[i] = new DynamicBinding(attr.name, expr(attr.value), attr.pos);
        }
        return new AttrSet(
                recursive, List.of(bindings), List.copyOf(inheritSources), List.of(dynamic), pos, start, end);
    }

    private static Expr expr(Object value) {
        return value instanceof SetDraft draft ? draft.finish() : (Expr) value;
    }

    /** Gives a function, and those that are curried in it, the name of its binding. */
    static Object named(Object value, String name) {
        return value instanceof Lambda lambda ? LambdaChain.named(lambda, name) : value;
    }
}
