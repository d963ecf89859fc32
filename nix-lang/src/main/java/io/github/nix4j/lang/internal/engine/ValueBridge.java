package io.github.nix4j.lang.internal.engine;

import io.github.nix4j.lang.ErrorKind;
import io.github.nix4j.lang.EvalOptions;
import io.github.nix4j.lang.Message;
import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.internal.eval.AttrsBuilder;
import io.github.nix4j.lang.internal.eval.AttrsValue;
import io.github.nix4j.lang.internal.eval.BoolValue;
import io.github.nix4j.lang.internal.eval.Calls;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.FlatAttrs;
import io.github.nix4j.lang.internal.eval.FloatValue;
import io.github.nix4j.lang.internal.eval.IntValue;
import io.github.nix4j.lang.internal.eval.ListValue;
import io.github.nix4j.lang.internal.eval.NullValue;
import io.github.nix4j.lang.internal.eval.PathValue;
import io.github.nix4j.lang.internal.eval.StringValue;
import io.github.nix4j.lang.internal.eval.Value;
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
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The conversion between internal and public values. Lists, sets and functions are views; the rest is copied. */
public final class ValueBridge {
    private final EvalEngine engine;
    private final EvalThreads threads;

    public ValueBridge(EvalEngine engine, EvalThreads threads) {
        this.engine = engine;
        this.threads = threads;
    }

    private <T> T run(Function<Evaluation, T> work) {
        return threads.run(engine, Limits.of(EvalOptions.UNLIMITED), work);
    }

    /** The public face of a forced value. */
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
            return new NixText(s.text, s.context);
        } else if (v instanceof PathValue p) {
            return new NixPath(p.path);
        } else if (v instanceof ListValue list) {
            return new ListView(list);
        } else if (v instanceof AttrsValue attrs) {
            return new AttrsView(attrs);
        }
        return new FunctionView(v);
    }

    /** The internal value of a public one; views of this evaluator give back what they show. */
    public Value toInternal(NixValue value) {
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
            list.forEach(item -> items.add(toInternal(item)));
            return new ListValue(items.toArray(new Value[0]));
        } else if (value instanceof NixAttrs attrs) {
            AttrsBuilder builder = new AttrsBuilder(attrs.names().size());
            for (String name : attrs.names()) {
                builder.add(engine.symbolTable().intern(ByteText.fromUnicode(name)), toInternal(attrs.get(name)));
            }
            return builder.build();
        }
        throw new IllegalArgumentException("a function of another evaluator cannot be used in this one");
    }

    /** Calls a Java function as a builtin. */
    public Value callJava(Evaluation ev, UnaryOperator<NixValue> code, Value argument) {
        NixValue result;
        NixValue input = toPublic(argument.force(ev, 0));
        try {
            result = code.apply(input);
        } catch (NixException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new NixException(
                    ErrorKind.EVAL,
                    Message.of("a builtin written in Java failed: %s", ByteText.fromUnicode(e.toString())),
                    e);
        }
        if (result == null) {
            throw new NixException(
                    ErrorKind.EVAL, Message.plain("a builtin written in Java returned Java's null; use NixNull"));
        }
        return toInternal(result).force(ev, 0);
    }

    private interface View {
        Value internal();

        ValueBridge bridge();
    }

    private final class ListView implements NixList, View {
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
        public Value internal() {
            return list;
        }

        @Override
        public ValueBridge bridge() {
            return ValueBridge.this;
        }
    }

    private final class AttrsView implements NixAttrs, View {
        private final AttrsValue attrs;

        AttrsView(AttrsValue attrs) {
            this.attrs = attrs;
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
                    Value next = set.get(ev.intern(ByteText.fromUnicode(name)));
                    if (next == null) {
                        throw ev.errors.eval("attribute '%s' missing", ByteText.fromUnicode(name));
                    }
                    at = next.force(ev, 0);
                }
                return toPublic(at);
            });
        }

        @Override
        public Value internal() {
            return attrs;
        }

        @Override
        public ValueBridge bridge() {
            return ValueBridge.this;
        }
    }

    private final class FunctionView implements NixFunction, View {
        private final Value function;

        FunctionView(Value function) {
            this.function = function;
        }

        @Override
        public NixValue call(NixValue... arguments) {
            Value[] cells = new Value[arguments.length];
            for (int i = 0; i < cells.length; i++) {
                cells[i] = toInternal(arguments[i]);
            }
            return run(ev -> toPublic(Calls.call(ev, function, cells, 0)));
        }

        @Override
        public Value internal() {
            return function;
        }

        @Override
        public ValueBridge bridge() {
            return ValueBridge.this;
        }
    }
}
