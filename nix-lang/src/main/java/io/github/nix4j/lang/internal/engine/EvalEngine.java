package io.github.nix4j.lang.internal.engine;

import io.github.nix4j.lang.internal.builtins.BuiltinOrder;
import io.github.nix4j.lang.internal.compiled.CompiledFiles;
import io.github.nix4j.lang.internal.eval.AttrsBuilder;
import io.github.nix4j.lang.internal.eval.AttrsValue;
import io.github.nix4j.lang.internal.eval.BuiltinGroup;
import io.github.nix4j.lang.internal.eval.BuiltinRegistry;
import io.github.nix4j.lang.internal.eval.CallObserver;
import io.github.nix4j.lang.internal.eval.Engine;
import io.github.nix4j.lang.internal.eval.Errors;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.JavaNode;
import io.github.nix4j.lang.internal.eval.LimitCheck;
import io.github.nix4j.lang.internal.eval.PositionTable;
import io.github.nix4j.lang.internal.eval.StoreBridge;
import io.github.nix4j.lang.internal.eval.SymbolTable;
import io.github.nix4j.lang.internal.eval.Symbols;
import io.github.nix4j.lang.internal.eval.ThunkWaits;
import io.github.nix4j.lang.internal.eval.Value;
import io.github.nix4j.lang.internal.print.ValuePrinter;
import io.github.nix4j.lang.io.EvalIo;
import io.github.nix4j.lang.io.EvalListener;
import io.github.nix4j.lang.io.EvalSettings;
import io.github.nix4j.lang.io.SourcePath;
import io.github.nix4j.lang.parser.ParseOptions;
import io.github.nix4j.lang.syntax.Expr;
import io.github.nix4j.lang.syntax.SourceFile;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The engine of an evaluator. Everything is made once, in the constructor, and does not change but by adding to tables. */
public final class EvalEngine implements Engine {
    private final SymbolTable symbolTable = new SymbolTable();
    private final Symbols symbols = new Symbols(symbolTable);
    private final PositionTable positions = new PositionTable();
    private final ThunkWaits waits = new ThunkWaits();
    private final Errors errors;
    private EvalSettings settings;
    private final EvalIo io;
    private final EvalListener listener;
    private final StoreBridge storeBridge;
    private final AttrsValue builtins;
    private final FileEvaluator files;
    private final PathAccess access;
    private final BuiltinRegistry registry = new BuiltinRegistry();
    private final List<? extends BuiltinGroup> groups;
    private final @Nullable CallObserver callObserver;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final Map<String, Value> globals = new HashMap<>();
    private volatile boolean hasEvaluatedAhead;

    public EvalEngine(
            EvalSettings settings,
            EvalIo io,
            EvalListener listener,
            StoreBridge storeBridge,
            List<? extends BuiltinGroup> groups,
            @Nullable CallObserver callObserver,
            @Nullable Path compiledFolder) {
        this.settings = settings;
        this.io = io;
        this.listener = new UnhelpedListener(listener);
        this.storeBridge = storeBridge;
        this.errors = new Errors(positions, ValuePrinter.inMessages(symbolTable, positions, this::checkDepthInMessage));
        this.access = new PathAccess(io.root());
        this.groups = groups;
        this.callObserver = callObserver;
        groups.forEach(group -> group.register(registry));
        this.builtins = makeBuiltins();
        ParseOptions parseOptions = parseOptions(settings).withKnownNames(symbolTable::find);
        CompiledFiles compiled = compiledFolder == null ? null : CompiledFiles.in(compiledFolder, parseOptions);
        this.files = new FileEvaluator(this, globals::get, access, parseOptions, compiled);
    }

    private void checkDepthInMessage(int depth, int pos) {
        if (depth > settings.maxCallDepth()) {
            throw errors.callDepth(pos);
        }
    }

    private static ParseOptions parseOptions(EvalSettings settings) {
        return ParseOptions.DEFAULT
                .withPipeOperators(settings.hasFeature("pipe-operators"))
                .withPure(settings.pureEval())
                .withLints(
                        settings.lintUrlLiterals(),
                        settings.lintShortPathLiterals(),
                        settings.lintAbsolutePathLiterals());
    }

    /** To be called before anything is evaluated, on an evaluation thread; only the first call does something. */
    void begin(Evaluation ev) {
        if (!begun.get() && begun.compareAndSet(false, true)) {
            groups.forEach(group -> group.begin(ev));
        }
    }

