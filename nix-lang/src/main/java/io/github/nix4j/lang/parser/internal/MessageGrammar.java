package io.github.nix4j.lang.parser.internal;

import io.github.nix4j.store.ByteText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/**
 * The grammar whose automaton explains syntax errors.
 *
 * <p>What Nix says about a syntax error is what its automaton expects in the state in which it gets stuck. Which states there
 * are depends on how the rules are cut, so this grammar has the cut of Nix's, and not that of NixSyntax.g4. Symbols are
 * numbered: first the terminals in the order in which messages list them, then the rules' names.
 */
final class MessageGrammar {
    /** The mark in front of a REPL's definitions. */
    static final int DEFINITIONS_MARK = NixTokens.FAULT;

    /** The end of the text, which is the first terminal. */
    static final int END = 0;

    /** The terminals in the order in which messages list them: the token's name in NixTokens.g4, and what messages say. */
    private static final String TERMINALS = """
            EOF end of file
            INVALID invalid token
            ID identifier
            STRING_TEXT string
            IND_TEXT indented string
            INT integer
            FLOAT floating-point literal
            PATH path
            HOME_PATH '~/…' path
            SEARCH_PATH '<…>' path
            PATH_END end of path
            URI URI
            IF 'if'
            THEN 'then'
            ELSE 'else'
            ASSERT 'assert'
            WITH 'with'
            LET 'let'
            IN 'in'
            REC 'rec'
            INHERIT 'inherit'
            EQ '=='
            NOT_EQ '!='
            LESS_EQ '<='
            GREATER_EQ '>='
            UPDATE '//'
            CONCAT '++'
            AND '&&'
            OR '||'
            IMPLIES '->'
            OR_KW 'or'
            PIPE_FROM '<|'
            PIPE_INTO '|>'
            INTERP '${'
            IND_OPEN start of an indented string
            IND_CLOSE end of an indented string
            ELLIPSIS '...'
            FAULT start of REPL bindings
            LESS '<'
            GREATER '>'
            PLUS '+'
            MINUS '-'
            STAR '*'
            SLASH '/'
            QUESTION '?'
            COLON ':'
            AT '@'
            SEMI ';'
            NOT '!'
            DOT '.'
            STRING_OPEN '"'
            LPAREN '('
            RPAREN ')'
            LBRACE '{'
            RBRACE '}'
            LBRACK '['
            RBRACK ']'
            ASSIGN '='
            COMMA ','
            """;

    /** One rule a line, terminals as in messages but without quotes; a percent sign gives the precedence of a prefix operator. */
    private static final String RULES = """
            input = expr
            input = start_of_REPL_bindings someBinds
            expr = function
            function = identifier : function
            function = formalSet : function
            function = formalSet @ identifier : function
            function = identifier @ formalSet : function
            function = assert expr ; function
            function = with expr ; function
            function = let binds in function
            function = conditional
            conditional = if expr then expr else expr
            conditional = pipeFrom
            conditional = pipeInto
            conditional = operation
            pipeFrom = operation <| pipeFrom
            pipeFrom = operation <| operation
            pipeInto = pipeInto |> operation
            pipeInto = operation |> operation
            operation = ! operation %not
            operation = - operation %negate
            operation = operation == operation
            operation = operation != operation
            operation = operation < operation
            operation = operation <= operation
            operation = operation > operation
            operation = operation >= operation
            operation = operation && operation
            operation = operation || operation
            operation = operation -> operation
            operation = operation // operation
            operation = operation ? attrPath
            operation = operation + operation
            operation = operation - operation
            operation = operation * operation
            operation = operation / operation
            operation = operation ++ operation
            operation = application
            application = application selection
            application = selection
            selection = simple . attrPath
            selection = simple . attrPath or selection
            selection = simple or
            selection = simple
            simple = identifier
            simple = integer
            simple = floating-point_literal
            simple = " stringParts "
            simple = start_of_an_indented_string indentedParts end_of_an_indented_string
            simple = pathStart end_of_path
            simple = pathStart interpolated end_of_path
            simple = searchPath
            simple = URI
            simple = ( expr )
            simple = let { binds }
            simple = rec { binds }
            simple = { someBinds }
            simple = { }
            simple = [ list ]
            stringParts = string
            stringParts = interpolated
            stringParts =
            interpolated = interpolated string
            interpolated = interpolated ${ expr }
            interpolated = ${ expr }
            interpolated = string ${ expr }
            pathStart = path
            pathStart = homePath
            indentedParts = indentedParts indented_string
            indentedParts = indentedParts ${ expr }
            indentedParts =
            binds = someBinds
            binds =
            someBinds = someBinds attrPath = expr ;
            someBinds = binds inherit attrs ;
            someBinds = binds inherit ( expr ) attrs ;
            someBinds = attrPath = expr ;
            attrs = attrs attr
            attrs = attrs stringAttr
            attrs =
            attrPath = attrPath . attr
            attrPath = attrPath . stringAttr
            attrPath = attr
            attrPath = stringAttr
            attr = identifier
            attr = or
            stringAttr = " stringParts "
            stringAttr = ${ expr }
            list = list selection
            list =
            formalSet = { formals , ... }
            formalSet = { ... }
            formalSet = { formals , }
            formalSet = { formals }
            formalSet = { }
            formals = formals , formal
            formals = formal
            formal = identifier
            formal = identifier ? expr
            """;

