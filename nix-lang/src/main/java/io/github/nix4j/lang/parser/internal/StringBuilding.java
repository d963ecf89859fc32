package io.github.nix4j.lang.parser.internal;

import io.github.nix4j.lang.ErrorKind;
import io.github.nix4j.lang.Message;
import io.github.nix4j.lang.parser.Diagnostic;
import io.github.nix4j.lang.parser.Lint;
import io.github.nix4j.lang.parser.ParseOptions;
import io.github.nix4j.lang.syntax.Apply;
import io.github.nix4j.lang.syntax.Expr;
import io.github.nix4j.lang.syntax.Part;
import io.github.nix4j.lang.syntax.PathInterpolation;
import io.github.nix4j.lang.syntax.PathLit;
import io.github.nix4j.lang.syntax.SearchPath;
import io.github.nix4j.lang.syntax.SourceFile;
import io.github.nix4j.lang.syntax.StringInterpolation;
import io.github.nix4j.lang.syntax.StringLit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What all of the builder rests on, and the building of strings, paths and URIs. */
abstract class StringBuilding implements TreeBuilder {
    private static final String BOLD = "\u001b[1m";
    private static final String NORMAL = "\u001b[0m";

    protected final Tokens tokens;
    protected final NameTable names;
    protected final NodeStack nodes = new NodeStack();

    protected final Problems problems;

    private final SourceFile source;
    private final ParseOptions options;
    private final List<Diagnostic> warnings = new ArrayList<>();
    private final List<Part> parts = new ArrayList<>();
    private final List<IndentedString> indented = new ArrayList<>();
    private @Nullable Expr string;
    private @Nullable Apply cursedOr;

    StringBuilding(SourceFile source, Tokens tokens, ParseOptions options, Problems problems) {
        this.problems = problems;
        this.source = source;
        names = new NameTable(source.text().length(), options.knownNames());
        this.tokens = tokens;
        this.options = options;
    }

    final List<Diagnostic> warnings() {
        return warnings;
    }

    final List<String> names() {
        return names.inOrder();
    }

    // ---- for all constructs

    @Override
    public final void open() {
        nodes.open(tokens.last());
    }

    /** The start of the token that was opened last. */
    protected final int closeStart() {
        return tokens.start(nodes.close());
    }

    /** The end of what has been read. */
    protected final int nodeEnd() {
        return tokens.end(tokens.last());
    }

    protected final void push(Expr expr) {
        nodes.push(expr, expr.start(), expr.end());
    }

    /** Enters the name that a token is. */
    protected final String enter(int token) {
        return names.enter(source.text(), tokens.start(token), tokens.end(token));
    }

    protected final String enter(String name) {
        return names.enter(name);
    }

    /** Before an error that Nix finds only after it has looked at the next token: that token may be an error of its own. */
    protected final void checkLookahead() {
        if (tokens.type() == NixTokens.FAULT) {
            throw new SyntaxStop();
        }
    }

    // ---- the old form "f or"

    /** Remembers that the topmost node is an application of {@code or} that a newer Nix would read in another way. */
    protected final void setCursedOr(Apply call) {
        cursedOr = call;
    }

    /** The topmost node is the first of its application: as such it would be read in the same way. */
    protected final void settleCursedOr() {
        cursedOr = null;
    }

    @SuppressWarnings("ReferenceEquality")
    protected final void warnOfCursedOr() {
        Apply call = cursedOr;
        if (call != null && nodes.top() == call) {
            String message = "at " + source.describe(call.start())
                    + ": This expression uses `or` as an identifier in a way that will change in a future Nix release.\n"
                    + "Wrap this entire expression in parentheses to preserve its current meaning:\n    ("
                    + source.snippet(call.start(), call.end())
                    + ")\nGive feedback at https://github.com/NixOS/nix/pull/11121";
            warnings.add(new Diagnostic(
                    Diagnostic.Severity.WARNING, ErrorKind.PARSE, Message.plain(message), call.start(), false));
        }
        cursedOr = null;
    }

    // ---- strings

    @Override
    public final void stringExpr() {
        push(takeString());
    }

    /** The string that was read last. */
    protected final Expr takeString() {
        Expr result = string;
        if (result == null) {
            throw new IllegalStateException("no string was read");
        }
        string = null;
        return result;
    }

    @Override
    public final void plainString() {
        int token = tokens.last();
        int start = tokens.start(token);
        int end = tokens.end(token);
        String raw = tokens.text(token);
        String value = StringText.unescape(raw.substring(1, raw.length() - 1));
        string = new StringLit(value, StringLit.Notation.QUOTED, start, end);
    }

    @Override
    public final void openParts() {
        open();
        nodes.open(parts.size());
    }

    @Override
    public final void text() {
        int token = tokens.last();
        String value = StringText.unescape(tokens.text(token));
        int start = tokens.start(token);
        parts.add(new Part(start, new StringLit(value, StringLit.Notation.QUOTED, start, tokens.end(token))));
    }

    @Override
    public final void interpolation() {
        Expr expr = nodes.pop();
        parts.add(new Part(closeStart(), expr));
    }

