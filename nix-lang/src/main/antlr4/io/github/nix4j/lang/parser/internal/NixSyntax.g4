// The syntax of Nix as an LL(1) grammar over the tokens of ByteLexer: no decision needs more than one token, and a test holds
// that the generated parser never predicts. Operators are a flat list here; OperatorStack knows their precedence.
//
// Every action is one call of the TreeBuilder and stands where Nix's own parser makes the node: the order of the calls is the
// order in which names become known and errors are found.
parser grammar NixSyntax;

options { tokenVocab = NixTokens; superClass = FastParser; }

file: expr EOF;

// Input of a REPL: attribute definitions instead of an expression.
definitions: { b.openBindings(); } bind+ EOF { b.definitions(); };

expr
  : LAMBDA_ID { b.open(); } COLON expr { b.lambda(); }
  | AT_ID { b.open(); } AT formals COLON expr { b.lambdaFormalsAfterParam(); }
  | formals
    ( AT LAMBDA_ID { b.open(); } COLON expr { b.lambdaFormalsBeforeParam(); }
    | COLON expr { b.lambdaFormals(); }
    )
  | ASSERT { b.open(); } expr SEMI expr { b.assertion(); }
  | WITH { b.open(); } expr SEMI expr { b.with(); }
  | LET { b.open(); b.openBindings(); } bind* IN expr { b.let(); }
  | IF { b.open(); } expr THEN expr ELSE expr { b.conditional(); }
  | operation
  ;

formals
  : FORMALS_OPEN { b.openFormals(); }
    ( ELLIPSIS { b.ellipsis(); }
    | formal (COMMA formal)* (LAST_COMMA (ELLIPSIS { b.ellipsis(); })?)?
    )?
    RBRACE { b.closeFormals(); }
  ;

formal: ID { b.open(); } (QUESTION expr { b.formalWithDefault(); } | { b.formal(); });

operation
  : { b.openOperation(); }
    ((NOT | MINUS) { b.prefixOperator(); })* application
    ( ( IMPLIES | OR | AND | EQ | NOT_EQ | LESS | GREATER | LESS_EQ | GREATER_EQ | UPDATE
      | PLUS | MINUS | STAR | SLASH | CONCAT | PIPE_FROM | PIPE_INTO
      ) { b.infixOperator(); }
      ((NOT | MINUS) { b.prefixOperator(); })* application
    | QUESTION { b.hasAttrOperator(); } attrPath { b.hasAttr(); }
    )*
    { b.closeOperation(); }
  ;

application: selection { b.openApplication(); } (selection { b.argument(); })* { b.closeApplication(); };

selection
  : simple
    ( DOT attrPath (OR_KW selection { b.selectOr(); } | { b.select(); })
    | OR_KW { b.cursedOr(); }
    )?
  ;

simple
  : ID { b.variable(); }
  | INT { b.integer(); }
  | FLOAT { b.floating(); }
  | string { b.stringExpr(); }
  | IND_STRING { b.indentedString(); }
  | IND_OPEN { b.openIndentedString(); }
    (IND_TEXT { b.indentedText(); } | INTERP { b.open(); } expr RBRACE { b.indentedInterpolation(); })*
    IND_CLOSE { b.closeIndentedString(); }
  | PATH { b.path(); }
  | PATH_OPEN { b.openPath(); }
    (PATH_TEXT { b.text(); })? PATH_INTERP { b.open(); } expr RBRACE { b.interpolation(); }
    (PATH_TEXT { b.text(); } | PATH_INTERP { b.open(); } expr RBRACE { b.interpolation(); })*
    { b.closePath(); }
  | SEARCH_PATH { b.searchPath(); }
  | URI { b.uri(); }
  | LPAREN { b.open(); } expr RPAREN { b.parentheses(); }
  | LBRACK { b.openList(); } (selection { b.element(); })* RBRACK { b.closeList(); }
  | LBRACE { b.open(); b.openBindings(); } bind* RBRACE { b.set(); }
  | REC { b.open(); } LBRACE { b.openBindings(); } bind* RBRACE { b.recursiveSet(); }
  | LET_SET { b.open(); } LBRACE { b.openBindings(); } bind* RBRACE { b.legacyLet(); }
  ;

// Leaves text or parts with the builder: as an attribute's name a string is no node.
string
  : STRING { b.plainString(); }
  | STRING_OPEN { b.openParts(); }
    (STRING_TEXT { b.text(); } | INTERP { b.open(); } expr RBRACE { b.interpolation(); })*
    STRING_CLOSE { b.closeString(); }
  ;

attrPath: { b.openAttrPath(); } attr (DOT attr)*;

attr
  : ID { b.attrName(); }
  | OR_KW { b.attrName(); }
  | string { b.attrString(); }
  | INTERP { b.open(); } expr RBRACE { b.attrExpr(); }
  ;

bind
  : attrPath ASSIGN expr SEMI { b.bind(); }
  | INHERIT
    ( LPAREN expr RPAREN { b.openAttrPath(); } (attr { b.inheritAttr(); })* SEMI { b.inheritFrom(); }
    | { b.openAttrPath(); } (attr { b.inheritAttr(); })* SEMI { b.inherit(); }
    )
  ;
