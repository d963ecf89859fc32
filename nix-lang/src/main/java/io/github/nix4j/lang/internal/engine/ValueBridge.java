package io.github.nix4j.lang.internal.engine;

import io.github.nix4j.lang.ErrorKind;
import io.github.nix4j.lang.LookaheadException;
import io.github.nix4j.lang.Message;
import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.SourcePosition;
import io.github.nix4j.lang.internal.eval.AttrsBuilder;
import io.github.nix4j.lang.internal.eval.AttrsValue;
import io.github.nix4j.lang.internal.eval.BoolValue;
import io.github.nix4j.lang.internal.eval.Calls;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.FlatAttrs;
import io.github.nix4j.lang.internal.eval.FloatValue;
import io.github.nix4j.lang.internal.eval.HelperThread;
import io.github.nix4j.lang.internal.eval.IntValue;
import io.github.nix4j.lang.internal.eval.ListValue;
import io.github.nix4j.lang.internal.eval.NullValue;
import io.github.nix4j.lang.internal.eval.PathValue;
import io.github.nix4j.lang.internal.eval.StringValue;
import io.github.nix4j.lang.internal.eval.Value;
import io.github.nix4j.lang.internal.node.Selection;
import io.github.nix4j.lang.value.JavaValues;
import io.github.nix4j.lang.value.NixAttrs;
import io.github.nix4j.lang.value.NixBool;
import io.github.nix4j.lang.value.NixFloat;
import io.github.nix4j.lang.value.NixFunction;
import io.github.nix4j.lang.value.NixInt;
import io.github.nix4j.lang.value.NixList;
import io.github.nix4j.lang.value.NixNull;
import io.github.nix4j.lang.value.NixPath;
import io.github.nix4j.lang.value.NixText;
import io.github.nix4j.lang.value.NixValue;
import io.github.nix4j.store.ByteText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The conversion between internal and public values. Lists, sets and functions are views, which keep the limits of the call that
 * made them; the rest is copied.
 */
public final class ValueBridge {
    private final EvalEngine engine;
    private final EvalThreads threads;

    public ValueBridge(EvalEngine engine, EvalThreads threads) {
        this.engine = engine;
        this.threads = threads;
    }

    /** The public face of a forced value, made where it is evaluated. */
    public NixValue toPublic(Value v) {
        if (v instanceof IntValue i) {
            return new NixInt(i.value);
        } else if (v instanceof FloatValue f) {
            return new NixFloat(f.value);
        } else if (v instanceof BoolValue b) {
            return new NixBool(b.value);
        } else if (v instanceof NullValue) {
            return new NixNull();
        } else if (v instanceof StringValue s) {
            return NixText.ofByteText(s.text, s.context);
        } else if (v instanceof PathValue p) {
            return new NixPath(p.path);
        } else if (v instanceof ListValue list) {
            return new ListView(list);
        } else if (v instanceof AttrsValue attrs) {
            return new AttrsView(attrs);
        }
        return new FunctionView(v);
    }

    /**
     * The internal value of a public one; views of this evaluator give back what they show. Lists and sets of others are copied,
     * which fails where they are nested as deeply as calls may not be.
     *
     * @throws NullPointerException for Java's null, also as an element
     * @throws IllegalArgumentException for a function of another evaluator
     */
    public Value toInternal(Evaluation ev, NixValue value) {
        return toInternal(ev, value, 0);
    }

    private Value toInternal(Evaluation ev, @Nullable NixValue value, int depth) {
        if (value instanceof NixInt i) {
            return IntValue.of(i.value());
        } else if (value instanceof NixFloat f) {
            return new FloatValue(f.value());
        } else if (value instanceof NixBool b) {
            return BoolValue.of(b.value());
        } else if (value instanceof NixNull) {
            return NullValue.NULL;
        } else if (value instanceof NixText s) {
            return new StringValue(s.byteText(), s.context());
        } else if (value instanceof NixPath p) {
            return new PathValue(p.path());
        } else if (value instanceof View view && view.bridge() == this) {
            return view.internal();
        } else if (value instanceof NixList list) {
            List<Value> items = new ArrayList<>();
            ev.checkDepth(depth, 0);
            list.forEach(item -> items.add(toInternal(ev, item, depth + 1)));
            return new ListValue(items.toArray(new Value[0]));
        } else if (value instanceof NixAttrs attrs) {
            ev.checkDepth(depth, 0);
            List<String> names = attrs.names();
            AttrsBuilder builder = ev.newAttrs(names.size());
            for (String name : names) {
                Value item = toInternal(ev, attrs.get(name), depth + 1);
                builder.add(engine.symbolTable().intern(ByteText.fromUnicode(name)), item);
            }
            return builder.build();
        }
        if (value == null) {
            throw new NullPointerException("Java's null is no value; use NixNull");
        }
        throw new IllegalArgumentException("a function of another evaluator cannot be used in this one");
    }

    /** The limits that a value of this evaluator keeps. */
    LimitPolicy limits(NixValue value) {
        return value instanceof View view && view.bridge() == this ? view.limits : LimitPolicy.NONE;
    }

