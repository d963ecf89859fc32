package io.github.nix4j.lang.internal.regex;

import io.github.nix4j.lang.internal.regex.Nfa.Op;
import io.github.nix4j.lang.internal.regex.Nfa.Part;
import io.github.nix4j.lang.internal.regex.RegexScanner.Token;
import org.jspecify.annotations.Nullable;

/** Parses a pattern and builds its automaton. */
final class RegexCompiler {
    private final RegexScanner scanner;
    private final boolean ignoreCase;
    private final Nfa nfa = new Nfa();

    private RegexCompiler(String pattern, boolean ignoreCase) {
        this.scanner = new RegexScanner(pattern);
        this.ignoreCase = ignoreCase;
    }

    /** The automaton of {@code pattern}; its first state is 0. */
    static Nfa compile(String pattern, boolean ignoreCase) {
        return new RegexCompiler(pattern, ignoreCase).compile();
    }

    private Nfa compile() {
        int start = nfa.add(Op.BEGIN, 0);
        nfa.groups = 1;
        Part whole = new Part(start, start, false);
        nfa.append(whole, alternatives());
        if (scanner.token() != Token.EOF) {
            throw RegexException.invalid("unexpected character");
        }
        nfa.append(whole, nfa.add(Op.END, 0));
        nfa.append(whole, nfa.add(Op.ACCEPT, 0));
        nfa.removeDummies();
        return nfa;
    }

    private Part alternatives() {
        Part first = sequence();
        while (scanner.match(Token.OR)) {
            Part second = sequence();
            int end = nfa.add(Op.DUMMY, 0);
            nfa.append(first, end);
            nfa.append(second, end);
            // The left one is tried first.
            int branch = nfa.add(Op.ALTERNATIVE, second.start, first.start, 0);
            first = new Part(branch, end, first.nullable || second.nullable);
        }
        return first;
    }

    private Part sequence() {
        Part whole = null;
        for (Part term = term(); term != null; term = term()) {
            if (whole == null) {
                whole = term;
            } else {
                nfa.append(whole, term);
                whole = new Part(whole.start, whole.end, whole.nullable && term.nullable);
            }
        }
        int end = nfa.add(Op.DUMMY, 0);
        if (whole == null) {
            return new Part(end, end, true);
        }
        nfa.append(whole, end);
        return whole;
    }

    private @Nullable Part term() {
        if (scanner.match(Token.LINE_BEGIN)) {
            return single(nfa.add(Op.LINE_BEGIN, 0), true);
        } else if (scanner.match(Token.LINE_END)) {
            return single(nfa.add(Op.LINE_END, 0), true);
        }
        Part atom = atom();
        if (atom == null) {
            return null;
        }
        for (Part repeated = quantified(atom); repeated != null; repeated = quantified(atom)) {
            atom = repeated;
        }
        return atom;
    }

    private static Part single(int state, boolean nullable) {
        return new Part(state, state, nullable);
    }

    private @Nullable Part atom() {
        if (scanner.match(Token.ANY)) {
            return single(nfa.addSet(ByteSet.anyButNull()), false);
        } else if (scanner.match(Token.CHAR)) {
            char c = scanner.matched().charAt(0);
            return single(ignoreCase ? nfa.addSet(ByteSet.bothCases(c)) : nfa.add(Op.BYTE, c), false);
        } else if (scanner.match(Token.GROUP_BEGIN)) {
            int group = nfa.groups++;
            int start = nfa.add(Op.BEGIN, group);
            Part inner = alternatives();
            if (!scanner.match(Token.GROUP_END)) {
                throw RegexException.invalid("a parenthesis is not closed");
            }
            Part whole = new Part(start, start, inner.nullable);
            nfa.append(whole, inner);
            nfa.append(whole, nfa.add(Op.END, group));
            return whole;
        } else if (scanner.match(Token.BRACKET_BEGIN)) {
            return single(nfa.addSet(BracketExpression.read(scanner, false, ignoreCase)), false);
        } else if (scanner.match(Token.NEGATED_BRACKET_BEGIN)) {
            return single(nfa.addSet(BracketExpression.read(scanner, true, ignoreCase)), false);
        }
        return null;
    }

    private @Nullable Part quantified(Part atom) {
        if (scanner.match(Token.STAR)) {
            int repeat = nfa.addRepeat(Nfa.NONE, atom);
            nfa.append(atom, repeat);
            return single(repeat, true);
        } else if (scanner.match(Token.PLUS)) {
            nfa.append(atom, nfa.addRepeat(Nfa.NONE, atom));
            return atom;
        } else if (scanner.match(Token.OPTIONAL)) {
            int end = nfa.add(Op.DUMMY, 0);
            Part optional = single(nfa.addRepeat(Nfa.NONE, atom), true);
            nfa.append(atom, end);
            nfa.append(optional, end);
            return optional;
        } else if (scanner.match(Token.INTERVAL_BEGIN)) {
            return interval(atom);
        }
        return null;
    }

    private Part interval(Part atom) {
        if (!scanner.match(Token.COUNT)) {
            throw RegexException.invalid("a number is missing in { }");
        }
        int start = nfa.add(Op.DUMMY, 0);
        int min = number(scanner.matched());
        int more = 0;
        boolean unbounded = false;
        if (scanner.match(Token.COMMA)) {
            if (scanner.match(Token.COUNT)) {
                more = number(scanner.matched()) - min;
            } else {
                unbounded = true;
            }
        }
        if (!scanner.match(Token.INTERVAL_END)) {
            throw RegexException.invalid("{ is not closed");
        }
        Part whole = new Part(start, start, atom.nullable || min == 0);
        for (int i = 0; i < min; i++) {
            nfa.append(whole, nfa.copy(atom));
        }
        if (unbounded) {
            Part body = nfa.copy(atom);
            int repeat = nfa.addRepeat(Nfa.NONE, body);
            nfa.append(body, repeat);
            nfa.append(whole, repeat);
        } else {
            if (more < 0) {
                throw RegexException.invalid("the numbers in { } are out of order");
            }
            int end = nfa.add(Op.DUMMY, 0);
            for (int i = 0; i < more; i++) {
                Part body = nfa.copy(atom);
                nfa.append(whole, nfa.addRepeat(end, body));
                whole.end = body.end;
            }
            nfa.append(whole, end);
        }
        return whole;
    }

    private static int number(String digits) {
        try {
            return Integer.parseInt(digits);
        } catch (NumberFormatException e) {
            throw RegexException.invalid("a number in { } is too large");
        }
    }
}
