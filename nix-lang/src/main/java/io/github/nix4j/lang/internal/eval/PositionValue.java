package io.github.nix4j.lang.internal.eval;

import io.github.nix4j.lang.SourcePosition;
import io.github.nix4j.lang.syntax.SourceFile;

/** A position as a program sees it: {@code { file, line, column }}, or null where it is in no file. Line and column are counted when needed. */
public final class PositionValue {
    private PositionValue() {}

    public static Value of(Evaluation ev, int pos) {
        SourcePosition place = ev.engine.positions().resolve(pos);
        if (place == null || !(place.file().origin() instanceof SourceFile.FileOrigin file)) {
            return NullValue.NULL;
        }
        Symbols symbols = ev.engine.symbols();
        return new AttrsBuilder(3)
                .add(symbols.file, StringValue.of(file.path()))
                .add(symbols.line, JavaNode.delay(e -> IntValue.of(place.line())))
                .add(symbols.column, JavaNode.delay(e -> IntValue.of(place.column())))
                .build();
    }
}
