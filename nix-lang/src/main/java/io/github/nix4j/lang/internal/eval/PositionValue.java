package io.github.nix4j.lang.internal.eval;

import io.github.nix4j.lang.SourcePosition;
import io.github.nix4j.lang.syntax.SourceFile;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** A position as a program sees it: {@code { file, line, column }}, or null where it is in no file. Line and column are counted when needed. */
public final class PositionValue {
    // Calls of builtins that have no names elsewhere: messages tell them from other thunks.
    private static final Value LINE = counter("lineOfPos", SourcePosition::line);
    private static final Value COLUMN = counter("columnOfPos", SourcePosition::column);

    private PositionValue() {}

    private static Value counter(String name, ToIntFunction<SourcePosition> part) {
        Builtin.Fn1 count = (ev, pos) -> {
            SourcePosition place = ev.engine.positions().resolve((int) ((IntValue) pos).value);
            return place == null ? NullValue.NULL : IntValue.of(part.applyAsInt(place));
        };
        return new BuiltinValue(Builtin.of(name, List.of("pos"), false, count));
    }

    public static Value of(Evaluation ev, int pos) {
        SourcePosition place = ev.engine.positions().resolve(pos);
        String file = place == null ? null : file(place.file().origin());
        if (place == null || file == null) {
            return NullValue.NULL;
        }
        Symbols symbols = ev.engine.symbols();
        return ev.newAttrs(3)
                .add(symbols.file, StringValue.of(file))
                .add(symbols.line, ApplyNodes.delay(ev, LINE, IntValue.of(pos)))
                .add(symbols.column, ApplyNodes.delay(ev, COLUMN, IntValue.of(pos)))
                .build();
    }

    /** The path of a source in the tree it is in: the evaluator's own sources have a tree of their own. */
    private static @Nullable String file(SourceFile.Origin origin) {
        if (origin instanceof SourceFile.InternalOrigin internal) {
            return "/" + internal.name();
        }
        return origin instanceof SourceFile.FileOrigin file ? file.path() : null;
    }
}
