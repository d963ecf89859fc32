package io.github.nix4j.lang.internal.eval;

import io.github.nix4j.lang.SourcePosition;
import io.github.nix4j.lang.syntax.SourceFile;
import org.jspecify.annotations.Nullable;

/** A position as a program sees it: {@code { file, line, column }}, or null where it is in no file. Line and column are counted when needed. */
public final class PositionValue {
    private PositionValue() {}

    public static Value of(Evaluation ev, int pos) {
        SourcePosition place = ev.engine.positions().resolve(pos);
        String file = place == null ? null : file(place.file().origin());
        if (place == null || file == null) {
            return NullValue.NULL;
        }
        Symbols symbols = ev.engine.symbols();
        return new AttrsBuilder(3)
                .add(symbols.file, StringValue.of(file))
                .add(symbols.line, JavaNode.delay(e -> IntValue.of(place.line())))
                .add(symbols.column, JavaNode.delay(e -> IntValue.of(place.column())))
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
