package io.github.nix4j.lang;

import io.github.nix4j.lang.internal.builtins.StandardBuiltins;
import io.github.nix4j.lang.internal.engine.EvalEngine;
import io.github.nix4j.lang.internal.engine.EvalThreads;
import io.github.nix4j.lang.internal.engine.EvaluatorInternals;
import io.github.nix4j.lang.internal.engine.JavaFunction;
import io.github.nix4j.lang.internal.engine.ValueBridge;
import io.github.nix4j.lang.internal.engine.ValueTexts;
import io.github.nix4j.lang.internal.eval.BuiltinGroup;
import io.github.nix4j.lang.internal.eval.CallObserver;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.Value;
import io.github.nix4j.lang.internal.store.EvalWorld;
import io.github.nix4j.lang.io.EvalIo;
import io.github.nix4j.lang.io.EvalListener;
import io.github.nix4j.lang.io.EvalSettings;
import io.github.nix4j.lang.io.Realiser;
import io.github.nix4j.lang.io.SourcePath;
import io.github.nix4j.lang.syntax.SourceFile;
import io.github.nix4j.lang.value.NixValue;
import io.github.nix4j.lang.value.ValueFormat;
import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.Store;
import io.github.nix4j.store.memory.InMemoryStore;
import io.github.nix4j.store.nar.ArchiveHashes;
import io.github.nix4j.store.tree.TreePath;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates Nix. Built once, used from any number of threads, closed once.
 *
 * <p>An evaluator keeps what it has evaluated and what it knows of files, as a Nix process does, until {@link #refresh}: each
 * file is imported once, while functions such as {@code readFile} read again. It reads and does only what its {@link EvalIo}
 * lets it, and what groups of builtins added to its builder bring; without these it can reach nothing. All failures of a
 * program are {@link NixException}s; afterwards the evaluator is as usable as before.
 *
 * <p>Calls run on the evaluator's own threads, which have large stacks; the calling thread waits, and interrupting it stops the
 * evaluation. Values stay usable until {@link #close}.
 */
public final class NixEvaluator implements AutoCloseable {
    private final EvalWorld world;
    private final EvalEngine engine;
    private final EvalThreads threads;
    private final ValueBridge values;
    private final SourcePath base;

    private NixEvaluator(Builder builder) {
        List<BuiltinGroup> groups = new ArrayList<>(StandardBuiltins.groups());
        groups.addAll(builder.groups);
        groups.add(registry -> builder.functions.forEach(function -> function.register(registry, this::values)));
        EvalSettings settings = builder.effectiveSettings();
        this.world = EvalWorld.of(builder.io, settings, builder.store, builder.realiser, builder.archiveHashes);
        EvalIo io = world.io();
        this.engine = new EvalEngine(
                settings, io, builder.listener, world.store(), groups, builder.callObserver, builder.compiledFolder);
        this.threads = new EvalThreads(builder.helpers);
        this.values = new ValueBridge(engine, threads);
        this.base = new SourcePath(io.root(), TreePath.of(ByteText.fromUnicode(builder.baseDirectory)));
    }

    private ValueBridge values() {
        return values;
    }

    /**
     * An evaluator that can reach nothing: no file, environment, clock or network. For programs that are not trusted. This is not
     * the {@linkplain io.github.nix4j.lang.io.EvalSettings#pureEval() pure mode} of Nix, which may read what is locked.
     */
    public static NixEvaluator isolated() {
        return builder().build();
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Evaluates to weak head normal form. */
    public NixValue evaluate(NixSource source) {
        return evaluate(source, EvalOptions.UNLIMITED);
    }

    /**
     * Evaluates to weak head normal form under limits. The value keeps them: each later call on it, and on what it gives, has
     * them anew. Inside {@link #within}, and inside a builtin, the limits of the outer call hold as well.
     */
    public NixValue evaluate(NixSource source, EvalOptions options) {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(options, "options");
        return internals().run(options, ev -> values.toPublic(evaluate(ev, source)));
    }

    /**
     * Runs {@code work} under one set of limits that holds for all it does with this evaluator together: evaluating, and asking
     * values for their elements. Limits that these calls have of their own hold besides. It runs on an evaluation thread.
     */
    public <T> T within(EvalOptions options, Supplier<T> work) {
        Objects.requireNonNull(options, "options");
        Objects.requireNonNull(work, "work");
        return internals().run(options, ev -> work.get());
    }

    /** Evaluates an expression given as text. */
    public NixValue evaluate(String expression) {
        return evaluate(NixSource.ofString(expression));
    }

    /** Evaluates an expression given as text, under limits: see {@link #evaluate(NixSource, EvalOptions)}. */
    public NixValue evaluate(String expression, EvalOptions options) {
        return evaluate(NixSource.ofString(expression), options);
    }

    private Value evaluate(Evaluation ev, NixSource source) {
        if (source instanceof NixSource.Text text) {
            return engine.evaluate(ev, SourceFile.ofString(text.byteText()), base);
        }
        NixSource.File file = (NixSource.File) source;
        return engine.importFile(ev, new SourcePath(engine.io().root(), TreePath.of(file.byteText())));
    }

    /** The text of a value, which is evaluated deeply for it, under the limits that the value keeps. */
    public String print(NixValue value, ValueFormat format) {
        return print(value, format, EvalOptions.UNLIMITED);
    }

    /** As {@link #print(NixValue, ValueFormat)}, under further limits. */
    public String print(NixValue value, ValueFormat format, EvalOptions options) {
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(format, "format");
        Objects.requireNonNull(options, "options");
        return internals()
                .run(
                        value,
                        options,
                        ev -> ByteText.toUnicode(ValueTexts.of(ev, ev.force(values.toInternal(ev, value), 0), format)));
    }

    /**
     * The documentation of a value: of a builtin, of a function (the comment {@code /** ... *}{@code /} before it or its
     * definition), or of a set that can be called, which is evaluated for it under the limits that the value keeps. Null for all
     * other values.
     */
    public @Nullable Documentation documentation(NixValue value) {
        return documentation(value, EvalOptions.UNLIMITED);
    }

    /** As {@link #documentation(NixValue)}, under further limits. */
    public @Nullable Documentation documentation(NixValue value, EvalOptions options) {
        return internals()
                .run(value, options, ev -> engine.documenter().of(ev, ev.force(values.toInternal(ev, value), 0)));
    }

    /** The documentation of all builtins that programs of this evaluator have. */
    public List<Documentation> builtins() {
        return engine.documenter().builtins();
    }

    /** How much work the calls that have ended were. */
    public EvalStatistics statistics() {
        return threads.statistics();
    }

    /**
     * Lets go of all that was read and evaluated, so that the next call sees files as they are then. Parsed code that was used
     * since the last refresh is kept.
     *
     * <p>A call that is running keeps its world: this method waits until it ends, and calls that come meanwhile wait for this
     * one. Values from before stay usable; errors in them lack the places in texts that are not in use any more. A host that
     * evaluates ever new files should call this now and then, else their code is kept until {@link #close}.
     *
     * @throws IllegalStateException when called inside an evaluation of this evaluator
     * @throws NixLimitException when interrupted while waiting
     */
    public void refresh() {
        internals().refresh(() -> {});
    }

    /**
     * This evaluator as one of nix4j's own modules needs it: {@code type} is a type of theirs, which is no part of the interface
     * for programs and changes without notice.
     *
     * @throws IllegalArgumentException for any other type
     */
    public <T> T unwrap(Class<T> type) {
        if (type == EvaluatorInternals.class) {
            return type.cast(internals());
        }
        throw new IllegalArgumentException("an evaluator is no " + type.getName());
    }

    private EvaluatorInternals internals() {
        return new EvaluatorInternals(engine, threads, values, world);
    }

    /**
     * Ends the evaluator, and keeps what it compiled if it has a folder for that. Calls that are running end soon with a {@link
     * NixLimitException}; later ones that have to evaluate something, also those on its values and those inside {@link
     * #within} and builtins, throw {@link IllegalStateException}. Numbers, texts, paths and names
     * of attributes can still be read; elements of lists and sets cannot.
     */
    @Override
    public void close() {
        threads.close();
        engine.close();
    }

    /** What an evaluator is made of; everything has a default that reaches nothing. Not thread-safe. */
    public static final class Builder {
        private EvalIo io = EvalIo.NOTHING;
        private @Nullable EvalSettings settings;
        private EvalSettings defaultSettings = EvalSettings.DEFAULTS;
        private final List<UnaryOperator<EvalSettings>> changes = new ArrayList<>();
        private EvalListener listener = EvalListener.SILENT;
        private Store store = new InMemoryStore();
        private Realiser realiser = Realiser.NONE;
        private String baseDirectory = "/";
        private @Nullable Path compiledFolder;
        private ArchiveHashes archiveHashes = ArchiveHashes.NONE;
        private @Nullable CallObserver callObserver;
        private int helpers;
        private final List<BuiltinGroup> groups = new ArrayList<>();
        private final List<JavaFunction> functions = new ArrayList<>();

        private Builder() {}

        /** What can be read. */
        public Builder io(EvalIo value) {
            io = Objects.requireNonNull(value, "io");
            return this;
        }

        /**
         * Replaces all settings; {@link EvalSettings#DEFAULTS} and what is made of them are impure, also for flakes. {@link
         * #changeSettings} keeps what it does not change.
         */
        public Builder settings(EvalSettings value) {
            settings = Objects.requireNonNull(value, "settings");
            return this;
        }

        /**
         * Changes settings and keeps the others, such as the purity of evaluators for flakes: {@code changeSettings(settings ->
         * settings.withReadOnly(false))}. Changes come after {@link #settings}, in order.
         */
        public Builder changeSettings(UnaryOperator<EvalSettings> change) {
            changes.add(Objects.requireNonNull(change, "change"));
            return this;
        }

        /** What holds unless {@link #settings} are given: for modules that build on this one. */
        public Builder defaultSettings(EvalSettings value) {
            defaultSettings = Objects.requireNonNull(value, "defaultSettings");
            return this;
        }

        private EvalSettings effectiveSettings() {
            EvalSettings effective = settings != null ? settings : defaultSettings;
            for (UnaryOperator<EvalSettings> change : changes) {
                effective = change.apply(effective);
            }
            return effective;
        }

        /** Who hears traces and warnings. */
        public Builder listener(EvalListener value) {
            listener = Objects.requireNonNull(value, "listener");
            return this;
        }

        /**
         * The directory, in the tree of {@link #io}, that relative paths in texts are seen from, in Unicode.
         *
         * @throws IllegalArgumentException if the path is relative: trees have no working directory
         */
        public Builder baseDirectory(String path) {
            if (!path.startsWith("/")) {
                throw new IllegalArgumentException("'" + path + "' is not an absolute path in the evaluator's tree");
            }
            baseDirectory = path;
            return this;
        }

        /**
         * Adds {@code builtins.name}, a function of one argument written in Java: see {@link #function(String, List, Function)}.
         */
        public Builder function(String name, UnaryOperator<NixValue> code) {
            Objects.requireNonNull(code, "code");
            return function(name, List.of("x"), arguments -> code.apply(arguments.get(0)));
        }

        /**
         * Adds {@code builtins.name}, also in scope as {@code __name}, a function written in Java. It is called when all its
         * arguments are there; they are evaluated to weak head normal form before, the first one first.
         *
         * <p>It may throw {@link NixException}s; whatever else it throws becomes one. It may use the evaluator itself, which
         * then works on in the same call. It must not wait for another thread that does: when a third one is in {@link
         * #refresh}, the other thread's call waits for the refresh, and that for the call the function is part of.
         *
         * @param name a Nix identifier that is no keyword; that it is no builtin's is checked by {@link #build}
         * @param parameters names for error traces and documentation: one, two or three identifiers
         * @throws IllegalArgumentException for other names and numbers of parameters
         */
        public Builder function(String name, List<String> parameters, Function<List<NixValue>, NixValue> code) {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(code, "code");
            functions.add(new JavaFunction(name, List.copyOf(parameters), code));
            return this;
        }

        /**
         * Adds what another of nix4j's modules brings.
         *
         * @throws IllegalArgumentException for a part that is not from there
         */
        public Builder with(EvaluatorPart part) {
            if (part instanceof BuiltinGroup group) {
                groups.add(group);
            } else if (part instanceof CallObserver observer) {
                callObserver = observer;
            } else {
                throw new IllegalArgumentException(part.getClass().getName() + " is no part of an evaluator");
            }
            return this;
        }

        /**
         * The store that paths are copied to and derivations written to, if the settings are not {@linkplain EvalSettings#readOnly()
         * read-only}, which they are unless {@linkplain #changeSettings changed}: then paths are computed and nothing is written, and
         * nothing can be built. By default one in memory. Its owner closes it.
         */
        public Builder store(Store value) {
            store = Objects.requireNonNull(value, "store");
            return this;
        }

        /**
         * A folder in which files stay in compiled form, so that later evaluators, also of other processes, need not parse the
         * same texts again; by default there is none. It is made when it is needed, bounded in size, and may be deleted at
         * any time. New files are written by {@link NixEvaluator#close}.
         */
        public Builder compiledFolder(Path value) {
            compiledFolder = Objects.requireNonNull(value, "compiledFolder");
            return this;
        }

        /**
         * Where hashes of sources are remembered, so that later evaluators, also of other processes, need not read the same
         * files again to tell their store paths; by default nowhere. Concerns only files that the tree of {@link #io} says to
         * be on the disk as they are ({@link io.github.nix4j.store.tree.SourceTree#physical}).
         */
        public Builder archiveHashes(ArchiveHashes value) {
            archiveHashes = Objects.requireNonNull(value, "archiveHashes");
            return this;
        }

        /**
         * Lets so many further threads evaluate ahead of each call what it is certain to need: the attributes of derivations,
         * elements of lists that are joined, all of what is printed; by default none. Values are the same. What a helper
         * evaluates in vain, because something before it fails, costs time only; it tells nobody anything, fetches and builds nothing,
         * and calls no {@link #function}. Step and memory limits do not count the helpers' work. One more thread does so while the
         * calling one waits for these.
         *
         * <p>Which parts of a value are evaluated already is no longer what one thread would make it. Texts that show this (of
         * errors, of traces of whole values, of values that are printed without being evaluated) are therefore not made: the call
         * throws {@link LookaheadException} instead, and an evaluator without helpers tells what it is.
         *
         * @throws IllegalArgumentException below zero
         */
        public Builder lookahead(int threads) {
            if (threads < 0) {
                throw new IllegalArgumentException("the number of threads is negative: " + threads);
            }
            helpers = threads;
            return this;
        }

        /** Builds what evaluation needs to read; by default nothing can be built. */
        public Builder realiser(Realiser value) {
            realiser = Objects.requireNonNull(value, "realiser");
            return this;
        }

        /**
         * Builds the evaluator.
         *
         * @throws IllegalArgumentException when a {@link #function} has the name of a builtin or of another one
         */
        public NixEvaluator build() {
            return new NixEvaluator(this);
        }
    }
}
