package io.github.nix4j.flake.internal;

import io.github.nix4j.flake.FlakeException;
import io.github.nix4j.flake.cache.RememberedOutput;
import io.github.nix4j.flake.cache.RememberedOutput.Result;
import io.github.nix4j.flake.search.SearchPlace;
import io.github.nix4j.lang.ErrorKind;
import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.internal.eval.AttrsValue;
import io.github.nix4j.lang.internal.eval.BoolValue;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.FlatAttrs;
import io.github.nix4j.lang.internal.eval.IntValue;
import io.github.nix4j.lang.internal.eval.ListValue;
import io.github.nix4j.lang.internal.eval.PathValue;
import io.github.nix4j.lang.internal.eval.StringValue;
import io.github.nix4j.lang.internal.eval.Value;
import io.github.nix4j.lang.url.BadUrlException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A place among the outputs of a flake. What is asked about it is answered from memory where it is known, else by evaluating
 * the attribute, which is found only then. Confined to one evaluation. All text is byte text.
 */
public final class OutputCursor implements SearchPlace {
    private final Evaluation ev;
    private final @Nullable OutputCursor parent;
    private final String name;
    private final @Nullable RememberedOutput known;
    private final Supplier<Value> root;
    private @Nullable Value cell;

    private OutputCursor(
            Evaluation ev,
            @Nullable OutputCursor parent,
            String name,
            @Nullable RememberedOutput known,
            Supplier<Value> root,
            @Nullable Value cell) {
        this.ev = ev;
        this.parent = parent;
        this.name = name;
        this.known = known;
        this.root = root;
        this.cell = cell;
    }

    /** The evaluation that this is confined to. */
    public Evaluation evaluation() {
        return ev;
    }

    /**
     * The outputs themselves.
     *
     * @param outputs evaluates them, if need be
     * @param known what is remembered of them; null for no memory
     */
    public static OutputCursor root(Evaluation ev, Supplier<Value> outputs, @Nullable RememberedOutput known) {
        return new OutputCursor(ev, null, "", known, outputs, null);
    }

    /** {@code work}'s result; a failure that was remembered only is evaluated, to tell why. */
    public static <T> T explained(Evaluation ev, Supplier<T> work) {
        try {
            return work.get();
        } catch (CachedFailure e) {
            throw e.again(ev);
        }
    }

    /** The names of the attributes that lead here. */
    public List<String> path() {
        List<String> path = parent == null ? new ArrayList<>() : parent.path();
        if (parent != null) {
            path.add(name);
        }
        return path;
    }

    /** The path to the attribute {@code last}, as messages show it. */
    public String pathText(String last) {
        List<String> path = path();
        path.add(last);
        return String.join(".", path);
    }

    /** The path, as messages show it. */
    public String pathText() {
        return String.join(".", path());
    }

    private Value cell() {
        Value found = cell;
        if (found == null) {
            if (parent == null) {
                found = root.get();
            } else {
                AttrsValue attrs = ev.forceAttrs(parent.cell(), 0, "while searching for an attribute");
                found = attrs.get(ev.intern(name));
                if (found == null) {
                    throw new FlakeException("attribute '" + pathText() + "' is unexpectedly missing");
                }
            }
            cell = found;
        }
        return found;
    }

    /** The value, evaluated as far as to tell what it is. */
    public Value force() {
        // What fails on the way here is no failure of this attribute: that is told anew each time.
        Value found = cell();
        Value value;
        try {
            value = ev.force(found, 0);
        } catch (NixException e) {
            if (isEvaluationError(e)) {
                remember(new Result.Failed());
            }
            throw e;
        }
        if (known != null && known.result() == null && !(value instanceof AttrsValue)) {
            remember(leaf(value));
        }
        return value;
    }

    private static Result leaf(Value value) {
        if (value instanceof StringValue string) {
            return string.context.isEmpty() ? new Result.Text(string.text) : new Result.StoreText();
        } else if (value instanceof PathValue) {
            return new Result.StoreText();
        } else if (value instanceof BoolValue bool) {
            return new Result.Bool(bool.value);
        }
        return new Result.Other();
    }

    private void remember(Result result) {
        if (known != null) {
            known.put(result);
        }
    }