    /** Calls a Java function as a builtin. */
    Value callJava(Evaluation ev, Function<List<NixValue>, NixValue> code, Value... arguments) {
        HelperThread.refuse("a builtin written in Java");
        Value result;
        List<NixValue> inputs = new ArrayList<>(arguments.length);
        for (Value argument : arguments) {
            inputs.add(toPublic(argument.force(ev, 0)));
        }
        try {
            result = toInternal(ev, code.apply(List.copyOf(inputs)), 0);
        } catch (NixException | LookaheadException | VirtualMachineError e) {
            throw e;
        } catch (RuntimeException | Error e) {
            if (e.getCause() instanceof InterruptedException) {
                // Not kept as the value's failure: the function may succeed the next time.
                throw ev.errors.interrupted();
            }
            throw new NixException(
                    ErrorKind.EVAL,
                    Message.of("a builtin written in Java failed: %s", ByteText.fromUnicode(e.toString())),
                    e);
        }
        return result.force(ev, 0);
    }

    private abstract class View {
        private final LimitPolicy limits = threads.policy();

        abstract Value internal();

        final ValueBridge bridge() {
            return ValueBridge.this;
        }

        /** Runs one call on this view under the limits it was made under, counted anew. */
        final <T> T run(Function<Evaluation, T> work) {
            return threads.run(engine, limits, work);
        }

        /** As in messages: short, and with nothing evaluated for it. */
        @Override
        public final String toString() {
            try {
                return ByteText.toUnicode(engine.errors().show(internal()).text());
            } catch (NixException e) {
                // Nested more deeply than calls may be, which are few then.
                return e.getMessage();
            }
        }

        final Object toJava(NixValue self) {
            return run(ev -> JavaValues.toJava(self, depth -> ev.checkDepth(depth, 0)));
        }
    }

    private final class ListView extends View implements NixList {
        private final ListValue list;

        ListView(ListValue list) {
            this.list = list;
        }

        @Override
        public int size() {
            return list.size();
        }

        @Override
        public NixValue get(int index) {
            Objects.checkIndex(index, list.size());
            return run(ev -> toPublic(list.items[index].force(ev, 0)));
        }

        @Override
        public Iterator<NixValue> iterator() {
            return new Iterator<>() {
                private int next;

                @Override
                public boolean hasNext() {
                    return next < size();
                }

                @Override
                public NixValue next() {
                    if (!hasNext()) {
                        throw new java.util.NoSuchElementException();
                    }
                    return get(next++);
                }
            };
        }

        @Override
        Value internal() {
            return list;
        }

        @Override
        public Object toJava() {
            return toJava(this);
        }
    }

    private final class AttrsView extends View implements NixAttrs {
        private final AttrsValue attrs;

        AttrsView(AttrsValue attrs) {
            this.attrs = attrs;
        }

        @Override
        public int size() {
            return attrs.flat().size();
        }

        @Override
        public List<String> names() {
            FlatAttrs flat = attrs.flat();
            List<String> names = new ArrayList<>(flat.size());
            for (int index : flat.nameOrder(engine.symbolTable())) {
                names.add(ByteText.toUnicode(engine.symbolTable().name(flat.symbolAt(index))));
            }
            return names;
        }

        @Override
        public Stream<Map.Entry<String, NixValue>> entries() {
            // By places: a name that is not UTF-8 would not be found again.
            FlatAttrs flat = attrs.flat();
            return Arrays.stream(flat.nameOrder(engine.symbolTable()))
                    .mapToObj(index -> Map.entry(
                            ByteText.toUnicode(engine.symbolTable().name(flat.symbolAt(index))),
                            run(ev -> toPublic(flat.valueAt(index).force(ev, 0)))));
        }

        private @Nullable Value cell(String name) {
            // A name nobody has used is in no set: it need not, and must not, enter the table.
            int symbol = engine.symbolTable().find(ByteText.fromUnicode(name));
            return symbol < 0 ? null : attrs.get(symbol);
        }

        @Override
        public boolean has(String name) {
            return cell(name) != null;
        }

        @Override
        public Optional<SourcePosition> position(String name) {
            int symbol = engine.symbolTable().find(ByteText.fromUnicode(name));
            int pos = symbol < 0 ? 0 : attrs.flat().position(symbol);
            return Optional.ofNullable(engine.positions().resolve(pos));
        }

        @Override
        public Optional<NixValue> find(String name) {
            Value cell = cell(name);
            return cell == null ? Optional.empty() : Optional.of(run(ev -> toPublic(cell.force(ev, 0))));
        }

        @Override
        public NixValue get(String... path) {
            return run(ev -> {
                Value at = attrs;
                for (String name : path) {
                    AttrsValue set = ev.forceAttrs(at, 0, "while selecting an attribute");
                    int symbol = engine.symbolTable().find(ByteText.fromUnicode(name));
                    Value next = symbol < 0 ? null : set.get(symbol);
                    if (next == null) {
                        throw Selection.missing(ev, set, ByteText.fromUnicode(name), 0);
                    }
                    at = next.force(ev, 0);
                }
                return toPublic(at);
            });
        }

        @Override
        Value internal() {
            return attrs;
        }

        @Override
        public Object toJava() {
            return toJava(this);
        }
    }

    private final class FunctionView extends View implements NixFunction {
        private final Value function;

        FunctionView(Value function) {
            this.function = function;
        }

        @Override
        public NixValue call(NixValue... arguments) {
            NixValue[] all = arguments.clone();
            for (int i = 0; i < all.length; i++) {
                if (all[i] == null) {
                    throw new NullPointerException("argument " + (i + 1) + " is Java's null; use NixNull");
                }
            }
            return run(ev -> {
                Value[] cells = new Value[all.length];
                for (int i = 0; i < cells.length; i++) {
                    cells[i] = toInternal(ev, all[i], 0);
                }
                return toPublic(Calls.call(ev, function, cells, 0));
            });
        }

        @Override
        Value internal() {
            return function;
        }
    }
}
