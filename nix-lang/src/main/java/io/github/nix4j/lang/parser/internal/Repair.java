package io.github.nix4j.lang.parser.internal;

import io.github.nix4j.lang.parser.internal.SyntaxErrors.Machine;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.Token;

/**
 * Mends the tokens of a text that does not parse, so that a tree can be made of it: puts in what is missing and leaves out what
 * does not fit. What is put in has no length.
 *
 * <p>At each error the shortest insertion wins after which the parse can go on for two tokens, a semicolon before one of the
 * last tokens coming second; else the token is left out.
 */
final class Repair {
    /** What may be missing, likeliest first. */
    private static final int[] INSERTIONS = {
        NixTokens.SEMI,
        NixTokens.ID,
        NixTokens.RBRACE,
        NixTokens.RPAREN,
        NixTokens.RBRACK,
        NixTokens.ASSIGN,
        NixTokens.STRING_CLOSE,
        NixTokens.IND_CLOSE,
        NixTokens.IN,
        NixTokens.THEN,
        NixTokens.ELSE,
        NixTokens.COLON,
        NixTokens.COMMA
    };

    /** In this order constructs are closed at the end of the text; an operand only where nothing can be closed. */
    private static final int[] CLOSINGS = {
        NixTokens.SEMI,
        NixTokens.RBRACE,
        NixTokens.RPAREN,
        NixTokens.RBRACK,
        NixTokens.STRING_CLOSE,
        NixTokens.IND_CLOSE,
        NixTokens.IN,
        NixTokens.THEN,
        NixTokens.ELSE,
        NixTokens.ASSIGN,
        NixTokens.COLON,
        NixTokens.ID,
        NixTokens.LBRACE
    };

    private static final int[] PATH = {NixTokens.PATH, NixTokens.PATH_END};

    private static final int LONGEST = 3;

    /** After so many errors only single tokens are put in: the text is hardly Nix, and longer searches take their time. */
    private static final int PATIENCE = 50;

    /** How far back a semicolon may be missing: its lack shows only behind the attribute path that follows. */
    private static final int REACH = 8;

    /** A token that is kept or was put in. */
    private record Mended(int type, int start, int end) {}

    /** Where a token was taken: the automaton's run and the number of mended tokens before. */
    private record Taken(int token, Automaton.Run before, int mendedBefore) {}

    private static final int PATH_REDUCTIONS = 8;

    private final String text;
    private final Tokens tokens;
    private final Problems problems;
    private final List<Mended> mended = new ArrayList<>();
    private final List<Taken> taken = new ArrayList<>();
    private Automaton.Run run = Machine.AUTOMATON.new Run();
    private int quietUntil;
    private int errors;

    Repair(String text, Tokens tokens, Problems problems) {
        this.text = text;
        this.tokens = tokens;
        this.problems = problems;
    }

    /** Tokens that parse. */
    Tokens repaired() {
        for (int i = 0; i < tokens.size(); i++) {
            if (isPathThatOnlyGoesOn(i)) {
                i = takePath(i);
            } else if (!keep(i)) {
                mend(i);
            }
        }
        Tokens result = new Tokens(text, tokens.checkpoint());
        for (Mended each : mended) {
            result.add(each.type, each.start, each.end);
        }
        result.addDocComments(tokens.docComments());
        return result;
    }

    // ---- the tokens as the automaton knows them

    private boolean take(Automaton.Run onward, int i) {
        Automaton.Run trial = onward.copy();
        return acceptAll(trial, types(i, trial)) && acceptAll(onward, types(i, onward));
    }

    /** The raw tokens that a token is, behind the end of a path if one ends before the token. */
    private int[] types(int i, Automaton.Run before) {
        int type = tokens.typeAt(i);
        boolean inPath = type == NixTokens.PATH_TEXT || type == NixTokens.PATH_INTERP;
        if (!inPath && isAtPathEnd(before)) {
            accept(before, NixTokens.PATH_END);
        }
        switch (type) {
            case NixTokens.STRING:
                return new int[] {NixTokens.STRING_OPEN, NixTokens.STRING_TEXT, NixTokens.STRING_CLOSE};
            case NixTokens.IND_STRING:
                return new int[] {NixTokens.IND_OPEN, NixTokens.IND_TEXT, NixTokens.IND_CLOSE};
            case NixTokens.PATH:
                return PATH;
            default:
                return new int[] {Tokens.rawType(type)};
        }
    }

    private static boolean acceptAll(Automaton.Run onward, int[] types) {
        for (int type : types) {
            if (!accept(onward, type)) {
                return false;
            }
        }
        return true;
    }

    /** Takes a raw token. The automaton does not tell the quotes of a string apart: text fits behind an opening one alone. */
    private static boolean accept(Automaton.Run onward, int type) {
        if (!onward.accept(Machine.GRAMMAR.terminal(type))) {
            return false;
        }
        boolean quote = type == NixTokens.STRING_OPEN || type == NixTokens.STRING_CLOSE;
        return !quote || accept(onward.copy(), NixTokens.STRING_TEXT) == (type == NixTokens.STRING_OPEN);
    }

    /** Keeps a token if it fits. */
    private boolean keep(int i) {
        Automaton.Run before = run.copy();
        if (!take(run, i)) {
            return false;
        }
        taken.add(new Taken(i, before, mended.size()));
        int type = tokens.typeAt(i);
        if (type == NixTokens.PATH_INTERP && !isInPath(before)) {
            type = NixTokens.INTERP;
        }
        mended.add(new Mended(Tokens.plainType(type), tokens.start(i), tokens.end(i)));
        return true;
    }

