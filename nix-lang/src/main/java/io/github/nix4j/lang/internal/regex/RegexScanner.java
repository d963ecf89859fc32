package io.github.nix4j.lang.internal.regex;

/** Splits a pattern into tokens. It is always one token ahead, so that errors come in the reference's order. */
final class RegexScanner {
    enum Token {
        CHAR,
        ANY,
        OR,
        STAR,
        PLUS,
        OPTIONAL,
        LINE_BEGIN,
        LINE_END,
        GROUP_BEGIN,
        GROUP_END,
        BRACKET_BEGIN,
        NEGATED_BRACKET_BEGIN,
        BRACKET_END,
        BRACKET_DASH,
        COLLATING_SYMBOL,
        EQUIVALENCE_CLASS,
        CHARACTER_CLASS,
        INTERVAL_BEGIN,
        INTERVAL_END,
        COUNT,
        COMMA,
        EOF
    }

    private enum State {
        NORMAL,
        BRACE,
        BRACKET
    }

    private static final String SPECIAL = ".[\\()*+?{|^$";

    private final String pattern;
    private int at;
    private State state = State.NORMAL;
    private boolean atBracketStart;
    private Token token = Token.EOF;
    private String value = "";
    private String matched = "";

    RegexScanner(String pattern) {
        this.pattern = pattern;
        advance();
    }

    Token token() {
        return token;
    }

    /** Goes on if the current token is {@code expected}, whose text is {@link #matched} then. */
    boolean match(Token expected) {
        if (token != expected) {
            return false;
        }
        matched = value;
        advance();
        return true;
    }

    String matched() {
        return matched;
    }

    private void advance() {
        if (at == pattern.length()) {
            if (state == State.BRACE) {
                throw RegexException.invalid("unexpected end inside of { }");
            } else if (state == State.BRACKET) {
                throw RegexException.invalid("unexpected end inside of [ ]");
            }
            token = Token.EOF;
            return;
        }
        token = switch (state) {
            case NORMAL -> normal();
            case BRACE -> brace();
            case BRACKET -> bracket();
        };
    }

    private Token character(char c) {
        value = String.valueOf(c);
        return Token.CHAR;
    }

    private Token normal() {
        char c = pattern.charAt(at++);
        switch (c) {
            case '\\':
                if (at == pattern.length() || SPECIAL.indexOf(pattern.charAt(at)) < 0) {
                    throw RegexException.invalid("only special characters can be escaped");
                }
                return character(pattern.charAt(at++));
            case '(':
                return Token.GROUP_BEGIN;
            case ')':
                return Token.GROUP_END;
            case '[':
                state = State.BRACKET;
                atBracketStart = true;
                if (at < pattern.length() && pattern.charAt(at) == '^') {
                    at++;
                    return Token.NEGATED_BRACKET_BEGIN;
                }
                return Token.BRACKET_BEGIN;
            case '{':
                state = State.BRACE;
                return Token.INTERVAL_BEGIN;
            case '^':
                return Token.LINE_BEGIN;
            case '$':
                return Token.LINE_END;
            case '.':
                return Token.ANY;
            case '*':
                return Token.STAR;
            case '+':
                return Token.PLUS;
            case '?':
                return Token.OPTIONAL;
            case '|':
                return Token.OR;
            default:
                return character(c);
        }
    }

    private Token brace() {
        char c = pattern.charAt(at++);
        if (c >= '0' && c <= '9') {
            int from = at - 1;
            while (at < pattern.length() && pattern.charAt(at) >= '0' && pattern.charAt(at) <= '9') {
                at++;
            }
            value = pattern.substring(from, at);
            return Token.COUNT;
        } else if (c == ',') {
            return Token.COMMA;
        } else if (c == '}') {
            state = State.NORMAL;
            return Token.INTERVAL_END;
        }
        throw RegexException.invalid("unexpected character inside of { }");
    }

    private Token bracket() {
        char c = pattern.charAt(at++);
        boolean first = atBracketStart;
        atBracketStart = false;
        if (c == '-') {
            return Token.BRACKET_DASH;
        } else if (c == ']' && !first) {
            state = State.NORMAL;
            return Token.BRACKET_END;
        } else if (c == '[') {
            if (at == pattern.length()) {
                throw RegexException.invalid("unexpected end inside of [ ]");
            }
            switch (pattern.charAt(at)) {
                case '.':
                    return named('.', Token.COLLATING_SYMBOL);
                case ':':
                    return named(':', Token.CHARACTER_CLASS);
                case '=':
                    return named('=', Token.EQUIVALENCE_CLASS);
                default:
            }
        }
        return character(c);
    }

    /** {@code :name:]} and the like. */
    private Token named(char mark, Token kind) {
        int end = pattern.indexOf(mark, at + 1);
        if (end < 0 || end + 1 == pattern.length() || pattern.charAt(end + 1) != ']') {
            throw RegexException.invalid("unexpected end of a name inside of [ ]");
        }
        value = pattern.substring(at + 1, end);
        at = end + 2;
        return kind;
    }
}