    /** Whether Nix's commands count {@code e} to what a program did, not to what was done with it. */
    public static boolean isEvaluationError(NixException e) {
        return !(e instanceof FlakeException)
                && !(e instanceof BadUrlException)
                && e.kind() != ErrorKind.LIMIT
                && e.kind() != ErrorKind.IO
                && e.kind() != ErrorKind.PARSE
                && e.kind() != ErrorKind.DISABLED_FEATURE
                && e.kind() != ErrorKind.USAGE
                && e.kind() != ErrorKind.RESTRICTED
                && e.kind() != ErrorKind.IMPORT_FROM_DERIVATION
                && e.kind() != ErrorKind.STACK_OVERFLOW;
    }

    /** The attribute {@code child}, or null if this is no set or has no such attribute. */
    public @Nullable OutputCursor maybeGet(String child) {
        Result result = result();
        if (result instanceof Result.Names names) {
            return Collections.binarySearch(names.names(), child) >= 0 ? child(child, null) : null;
        } else if (result != null) {
            return null;
        }
        RememberedOutput before = known == null ? null : known.child(child);
        if (before != null) {
            if (before.result() instanceof Result.Failed) {
                throw new CachedFailure(this, child);
            }
            return before.result() instanceof Result.Missing ? null : child(child, null);
        }
        if (!(force() instanceof AttrsValue attrs)) {
            return null;
        }
        Value value = attrs.get(ev.intern(child));
        if (value == null) {
            if (known != null) {
                known.orNewChild(child).put(new Result.Missing());
            }
            return null;
        }
        return child(child, value);
    }

    private OutputCursor child(String child, @Nullable Value value) {
        return new OutputCursor(ev, this, child, known == null ? null : known.orNewChild(child), root, value);
    }

    /** What is remembered of this; fails if that is a failure. */
    private @Nullable Result result() {
        Result result = known == null ? null : known.result();
        if (result instanceof Result.Failed && parent != null) {
            throw new CachedFailure(parent, name);
        }
        return result;
    }

    /** The attribute {@code child}; an error if there is none. */
    public OutputCursor get(String child) {
        OutputCursor found = maybeGet(child);
        if (found == null) {
            throw new FlakeException("attribute '" + pathText(child) + "' does not exist");
        }
        return found;
    }

    /** The names of all attributes, in byte order; an error if this is no set. */
    public List<String> names() {
        Result result = result();
        if (result instanceof Result.Names names) {
            return names.names();
        }
        if (result != null || !(force() instanceof AttrsValue attrs)) {
            throw ev.errors.type("'%s' is not an attribute set", pathText());
        }
        FlatAttrs flat = attrs.flat();
        List<String> names = new ArrayList<>(flat.size());
        for (int index : flat.nameOrder(ev.engine.symbolTable())) {
            names.add(ev.name(flat.symbolAt(index)));
        }
        if (known != null) {
            known.putNames(names);
        }
        return names;
    }

    /** Whether this is a set whose attribute {@code type} says that it is a derivation. */
    public boolean isDerivation() {
        OutputCursor type = maybeGet("type");
        return type != null && type.text().equals("derivation");
    }

    /** The text of a string or a path; other values are errors. */
    public String text() {
        Result result = result();
        if (result instanceof Result.Text text) {
            return text.text();
        }
        if (result != null && !(result instanceof Result.StoreText)) {
            throw ev.errors.type("'%s' is not a string", pathText());
        }
        Value value = force();
        if (value instanceof StringValue string) {
            return string.text;
        } else if (value instanceof PathValue path) {
            return path.text();
        }
        throw ev.errors.type("'%s' is not a string but %s", pathText(), value.describeType());
    }

    /** The value of a Boolean; other values are errors. */
    public boolean bool() {
        Result result = result();
        if (result instanceof Result.Bool bool) {
            return bool.value();
        }
        if (result == null && force() instanceof BoolValue bool) {
            return bool.value;
        }
        throw ev.errors.type("'%s' is not a Boolean", pathText());
    }

    /** The value of an integer; other values are errors. */
    public long integer() {
        Result result = result();
        if ((result == null || result instanceof Result.Other) && force() instanceof IntValue integer) {
            return integer.value;
        }
        throw ev.errors.type("'%s' is not an integer", pathText());
    }

    /** The texts of a list of strings that do not refer to the store; other values are errors. */
    public List<String> texts() {
        Result result = result();
        if ((result == null || result instanceof Result.Other) && force() instanceof ListValue list) {
            List<String> texts = new ArrayList<>();
            for (Value item : list.items) {
                texts.add(ev.forceStringNoContext(item, 0, "while evaluating an attribute for caching"));
            }
            return texts;
        }
        throw ev.errors.type("'%s' is not a list", pathText());
    }
}
