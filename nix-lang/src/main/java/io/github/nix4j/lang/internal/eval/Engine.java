package io.github.nix4j.lang.internal.eval;

import io.github.nix4j.lang.io.EvalIo;
import io.github.nix4j.lang.io.EvalListener;
import io.github.nix4j.lang.io.EvalSettings;
import io.github.nix4j.lang.io.SourcePath;
import io.github.nix4j.lang.syntax.SourceFile;
import org.jspecify.annotations.Nullable;

/**
 * What all evaluations of one evaluator share: names, positions, settings, what can be read, the builtins. Thread-safe.
 * The parts are made by {@code EngineBuilder}; this interface keeps the core free of them.
 */
public interface Engine {
    SymbolTable symbolTable();

    Symbols symbols();

    PositionTable positions();

    Errors errors();

    EvalSettings settings();

    EvalIo io();

    EvalListener listener();

    StoreBridge storeBridge();

    ThunkWaits waits();

    /** Notes that helpers evaluate ahead from now on. */
    void evaluatesAhead();

    /** Whether values may have been evaluated that no program has asked for yet. */
    boolean hasEvaluatedAhead();

    /** Who watches calls; null for nobody. */
    @Nullable
    CallObserver callObserver();

    /** Whether a source text is the evaluator's own, which traces pass over. */
    boolean isInternal(SourceFile file);

    /** The set {@code builtins}. */
    AttrsValue builtins();

    /** Evaluates a file (or the {@code default.nix} of a directory), once: further calls give the same value. */
    Value importFile(Evaluation ev, SourcePath path);

    /** Evaluates a file with {@code scope} around its variables, anew each time. */
    Value importScoped(Evaluation ev, SourcePath path, AttrsValue scope);

    /** Parses a text and binds its variables at once; the cell evaluates it when somebody looks. */
    Value prepare(SourceFile source, SourcePath base);

    /** Evaluates an expression given as text; relative paths are seen from {@code base}. */
    Value evaluate(Evaluation ev, SourceFile source, SourcePath base);
}
