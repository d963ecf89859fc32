package io.github.nix4j.lang.internal.selection;

import io.github.nix4j.lang.NixAssertionException;
import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.internal.eval.AttrsValue;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.FlatAttrs;
import io.github.nix4j.lang.internal.eval.ListValue;
import io.github.nix4j.lang.internal.eval.Need;
import io.github.nix4j.lang.internal.eval.Value;
import io.github.nix4j.lang.internal.eval.ValuePosition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Finds the derivations in a value: itself, the elements of a list, the attributes of a set by name, and further down where a
 * set says {@code recurseForDerivations = true}. One object serves one search.
 */
public final class DerivationSearch {
    /** A derivation and the path of attributes that leads to it (byte text; empty for the value itself). */
    public record Found(String attributePath, AttrsValue derivation) {}

    private final Evaluation ev;
    private final AutoArguments arguments;
    private final boolean skipFailedAssertions;
    private final Set<AttrsValue> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<Found> found = new ArrayList<>();

    private DerivationSearch(Evaluation ev, AutoArguments arguments, boolean skipFailedAssertions) {
        this.ev = ev;
        this.arguments = arguments;
        this.skipFailedAssertions = skipFailedAssertions;
    }

    /** The derivations in {@code root}, in Nix's order. */
    public static List<Found> find(Evaluation ev, Value root, AutoArguments arguments) {
        return find(ev, root, arguments, false);
    }

    /** The same; with {@code skipFailedAssertions}, values that throw or fail an assertion are passed over. */
    public static List<Found> find(Evaluation ev, Value root, AutoArguments arguments, boolean skipFailedAssertions) {
        DerivationSearch search = new DerivationSearch(ev, arguments, skipFailedAssertions);
        search.search(root, "");
        return search.found;
    }

    private void search(Value cell, String path) {
        ev.enter(ValuePosition.of(cell, 0));
        try {
            Value value = arguments.call(ev, cell);
            if (!take(value, path)) {
                if (value instanceof AttrsValue attrs) {
                    searchAttrs(attrs, path);
                } else if (value instanceof ListValue list) {
                    searchList(list, path);
                } else {
                    throw ev.errors.type("expression does not evaluate to a derivation (or a set or list of those)");
                }
            }
        } finally {
            ev.leave();
        }
    }

    /** Takes the value if it is a derivation; false if it makes sense to look inside. */
    private boolean take(Value cell, String path) {
        try {
            return takeForced(cell, path);
        } catch (NixAssertionException e) {
            if (skipFailedAssertions) {
                return true;
            }
            throw e;
        }
    }

    private boolean takeForced(Value cell, String path) {
        Value value = ev.force(cell, ValuePosition.of(cell, 0));
        if (!ev.isDerivation(value)) {
            return false;
        }
        AttrsValue attrs = (AttrsValue) value;
        if (seen.add(attrs)) {
            Value name = attrs.get(ev.intern("name"));
            if (name == null) {
                throw ev.errors.type("derivation name missing");
            }
            ev.forceStringNoContext(name, 0, "while evaluating the 'name' attribute of a derivation");
            found.add(new Found(path, attrs));
        }
        return true;
    }

    private void searchAttrs(AttrsValue attrs, String path) {
        boolean combineChannels = attrs.get(ev.intern("_combineChannels")) != null;
        FlatAttrs flat = attrs.flat();
        int[] order = plainNames(flat);
        int mark = ev.sharing.willEvaluate(flat, order, Need.VALUE);
        try {
            searchAttrs(attrs, flat, order, path, combineChannels);
        } finally {
            ev.sharing.evaluated(mark);
        }
    }

    private int[] plainNames(FlatAttrs flat) {
        int[] order = flat.nameOrder(ev.engine.symbolTable());
        int[] plain = new int[order.length];
        int count = 0;
        for (int index : order) {
            if (isPlain(ev.name(flat.symbolAt(index)))) {
                plain[count++] = index;
            }
        }
        return Arrays.copyOf(plain, count);
    }

    private void searchAttrs(AttrsValue attrs, FlatAttrs flat, int[] order, String path, boolean combineChannels) {
        for (int index : order) {
            int symbol = flat.symbolAt(index);
            String name = ev.name(symbol);
            try {
                Value cell = flat.valueAt(index);
                String inner = path.isEmpty() ? name : path + "." + name;
                if (combineChannels) {
                    search(cell, inner);
                } else if (!take(cell, inner) && recurses(ev.force(cell, 0))) {
                    search(cell, inner);
                }
            } catch (NixException e) {
                throw ev.errors.frame(e, attrs.position(symbol), "while evaluating the attribute '%s'", name);
            }
        }
    }

    private boolean recurses(Value value) {
        if (!(value instanceof AttrsValue attrs)) {
            return false;
        }
        int symbol = ev.intern("recurseForDerivations");
        Value recurse = attrs.get(symbol);
        return recurse != null
                && ev.forceBool(
                        recurse, attrs.position(symbol), "while evaluating the attribute `recurseForDerivations`");
    }

    private void searchList(ListValue list, String path) {
        int mark = ev.sharing.willEvaluate(list.items, Need.VALUE);
        try {
            for (int i = 0; i < list.size(); i++) {
                String inner = path.isEmpty() ? String.valueOf(i) : path + "." + i;
                if (!take(list.items[i], inner)) {
                    search(list.items[i], inner);
                }
            }
        } finally {
            ev.sharing.evaluated(mark);
        }
    }

    private static boolean isPlain(String name) {
        if (name.isEmpty() || !(isLetter(name.charAt(0)) || name.charAt(0) == '_')) {
            return false;
        }
        for (int i = 1; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!isLetter(c) && !(c >= '0' && c <= '9') && c != '-' && c != '_' && c != '+') {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