    private AttrsValue makeBuiltins() {
        Evaluation ev = new Evaluation(this, LimitCheck.NONE);
        AttrsBuilder attrs = ev.newAttrs(registry.entries().size() + 1);
        int self = symbolTable.intern("builtins");
        for (BuiltinRegistry.Entry entry : BuiltinOrder.sorted(registry.entries())) {
            if (!isPresent(entry)) {
                continue;
            }
            if (BuiltinOrder.followsHidden(entry)) {
                symbolTable.intern(BuiltinOrder.HIDDEN);
            }
            String global = entry.isGlobal() ? entry.name() : "__" + entry.name();
            symbolTable.intern(global);
            int name = symbolTable.intern(entry.name());
            Value value = entry.value(ev);
            globals.put(global, value);
            attrs.add(name, value);
        }
        BuiltinOrder.OF_DERIVATION.forEach(symbolTable::intern);
        // The set contains itself, through a cell that is filled when somebody looks.
        AttrsValue[] made = new AttrsValue[1];
        Value cell = JavaNode.constant(e -> made[0]);
        attrs.add(self, cell);
        made[0] = attrs.build();
        globals.put("builtins", made[0]);
        return made[0];
    }

    /** Whether programs see this builtin. */
    boolean isPresent(BuiltinRegistry.Entry entry) {
        return !(entry.isImpure() && settings.pureEval())
                && (entry.feature().isEmpty() || settings.hasFeature(entry.feature()));
    }

    /** Lets go of all values of files, so that the next evaluation sees the world as it is then. Code is kept. */
    public void forgetValues() {
        files.forgetValues();
        groups.forEach(BuiltinGroup::forget);
    }

    /** Keeps what was compiled for later runs. */
    public void close() {
        files.close();
    }

    /** What is registered, for documentation. */
    List<BuiltinRegistry.Entry> entries() {
        return registry.entries();
    }

    ParseOptions parseOptions() {
        return files.parseOptions();
    }

    /** The documentation of this engine's builtins and values. */
    public Documenter documenter() {
        return new Documenter(this);
    }

    /** Whether errors from now on keep the frames that are only shown in full traces. Not while an evaluation runs. */
    public void setShowTrace(boolean on) {
        settings = settings.withShowTrace(on);
    }

    public PathAccess access() {
        return access;
    }

    /** Parses a text and binds its variables without running it, as {@code nix-instantiate --parse} does. */
    public Expr check(SourceFile source, SourcePath base) {
        return files.check(source, base);
    }

    /** As {@link #check}, on any thread; empty if there is anything to say about the text, be it an error or a warning. */
    public Optional<Expr> checkSilently(SourceFile source) {
        return files.checkSilently(source);
    }

    @Override
    public Value prepare(SourceFile source, SourcePath base) {
        return files.prepare(source, base);
    }

    /** An empty scope that texts, seen from the directory {@code base}, are evaluated in one after the other. */
    public InteractiveScope interactiveScope(SourcePath base) {
        files.keepTexts();
        return new InteractiveScope(this, files, globals, base);
    }

    /** The text of a file, with its places as messages name them. */
    public SourceFile read(SourcePath file) {
        return files.read(file);
    }

    @Override
    public Value importFile(Evaluation ev, SourcePath path) {
        return files.importFile(ev, path);
    }

    @Override
    public Value importScoped(Evaluation ev, SourcePath path, AttrsValue scope) {
        return files.importScoped(ev, path, scope);
    }

    @Override
    public Value evaluate(Evaluation ev, SourceFile source, SourcePath base) {
        return files.evaluate(ev, source, base);
    }

    @Override
    public void evaluatesAhead() {
        hasEvaluatedAhead = true;
    }

    @Override
    public boolean hasEvaluatedAhead() {
        return hasEvaluatedAhead;
    }

    @Override
    public @Nullable CallObserver callObserver() {
        return callObserver;
    }

    @Override
    public boolean isInternal(SourceFile file) {
        return file.origin() instanceof SourceFile.InternalOrigin internal
                && internal.tree().equals("nix-internal");
    }

    @Override
    public SymbolTable symbolTable() {
        return symbolTable;
    }

    @Override
    public Symbols symbols() {
        return symbols;
    }

    @Override
    public PositionTable positions() {
        return positions;
    }

    @Override
    public Errors errors() {
        return errors;
    }

    @Override
    public EvalSettings settings() {
        return settings;
    }

    @Override
    public EvalIo io() {
        return io;
    }

    @Override
    public EvalListener listener() {
        return listener;
    }

    @Override
    public StoreBridge storeBridge() {
        return storeBridge;
    }

    @Override
    public ThunkWaits waits() {
        return waits;
    }

    @Override
    public AttrsValue builtins() {
        return builtins;
    }
}
