package io.github.nix4j.lang.internal.engine;

import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.internal.eval.AttrsValue;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.FlatAttrs;
import io.github.nix4j.lang.internal.eval.Value;
import io.github.nix4j.lang.internal.resolve.Resolver;
import io.github.nix4j.lang.io.SourcePath;
import io.github.nix4j.lang.parser.NixParser;
import io.github.nix4j.lang.parser.ParseResult;
import io.github.nix4j.lang.syntax.Expr;
import io.github.nix4j.lang.syntax.SourceFile;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The variables of a prompt, which are added one after the other, and the texts that see them. A text is bound to the variables
 * that there are when it is parsed; what is defined later does not change it. Texts are byte text. Used by one thread at a
 * time.
 */
public final class InteractiveScope {
    /** How many definitions there may be, those that hide others included. */
    private static final int CAPACITY = 32_768;

    private static final String END_OF_FILE = "unexpected end of file";

    private final EvalEngine engine;
    private final FileEvaluator files;
    private final Map<String, Value> globals;
    private final SourcePath base;
    private final Map<String, Integer> slots = new HashMap<>();
    private Object[] env = new Object[CAPACITY + 1];
    private int used;

    /**
     * A text that was parsed.
     *
     * @param start its place in the table of positions
     */
    public record Code(Expr root, int start) {}

    InteractiveScope(EvalEngine engine, FileEvaluator files, Map<String, Value> globals, SourcePath base) {
        this.engine = engine;
        this.files = files;
        this.globals = globals;
        this.base = base;
    }

    /**
     * Parses an expression.
     *
     * @throws IncompleteCodeException if only its end is missing
     */
    public Code expression(String text) {
        SourceFile source = SourceFile.ofString(text);
        int start = engine.positions().add(source);
        ParseResult result = NixParser.parse(source, files.parseOptions());
        if (isIncomplete(result)) {
            throw new IncompleteCodeException();
        }
        return new Code(files.accept(result, start), start);
    }

    /**
     * Parses definitions, {@code a = 1; inherit (b) c}; the last semicolon may be missing. Null if the text is no such thing.
     *
     * @throws IncompleteCodeException if only the end of the definitions is missing
     */
    public @Nullable Code definitions(String text) {
        SourceFile source = SourceFile.ofString(text);
        ParseResult result = NixParser.parseDefinitions(source, files.parseOptions());
        if (result.error().isPresent()) {
            intern(result);
            result = NixParser.parseDefinitions(SourceFile.ofString(text + ";"), files.parseOptions());
            if (result.error().isPresent()) {
                intern(result);
                if (isIncomplete(result)) {
                    throw new IncompleteCodeException();
                }
                return null;
            }
        }
        int start = engine.positions().add(source);
        return new Code(files.accept(result, start), start);
    }

    /** Whether {@code text} is neither an expression nor definitions yet, but may become either when more follows. */
    public boolean isIncomplete(String text) {
        SourceFile source = SourceFile.ofString(text);
        ParseResult expression = NixParser.parse(source, files.parseOptions());
        ParseResult definitions = NixParser.parseDefinitions(source, files.parseOptions());
        ParseResult closed = NixParser.parseDefinitions(SourceFile.ofString(text + ";"), files.parseOptions());
        if (expression.error().isEmpty()
                || definitions.error().isEmpty()
                || closed.error().isEmpty()) {
            return false;
        }
        return isIncomplete(expression) || isIncomplete(definitions) || isIncomplete(closed);
    }

    private static boolean isIncomplete(ParseResult result) {
        return result.error().isPresent() && result.error().get().message().contains(END_OF_FILE);
    }

    // As Nix does while it parses, whatever becomes of the text.
    private void intern(ParseResult result) {
        result.names().forEach(engine.symbolTable()::intern);
    }

    /** Evaluates an expression, not all the way: the caller forces the value. */
    public Value evaluate(Evaluation ev, Code code) {
        return evaluate(ev, code, code.root());
    }

    /** Evaluates a part of an expression. */
    public Value evaluate(Evaluation ev, Code code, Expr part) {
        return new Resolver(engine, globals::get, code.start(), base)
                .resolve(part, slots)
                .eval(env, ev);
    }

    /** Adds variables for definitions. */
    public void define(Evaluation ev, Code definitions) {
        addAll(ev, (AttrsValue) ev.force(evaluate(ev, definitions), 0));
    }

    /**
     * Adds a variable for each attribute, over those of the same names.
     *
     * @throws NixException if there have been too many definitions; then none is added
     */
    public void addAll(Evaluation ev, AttrsValue attrs) {
        FlatAttrs flat = attrs.flat();
        if (used + flat.size() >= CAPACITY) {
            throw ev.errors.eval("environment full; cannot add more variables");
        }
        for (int i = 0; i < flat.size(); i++) {
            env[++used] = flat.valueAt(i);
            slots.put(ev.name(flat.symbolAt(i)), used);
        }
    }

    /** Forgets all variables. What was evaluated before keeps those that it saw. */
    public void clear() {
        slots.clear();
        env = new Object[CAPACITY + 1];
        used = 0;
    }

    /** The names in scope, the global ones included. */
    public SortedSet<String> names() {
        SortedSet<String> names = new TreeSet<>(globals.keySet());
        names.addAll(slots.keySet());
        return names;
    }
}