    private boolean isInPath(Automaton.Run before) {
        boolean behindText = !mended.isEmpty() && mended.get(mended.size() - 1).type == NixTokens.PATH_TEXT;
        return behindText || isAtPathEnd(before);
    }

    /**
     * Whether the end of a path would fit. It does after a part of a path, which takes few reductions; elsewhere the automaton would
     * reduce all of a long chain of operators before it finds out, at each token again.
     */
    private static boolean isAtPathEnd(Automaton.Run before) {
        return before.copy().accept(Machine.GRAMMAR.terminal(NixTokens.PATH_END), PATH_REDUCTIONS);
    }

    private void insert(int type) {
        accept(run, type);
        int end = mended.isEmpty() ? 0 : mended.get(mended.size() - 1).end;
        mended.add(new Mended(type, end, end));
    }

    // ---- paths with two slashes

    /** Whether a path goes on with text but never with an interpolation, as in {@code a//b}. */
    private boolean isPathThatOnlyGoesOn(int i) {
        return tokens.typeAt(i) == NixTokens.PATH_OPEN && tokens.typeAt(lastText(i) + 1) != NixTokens.PATH_INTERP;
    }

    private int lastText(int i) {
        int last = i;
        while (tokens.typeAt(last + 1) == NixTokens.PATH_TEXT) {
            last++;
        }
        return last;
    }

    private int takePath(int i) {
        int last = lastText(i);
        report("syntax error, unexpected end of path, expecting '${'", i, tokens.start(last));
        if (acceptAll(run.copy(), PATH)) {
            acceptAll(run, PATH);
            mended.add(new Mended(NixTokens.PATH, tokens.start(i), tokens.end(last)));
        }
        return last;
    }

    // ---- mending

    private void mend(int i) {
        explain(i);
        errors++;
        if (tokens.typeAt(i) == Token.EOF) {
            close(i);
            return;
        }
        boolean fitsWithoutIt = i + 1 < tokens.size() && take(run.copy(), i + 1);
        int[] insertion = insertion(i, 1, true);
        if (insertion.length == 0 && insertSemicolonBefore(i)) {
            return;
        }
        if (insertion.length == 0) {
            insertion = insertion(i, LONGEST, true);
        }
        if (insertion.length == 0 && !fitsWithoutIt) {
            insertion = insertion(i, LONGEST, false);
        }
        if (insertion.length > 0) {
            for (int type : insertion) {
                insert(type);
            }
            keep(i);
        }
    }

    /** Puts a semicolon in front of one of the tokens before, if this makes a token fit. */
    private boolean insertSemicolonBefore(int i) {
        for (int back = taken.size() - 1; back >= Math.max(0, taken.size() - REACH); back--) {
            Automaton.Run trial = taken.get(back).before.copy();
            boolean fits = accept(trial, NixTokens.SEMI);
            for (int token = taken.get(back).token; token <= i + 1 && token < tokens.size(); token++) {
                fits = fits && take(trial, token);
            }
            if (fits) {
                Taken place = taken.get(back);
                taken.subList(back, taken.size()).clear();
                mended.subList(place.mendedBefore, mended.size()).clear();
                run = place.before;
                insert(NixTokens.SEMI);
                for (int token = place.token; token <= i; token++) {
                    keep(token);
                }
                return true;
            }
        }
        return false;
    }

    private void explain(int i) {
        Automaton.Run stuck = run.copy();
        for (int type : types(i, stuck)) {
            if (!accept(stuck, type)) {
                String message = SyntaxErrors.message(Machine.GRAMMAR.terminal(type), stuck.expected());
                report(message, i, tokens.start(i));
                return;
            }
        }
    }

    /** Reports an error, unless it is likely to be a consequence of the one before. */
    private void report(String message, int i, int offset) {
        if (i >= quietUntil) {
            problems.report(new ParseFailure(message, offset));
        }
        quietUntil = i + 2;
    }

    /** The shortest insertion that makes a token fit, and with {@code far} the one behind it, too; empty if there is none. */
    private int[] insertion(int i, int longest, boolean far) {
        for (int length = 1; length <= (errors < PATIENCE ? longest : 1); length++) {
            int[] found = insertion(run, new int[length], 0, i, far);
            if (found.length > 0) {
                return found;
            }
        }
        return new int[0];
    }

    private int[] insertion(Automaton.Run before, int[] types, int count, int i, boolean far) {
        if (count == types.length) {
            Automaton.Run trial = before.copy();
            boolean fits = take(trial, i) && (!far || i + 1 >= tokens.size() || take(trial, i + 1));
            return fits ? types.clone() : new int[0];
        }
        for (int type : INSERTIONS) {
            Automaton.Run trial = before.copy();
            if (accept(trial, type)) {
                types[count] = type;
                int[] found = insertion(trial, types, count + 1, i, far);
                if (found.length > 0) {
                    return found;
                }
            }
        }
        return new int[0];
    }

    /** Closes at the end of the text whatever is open. */
    private void close(int i) {
        while (!keep(i)) {
            if (isAtPathEnd(run)) {
                accept(run, NixTokens.PATH_END);
            } else {
                insert(closing());
            }
        }
    }

    private int closing() {
        for (int type : CLOSINGS) {
            if (accept(run.copy(), type)) {
                return type;
            }
        }
        throw new IllegalStateException("nothing closes the text");
    }
}
