package io.github.nix4j.lang.internal.engine;

import io.github.nix4j.lang.Documentation;
import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.SourcePosition;
import io.github.nix4j.lang.internal.builtins.BuiltinExamples;
import io.github.nix4j.lang.internal.eval.AttrsValue;
import io.github.nix4j.lang.internal.eval.BuiltinRegistry;
import io.github.nix4j.lang.internal.eval.BuiltinValue;
import io.github.nix4j.lang.internal.eval.Calls;
import io.github.nix4j.lang.internal.eval.Closure;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.Value;
import io.github.nix4j.lang.parser.NixParser;
import io.github.nix4j.lang.syntax.DocComment;
import io.github.nix4j.lang.syntax.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds the documentation of values and attributes. Thread-safe. */
public final class Documenter {
    private static final int OPENING = "/**".length();
    private static final int CLOSING = "*/".length();

    private final EvalEngine engine;

    Documenter(EvalEngine engine) {
        this.engine = engine;
    }

    /** All builtins that programs of the evaluator see, in the order of registration. */
    public List<Documentation> builtins() {
        Map<String, String> examples = BuiltinExamples.read().stream()
                .collect(Collectors.toMap(BuiltinExamples.Example::builtin, BuiltinExamples.Example::paragraph));
        List<Documentation> all = new ArrayList<>();
        for (BuiltinRegistry.Entry entry : engine.entries()) {
            if (engine.isPresent(entry)) {
                String example = examples.get(entry.name());
                String text = example == null ? entry.doc() : entry.doc() + "\n\n" + example;
                all.add(new Documentation(entry.name(), true, entry.parameters(), null, text));
            }
        }
        return all;
    }

    /**
     * The documentation of a forced value: of a function, or of what a set with {@code __functor} becomes. Null if it is none
     * of these.
     */
    public @Nullable Documentation of(Evaluation ev, Value value) {
        if (value instanceof BuiltinValue builtin) {
            return builtins().stream()
                    .filter(each -> builtin.builtin.name().equals(each.name()))
                    .findFirst()
                    .orElse(null);
        }
        if (value instanceof Closure closure) {
            SourcePosition place = engine.positions().resolve(closure.lambda.pos);
            DocComment doc = closure.lambda.doc;
            String text = doc == null || place == null ? "" : text(place.file(), doc);
            return new Documentation(closure.lambda.name(), false, List.of(), place, text);
        }
        if (value instanceof AttrsValue attrs) {
            Value functor = attrs.get(engine.symbols().functor);
            return functor == null ? null : ofFunctor(ev, attrs, functor);
        }
        return null;
    }

    private @Nullable Documentation ofFunctor(Evaluation ev, AttrsValue attrs, Value functor) {
        try {
            ev.enter(0);
            try {
                return of(ev, ev.force(Calls.call(ev, functor, attrs, 0), 0));
            } finally {
                ev.leave();
            }
        } catch (NixException e) {
            throw ev.errors.placelessFrame(e, "while partially calling '%s' to retrieve documentation", "__functor");
        }
    }

    /** The documentation of an attribute that is defined at {@code pos}. Texts that are no files have no comments on attributes. */
    public Documentation ofAttribute(String name, int pos) {
        SourcePosition place = engine.positions().resolve(pos);
        String text = "";
        if (place != null && place.file().origin() instanceof SourceFile.FileOrigin) {
            // Parsed again, since an evaluator has no use for comments and should not keep them.
            DocComment doc = NixParser.parse(place.file(), engine.parseOptions())
                    .docComments()
                    .get(place.offset());
            text = doc == null ? "" : text(place.file(), doc);
        }
        return new Documentation(name, false, List.of(), place, text);
    }

    /** A comment's text without its marks and indentation. */
    private static String text(SourceFile file, DocComment doc) {
        String inner = file.snippet(doc.start(), doc.end());
        inner = inner.substring(OPENING, inner.length() - CLOSING);
        // Blanks in the place of the opening, so that the first line counts as indented as it looks.
        return inner.isEmpty() ? "" : withoutIndentation(" ".repeat(OPENING) + inner);
    }

    private static String withoutIndentation(String text) {
        String[] lines = text.split("\n", -1);
        int common = Integer.MAX_VALUE;
        for (String line : lines) {
            int blanks = 0;
            while (blanks < line.length() && line.charAt(blanks) == ' ') {
                blanks++;
            }
            if (blanks < line.length()) {
                common = Math.min(common, blanks);
            }
        }
        StringBuilder result = new StringBuilder();
        for (String line : lines) {
            result.append(line.length() > common ? line.substring(common) : "").append('\n');
        }
        return result.toString().stripTrailing();
    }
}