    /** The precedence of operators, loosest first; the first word is the associativity. */
    private static final String[] LEVELS = {
        "right ->",
        "left ||",
        "left &&",
        "none == !=",
        "none < > <= >=",
        "right //",
        "left %not",
        "left + -",
        "left * /",
        "right ++",
        "none ?",
        "none %negate"
    };

    /** A rule: its name, what it is made of, and its precedence level or -1. */
    record Rule(int name, int[] symbols, int level) {}

    private final List<String> displayNames = new ArrayList<>();
    private final Map<Integer, Integer> terminalOfToken = new HashMap<>();
    private final Map<String, Integer> symbols = new HashMap<>();
    private final Map<String, Integer> levels = new HashMap<>();
    private final List<Rule> rules = new ArrayList<>();
    private final int terminalCount;

    MessageGrammar() {
        Map<String, Integer> types = tokenTypes();
        ByteText.fromUnicode(TERMINALS).lines().forEach(line -> {
            int space = line.indexOf(' ');
            String display = line.substring(space + 1);
            terminalOfToken.put(types.get(line.substring(0, space)), displayNames.size());
            symbols.put(word(display), displayNames.size());
            displayNames.add(display);
        });
        terminalCount = displayNames.size();
        terminalOfToken.put(NixTokens.STRING_CLOSE, terminalOfToken.get(NixTokens.STRING_OPEN));
        for (int level = 0; level < LEVELS.length; level++) {
            for (String operator : LEVELS[level].split(" ")) {
                levels.put(operator, level);
            }
        }
        RULES.lines().forEach(this::addRule);
    }

    private static Map<String, Integer> tokenTypes() {
        Map<String, Integer> types = new HashMap<>();
        for (int type = Token.EOF; type <= NixTokens.VOCABULARY.getMaxTokenType(); type++) {
            types.put(NixTokens.VOCABULARY.getSymbolicName(type), type);
        }
        return types;
    }

    private static String word(String display) {
        switch (display.charAt(0)) {
            case '\'':
                if (display.endsWith("path")) {
                    return display.charAt(1) == '<' ? "searchPath" : "homePath";
                }
                return display.substring(1, display.length() - 1);
            default:
                return display.replace(' ', '_');
        }
    }

    private void addRule(String line) {
        String[] words = line.split(" ");
        List<Integer> right = new ArrayList<>();
        int level = -1;
        for (int i = 2; i < words.length; i++) {
            Integer own = levels.get(words[i]);
            level = own == null ? level : own;
            if (words[i].charAt(0) != '%') {
                right.add(symbol(words[i]));
            }
        }
        rules.add(new Rule(symbol(words[0]), right.stream().mapToInt(i -> i).toArray(), level));
    }

    private int symbol(String word) {
        return symbols.computeIfAbsent(word, unknown -> symbols.size());
    }

    int terminalCount() {
        return terminalCount;
    }

    int symbolCount() {
        return symbols.size();
    }

    boolean isTerminal(int symbol) {
        return symbol < terminalCount;
    }

    /** The rules in order; the name of the first one is what a whole text is. */
    List<Rule> rules() {
        return rules;
    }

    /** The terminal that a token of the generated lexer is. */
    int terminal(int tokenType) {
        Integer terminal = terminalOfToken.get(tokenType);
        if (terminal == null) {
            throw new IllegalArgumentException("the generated lexer does not give tokens of type " + tokenType);
        }
        return terminal;
    }

    /** What messages call a terminal: byte text. */
    String display(int terminal) {
        return displayNames.get(terminal);
    }

    /** The precedence level of a terminal, or -1. */
    int level(int terminal) {
        String display = displayNames.get(terminal);
        @Nullable Integer level = levels.get(word(display));
        return level == null ? -1 : level;
    }

    /** How operators of a level group: {@code left}, {@code right} or {@code none}. */
    static String associativity(int level) {
        return LEVELS[level].substring(0, LEVELS[level].indexOf(' '));
    }
}
