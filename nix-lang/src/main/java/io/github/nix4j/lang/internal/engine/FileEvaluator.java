package io.github.nix4j.lang.internal.engine;

import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.internal.compiled.CompiledFiles;
import io.github.nix4j.lang.internal.compiled.CompiledForm;
import io.github.nix4j.lang.internal.compiled.FreeNames;
import io.github.nix4j.lang.internal.eval.AttrsValue;
import io.github.nix4j.lang.internal.eval.Engine;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.FlatAttrs;
import io.github.nix4j.lang.internal.eval.JavaNode;
import io.github.nix4j.lang.internal.eval.Node;
import io.github.nix4j.lang.internal.eval.Value;
import io.github.nix4j.lang.internal.resolve.Globals;
import io.github.nix4j.lang.internal.resolve.Resolver;
import io.github.nix4j.lang.io.SourcePath;
import io.github.nix4j.lang.parser.Diagnostic;
import io.github.nix4j.lang.parser.NixParser;
import io.github.nix4j.lang.parser.ParseOptions;
import io.github.nix4j.lang.parser.ParseResult;
import io.github.nix4j.lang.syntax.Expr;
import io.github.nix4j.lang.syntax.SourceFile;
import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.tree.TreePath;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates files: finds, reads, parses, resolves and runs them. Values are kept for one evaluation of the world (until
 * {@link #forgetValues}); code is used again when a file's bytes are the same, and kept until it was not used in one whole
 * evaluation of the world.
 */
final class FileEvaluator {
    /** A file's code and the bytes it was made of. */
    private record Code(byte[] bytes, Node node, int start) {}

    private static final Runnable UNLIMITED = () -> {};

    private final Engine engine;
    private final Globals globals;
    private final PathAccess access;
    private final ParseOptions parseOptions;
    private final @Nullable CompiledFiles compiled;

    /** The values of files under the names that they were imported by: a directory, a link, the file itself. */
    private final ConcurrentHashMap<SourcePath, Value> imports = new ConcurrentHashMap<>();

    private final ConcurrentHashMap<SourcePath, Value> values = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<SourcePath, Code> code = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<SourcePath, Code> codeBefore = new ConcurrentHashMap<>();
    private volatile boolean keepTexts;

    FileEvaluator(
            Engine engine,
            Globals globals,
            PathAccess access,
            ParseOptions parseOptions,
            @Nullable CompiledFiles compiled) {
        this.engine = engine;
        this.globals = globals;
        this.access = access;
        this.parseOptions = parseOptions;
        this.compiled = compiled;
    }

    Value importFile(Evaluation ev, SourcePath file) {
        SourcePath path = canonical(file);
        Value cell = imports.get(path);
        if (cell == null) {
            SourcePath target = canonical(access.importTarget(path));
            cell = values.computeIfAbsent(target, key -> JavaNode.delay(e -> run(e, target)));
            imports.put(path, cell);
        }
        return cell.force(ev, 0);
    }

    /** One name for each file, so that it is evaluated once. */
    private static SourcePath canonical(SourcePath path) {
        TreePath given = path.path();
        TreePath canonical = path.tree().canonical(given);
        return canonical.equals(given) ? path : new SourcePath(path.tree(), canonical);
    }

    private Value run(Evaluation ev, SourcePath file) {
        engine.listener().file(file);
        Code loaded = load(file, ev::checkLimits);
        try {
            return loaded.node.eval(new Object[1], ev);
        } catch (NixException e) {
            throw ev.errors.placelessFrame(e, "while evaluating the file '%s':", file.display());
        }
    }

    private Code load(SourcePath file, Runnable checkpoint) {
        byte[] bytes = access.readFile(file);
        Code known = code.get(file);
        if (known == null) {
            known = codeBefore.get(file);
        }
        if (known != null && Arrays.equals(known.bytes, bytes)) {
            code.put(file, known);
            return known;
        }
        Code loaded = compiledOrParsed(bytes, source(file, bytes), file.parent(), checkpoint);
        code.put(file, loaded);
        return loaded;
    }

    /** A file as a program. */
    SourceFile read(SourcePath file) {
        return source(file, access.readFile(file));
    }

    private SourceFile source(SourcePath file, byte[] bytes) {
        SourceFile.FileOrigin origin = file.path().late() == null
                ? new SourceFile.FileOrigin(file.path().text(), file.display())
                : SourceFile.FileOrigin.of(file.path()::text, file::display);
        SourceFile source = SourceFile.of(origin, ByteText.of(bytes));
        return access.leadsThroughLink(file) ? source.withoutLines() : source;
    }

    private Code compiledOrParsed(byte[] bytes, SourceFile source, SourcePath directory, Runnable checkpoint) {
        CompiledForm form = compiled == null ? null : compiled.find(bytes, source.text());
        int start = engine.positions().add(source);
        if (form != null && canBeBound(form.free(), form.needsHome())) {
            enter(form.names(), List.of(), start);
            return code(bytes, form.root(), start, directory, checkpoint);
        }
        ParseResult result = read(source, start, checkpoint);
        if (compiled != null && form == null) {
            compiled.add(bytes, result);
        }
        return code(bytes, root(result), start, directory, checkpoint);
    }

    /** Whether no variable of a text is undefined. If one is, resolving all of it reports the one that Nix reports. */
    private boolean canBeBound(Collection<String> free, boolean needsHome) {
        for (String name : free) {
            if (globals.get(name) == null) {
                return false;
            }
        }
        return !needsHome || engine.io().home() != null;
    }

    private Code parse(byte[] bytes, SourceFile source, SourcePath directory, Runnable checkpoint, String... scope) {
        int start = engine.positions().add(source);
        return code(bytes, root(read(source, start, checkpoint)), start, directory, checkpoint, scope);
    }

    private Code code(byte[] bytes, Expr root, int start, SourcePath directory, Runnable checkpoint, String... scope) {
        Node node = new Resolver(engine, globals, start, directory).resolve(root, checkpoint, scope);
        return new Code(bytes, node, start);
    }

    private ParseResult read(SourceFile source, int start, Runnable checkpoint) {
        ParseResult result = NixParser.parse(source, parseOptions, checkpoint);
        enter(result.names(), result.diagnostics(), start);
        return result;
    }

    private static Expr root(ParseResult result) {
        return Objects.requireNonNull(result.root());
    }

    ParseOptions parseOptions() {
        return parseOptions;
    }

    /** Enters a parsed text's names, reports what is wrong with it, and returns its tree if nothing is. */
    Expr accept(ParseResult result, int start) {
        enter(result.names(), result.diagnostics(), start);
        return root(result);
    }

    private void enter(List<String> names, List<Diagnostic> diagnostics, int start) {
        for (String name : names) {
            engine.symbolTable().intern(name);
        }
        for (Diagnostic diagnostic : diagnostics) {
            report(diagnostic, start);
        }
    }

    private void report(Diagnostic diagnostic, int start) {
        NixException e = new NixException(diagnostic.kind(), diagnostic.text());
        if (diagnostic.shown()) {
            engine.errors().at(e, start + diagnostic.offset());
        }
        if (diagnostic.severity() == Diagnostic.Severity.ERROR) {
            throw e;
        }
        engine.listener().warning(e, false);
    }

    Value importScoped(Evaluation ev, SourcePath path, AttrsValue scope) {
        SourcePath file = access.importTarget(path);
        byte[] bytes = access.readFile(file);
        FlatAttrs names = scope.flat();
        String[] slots = new String[names.size()];
        Object[] env = new Object[slots.length + 1];
        for (int i = 0; i < slots.length; i++) {
            slots[i] = ev.name(names.symbolAt(i));
            env[i + 1] = names.valueAt(i);
        }
        Node node = parse(bytes, source(file, bytes), file.parent(), ev::checkLimits, slots).node;
        return node.eval(env, ev);
    }

    /** Parses a text and binds its variables without running it, as {@code nix-instantiate --parse} does. */
    Expr check(SourceFile source, SourcePath base) {
        int start = engine.positions().add(source);
        Expr root = root(read(source, start, UNLIMITED));
        new Resolver(engine, globals, start, base).resolve(root, UNLIMITED);
        engine.positions().finish(start);
        return root;
    }

    /** As {@link #check}, on any thread; empty if there is anything to say about the text, be it an error or a warning. */
    Optional<Expr> checkSilently(SourceFile source) {
        ParseResult result = NixParser.parse(source, parseOptions, UNLIMITED);
        Expr root = result.root();
        if (root == null || !result.diagnostics().isEmpty()) {
            return Optional.empty();
        }
        FreeNames free = FreeNames.of(root);
        return canBeBound(free.names(), free.needHome()) ? Optional.of(root) : Optional.empty();
    }

    Value evaluate(Evaluation ev, SourceFile source, SourcePath base) {
        return runText(ev, source, parse(new byte[0], source, base, ev::checkLimits));
    }

    /** Parses a text and binds its variables at once; the cell evaluates it when somebody looks. */
    Value prepare(SourceFile source, SourcePath base) {
        Code text = parse(new byte[0], source, base, UNLIMITED);
        return JavaNode.delay(ev -> runText(ev, source, text));
    }

    private Value runText(Evaluation ev, SourceFile source, Code text) {
        try {
            return text.node.eval(new Object[1], ev);
        } finally {
            if (!engine.isInternal(source)) {
                engine.positions().finish(text.start);
            }
        }
    }

    /** Keeps all texts from now on: there are variables that outlive {@link #forgetValues}. */
    void keepTexts() {
        keepTexts = true;
    }

    /** Keeps what was compiled for later runs. */
    void close() {
        if (compiled != null) {
            compiled.close();
        }
    }

    /** Lets go of values, of code that was not used since the last time, and of texts that no kept code was made of. */
    void forgetValues() {
        imports.clear();
        values.clear();
        codeBefore.clear();
        codeBefore.putAll(code);
        code.clear();
        if (!keepTexts) {
            engine.positions()
                    .retain(codeBefore.values().stream().map(Code::start).collect(Collectors.toSet()));
        }
    }
}