    private List<Part> closeParts() {
        List<Part> own = parts.subList(nodes.close(), parts.size());
        List<Part> result = List.copyOf(own);
        own.clear();
        return result;
    }

    @Override
    public final void closeString() {
        List<Part> own = closeParts();
        int start = closeStart();
        if (own.isEmpty() || own.size() == 1 && isText(own.get(0))) {
            // Only where a missing quote was put in; else the lexer makes one token of such a string.
            String value = own.isEmpty() ? "" : ((StringLit) own.get(0).expr()).value();
            string = new StringLit(value, StringLit.Notation.QUOTED, start, nodeEnd());
        } else {
            string = new StringInterpolation(own, false, start, nodeEnd());
        }
    }

    @Override
    public final void indentedString() {
        int token = tokens.last();
        String raw = tokens.text(token);
        int open = 2;
        while (raw.charAt(open) == ' ') {
            open++;
        }
        open = raw.charAt(open) == '\n' ? open + 1 : 2;
        IndentedString text = new IndentedString();
        text.text(raw.substring(open, raw.length() - 2), tokens.start(token) + open);
        push(text.finish(tokens.start(token), tokens.end(token)));
    }

    @Override
    public final void openIndentedString() {
        open();
        indented.add(new IndentedString());
    }

    @Override
    public final void indentedText() {
        int token = tokens.last();
        indented.get(indented.size() - 1).text(tokens.text(token), tokens.start(token));
    }

    @Override
    public final void indentedInterpolation() {
        Expr expr = nodes.pop();
        indented.get(indented.size() - 1).interpolation(closeStart(), expr);
    }

    @Override
    public final void closeIndentedString() {
        Expr result = indented.remove(indented.size() - 1).finish(closeStart(), nodeEnd());
        push(result);
    }

    /** Whether a part is text of the string itself, and not an interpolated literal. */
    private static boolean isText(Part part) {
        return part.expr() instanceof StringLit && part.expr().start() == part.pos();
    }

    // ---- paths and URIs

    @Override
    public final void path() {
        push(pathLit());
    }

    @Override
    public final void openPath() {
        PathLit opening = pathLit();
        openParts();
        parts.add(new Part(opening.start(), opening));
    }

    @Override
    public final void closePath() {
        List<Part> own = closeParts();
        push(new PathInterpolation(own, closeStart(), nodeEnd()));
    }

    private PathLit pathLit() {
        int token = tokens.last();
        int start = tokens.start(token);
        String text = tokens.text(token);
        switch (text.charAt(0)) {
            case '/':
                lint(
                        options.absolutePathLiterals(),
                        "lint-absolute-path-literals",
                        notPortable("absolute", text),
                        start);
                return new PathLit(PathLit.Root.ABSOLUTE, text, start, tokens.end(token));
            case '~':
                if (options.pure()) {
                    problems.report(ParseFailure.unplaced(
                            ErrorKind.PARSE,
                            Message.of("the path '%s' can not be resolved in pure mode", text),
                            start));
                }
                lint(options.absolutePathLiterals(), "lint-absolute-path-literals", notPortable("home", text), start);
                return new PathLit(PathLit.Root.HOME, text, start, tokens.end(token));
            case '.':
                break;
            default:
                lint(
                        options.shortPathLiterals(),
                        "lint-short-path-literals",
                        Message.of(
                                "relative path literal '%s' should be prefixed with '.' for clarity: './%s'",
                                text, text),
                        start);
                break;
        }
        return new PathLit(PathLit.Root.RELATIVE, text, start, tokens.end(token));
    }

    private static Message notPortable(String kind, String text) {
        return Message.of(
                kind + " path literals are not portable. Consider replacing path literal '%s' by a string,"
                        + " relative path, or parameter",
                text);
    }

    @Override
    public final void searchPath() {
        int token = tokens.last();
        String text = tokens.text(token);
        push(new SearchPath(text.substring(1, text.length() - 1), tokens.start(token), tokens.end(token)));
    }

    @Override
    public final void uri() {
        int token = tokens.last();
        int start = tokens.start(token);
        String text = tokens.text(token);
        boolean fatal = options.urlLiterals() == Lint.FATAL;
        lint(
                options.urlLiterals(),
                "lint-url-literals",
                Message.of(
                        "URL literals are %s. Consider using a string literal \"%s\" instead",
                        fatal ? "disallowed" : "discouraged", text),
                start);
        push(new StringLit(text, StringLit.Notation.URI, start, tokens.end(token)));
    }

    private void lint(Lint level, String setting, Message message, int offset) {
        Message shown = Message.printed(BOLD + Message.of("%s", setting).coloured() + NORMAL);
        Message text = Message.of("%s (%s)", message, shown);
        if (level == Lint.WARN) {
            warnings.add(new Diagnostic(Diagnostic.Severity.WARNING, ErrorKind.PARSE, text, offset, true));
        } else if (level == Lint.FATAL) {
            problems.report(new ParseFailure(text, offset));
        }
    }
}
