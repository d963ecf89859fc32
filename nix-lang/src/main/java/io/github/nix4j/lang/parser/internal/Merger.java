package io.github.nix4j.lang.parser.internal;

import io.github.nix4j.lang.Message;
import io.github.nix4j.lang.syntax.AstPrinter;
import io.github.nix4j.lang.syntax.AttrName;
import io.github.nix4j.lang.syntax.Binding;
import io.github.nix4j.lang.syntax.SourceFile;
import java.util.ArrayList;
import java.util.List;

/** Adds bindings to set drafts: attribute paths become nested sets, and sets that are defined twice are merged. */
final class Merger {
    /** Other evaluations may enter names meanwhile: each is asked for its rank once. */
    private record Ranked(long rank, SetDraft.Attr attr) {}

    private final SourceFile source;
    private final NameTable names;
    private final Problems problems;

    Merger(SourceFile source, NameTable names, Problems problems) {
        this.source = source;
        this.names = names;
        this.problems = problems;
    }

    /**
     * Adds {@code path = value;}.
     *
     * @param pos the offset of the path
     */
    void bind(SetDraft set, List<AttrName> path, Object value, int pos, int end) {
        SetDraft inner = set;
        for (int i = 0; i < path.size() - 1; i++) {
            inner = step(inner, path, i, pos, end);
        }
        AttrName last = path.get(path.size() - 1);
        if (last instanceof AttrName.Dynamic dynamic) {
            inner.addDynamic(dynamic.expr(), value, pos);
        } else {
            String name = ((AttrName.Static) last).name();
            SetDraft.Attr attr = new SetDraft.Attr(name, Binding.Kind.PLAIN, value, pos);
            SetDraft.Attr known = inner.find(name);
            if (known == null) {
                addNew(inner, attr);
            } else {
                addTo(known, attr, staticNames(path));
            }
        }
    }

    private SetDraft step(SetDraft set, List<AttrName> path, int i, int pos, int end) {
        if (path.get(i) instanceof AttrName.Dynamic dynamic) {
            SetDraft nested = new SetDraft(pos, end);
            set.addDynamic(dynamic.expr(), nested, pos);
            return nested;
        }
        String name = ((AttrName.Static) path.get(i)).name();
        SetDraft.Attr known = set.find(name);
        if (known == null) {
            SetDraft nested = new SetDraft(pos, end);
            set.add(new SetDraft.Attr(name, Binding.Kind.PLAIN, nested, pos));
            return nested;
        }
        if (known.value instanceof SetDraft nested) {
            return nested;
        }
        reportDuplicate(staticNames(path.subList(0, i + 1)), pos, known.pos);
        return new SetDraft(pos, end);
    }

    /** The names of a path. A dynamic one cannot be part of a duplicate, as it always makes a set of its own. */
    private static List<String> staticNames(List<AttrName> path) {
        List<String> result = new ArrayList<>(path.size() + 1);
        for (AttrName step : path) {
            result.add(step instanceof AttrName.Static s ? s.name() : "");
        }
        return result;
    }

    private void add(SetDraft set, SetDraft.Attr attr, List<String> path) {
        SetDraft.Attr known = set.find(attr.name);
        if (known == null) {
            addNew(set, attr);
        } else {
            addTo(known, attr, path);
        }
    }

    private static void addNew(SetDraft set, SetDraft.Attr attr) {
        attr.value = SetDraft.named(attr.value, attr.name);
        set.add(attr);
    }

    private void addTo(SetDraft.Attr known, SetDraft.Attr attr, List<String> path) {
        if (known.value instanceof SetDraft target && attr.value instanceof SetDraft addition) {
            merge(target, addition, path);
        } else {
            reportDuplicate(path, attr.pos, known.pos);
        }
    }

    /** Whether the sets are recursive is not looked at: the first one's word holds, as in Nix. */
    private void merge(SetDraft target, SetDraft addition, List<String> path) {
        int shift = target.inheritSourceCount();
        List<Ranked> additions = new ArrayList<>(addition.attrs().size());
        for (SetDraft.Attr attr : addition.attrs()) {
            additions.add(new Ranked(names.rank(attr.name), attr));
        }
        // Not comparingLong, whose comparator is in no class cache: 2 ms of a start.
        additions.sort((a, b) -> Long.compare(a.rank, b.rank));
        for (Ranked ranked : additions) {
            SetDraft.Attr attr = ranked.attr;
            path.add(attr.name);
            add(target, SetDraft.shifted(attr, shift), path);
            path.remove(path.size() - 1);
        }
        target.takeRest(addition);
    }

    /** Adds an inherited name. */
    void inherit(SetDraft set, SetDraft.Attr attr) {
        SetDraft.Attr known = set.find(attr.name);
        if (known != null) {
            reportDuplicate(List.of(attr.name), attr.pos, known.pos);
        } else {
            set.add(attr);
        }
    }

    private void reportDuplicate(List<String> path, int pos, int knownPos) {
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < path.size(); i++) {
            name.append(i == 0 ? "" : ".").append(AstPrinter.name(path.get(i)));
        }
        Message message = Message.of("attribute '%s' already defined at %s", name, source.describe(knownPos));
        problems.report(new ParseFailure(message, pos));
    }
}
