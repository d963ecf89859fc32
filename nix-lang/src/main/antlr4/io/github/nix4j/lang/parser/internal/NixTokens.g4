// The lexical structure of Nix, over bytes (one char is one byte).
//
// ByteLexer is the lexer that production uses; it must give the tokens that these rules give. The lexer generated from this
// file is the yardstick for it in the tests, and gives the raw tokens from which syntax errors are explained.
//
// Three things cannot be said with rules and are in the superclass RawLexer: a closing brace at the bottom of the mode stack
// stays in its mode, a path that ends is followed by an empty PATH_END, and a NUL byte outside of strings ends the file.
lexer grammar NixTokens;

options { superClass = RawLexer; }

// Types that ByteLexer gives to raw tokens by looking at most three tokens ahead, so that the parser needs only one:
tokens {
  LAMBDA_ID,          // ID before ':'
  AT_ID,              // ID before '@'
  FORMALS_OPEN,       // LBRACE that opens formals: before '...', before ID and one of ',' '?' '}', before '}' and one of ':' '@'
  LET_SET,            // LET before '{'
  LAST_COMMA,         // COMMA before '}' or '...'
  STRING,             // STRING_OPEN STRING_TEXT? STRING_CLOSE
  IND_STRING,         // IND_OPEN IND_TEXT* IND_CLOSE
  PATH_OPEN,          // PATH that an interpolation, or more path text, follows
  PATH_TEXT,          // STRING_TEXT within a path
  PATH_INTERP,        // INTERP within a path
  FAULT               // anything that the lexer itself complains of
}

IF: 'if';
THEN: 'then';
ELSE: 'else';
ASSERT: 'assert';
WITH: 'with';
LET: 'let';
IN: 'in';
REC: 'rec';
INHERIT: 'inherit';
OR_KW: 'or';
ELLIPSIS: '...';

EQ: '==';
NOT_EQ: '!=';
LESS_EQ: '<=';
GREATER_EQ: '>=';
AND: '&&';
OR: '||';
IMPLIES: '->';
UPDATE: '//';
CONCAT: '++';
PIPE_FROM: '<|';
PIPE_INTO: '|>';

// Above SLASH, which is as long.
PATH_START: PATH_CHAR* '/' { interpolationFollows() }? { enterPath(); } -> type(PATH);

COLON: ':';
SEMI: ';';
ASSIGN: '=';
LPAREN: '(';
RPAREN: ')';
LBRACK: '[';
RBRACK: ']';
COMMA: ',';
AT: '@';
QUESTION: '?';
DOT: '.';
PLUS: '+';
MINUS: '-';
STAR: '*';
SLASH: '/';
LESS: '<';
GREATER: '>';
NOT: '!';

ID: [a-zA-Z_] [a-zA-Z0-9_'-]*;
INT: DIGIT+;
FLOAT: ([1-9] DIGIT* '.' DIGIT* | '0'? '.' DIGIT+) ([Ee] [+-]? DIGIT+)?;

INTERP: '${' -> pushMode(DEFAULT_MODE);
RBRACE: '}' { leaveBrace(); };
LBRACE: '{' -> pushMode(DEFAULT_MODE);
STRING_OPEN: '"' -> pushMode(IN_STRING);
IND_OPEN: '\'\'' (' '* '\n')? -> pushMode(IN_IND_STRING);

// A path literal; RawLexer goes into a path mode behind it. Interpolation may follow behind a slash only
// (PATH_START is for a first part that ends in its only slash).
PATH: PATH_CHAR* ('/' PATH_CHAR+)+ '/'? { enterPath(); };
HOME_PATH: '~' ('/' PATH_CHAR+)+ '/'? { enterPath(); };
HOME_PATH_START: '~/' { interpolationFollows() }? { enterPath(); } -> type(HOME_PATH);
SEARCH_PATH: '<' PATH_CHAR+ ('/' PATH_CHAR+)* '>';
URI: [a-zA-Z] [a-zA-Z0-9+.-]* ':' [a-zA-Z0-9%/?:@&=+$,_.!~*'-]+;

SPACE: [ \t\r\n]+ -> channel(HIDDEN);
LINE_COMMENT: '#' ~[\r\n]* -> channel(HIDDEN);
// Also documentation comments: those that begin with two stars and are not empty.
BLOCK_COMMENT: '/*' (~'*' | '*'+ ~[*/])* '*'+ '/' -> channel(HIDDEN);

INVALID: [\u0000-\u00ff];

fragment DIGIT: [0-9];
fragment PATH_CHAR: [a-zA-Z0-9._+-];

mode IN_STRING;
// A dollar may end the text if the closing quote follows; elsewhere it takes the next byte with it, unless that is a brace.
STRING_TEXT: (~[$"\\] | '$' ~[{"\\] | '$'? '\\' [\u0000-\u00ff])+ ('$' { quoteFollows() }?)? | '$' { quoteFollows() }?;
STRING_INTERP: '${' -> type(INTERP), pushMode(DEFAULT_MODE);
STRING_CLOSE: '"' -> popMode;
// Only at the end of the file.
STRING_CUT: ('$' | '\\' | '$\\') -> type(EOF);

mode IN_IND_STRING;
IND_TEXT: (~[$'] | '$' ~[{'] | '\'' ~['$])+;
IND_DOLLAR: ('\'\'$' | '$') -> type(IND_TEXT);
IND_QUOTES: '\'\'\'' -> type(IND_TEXT);
IND_ESCAPE: '\'\'\\' [\u0000-\u00ff] -> type(IND_TEXT);
IND_INTERP: '${' -> type(INTERP), pushMode(DEFAULT_MODE);
IND_CLOSE: '\'\'' -> popMode;
IND_QUOTE: '\'' -> type(IND_TEXT);

mode IN_PATH;
PATH_INTERPOLATION: '${' -> type(INTERP), pushMode(DEFAULT_MODE);
PATH_MORE: (PATH_CHAR* ('/' PATH_CHAR+)+ '/'? | PATH_CHAR* '/' | PATH_CHAR+) -> type(STRING_TEXT);
PATH_END: '\u0100';
