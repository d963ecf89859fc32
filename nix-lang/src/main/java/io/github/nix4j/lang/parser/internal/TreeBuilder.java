package io.github.nix4j.lang.parser.internal;

/**
 * What the grammar's actions call while a text is parsed: a construct's method runs when all of it has been read.
 *
 * <p>The {@code open} methods run behind the first token of a construct, or before it where they are about a list of things to
 * come; each is undone by the method that ends the construct.
 */
interface TreeBuilder {
    /** Remembers the token that was just read. */
    void open();

    void lambda();

    void lambdaFormals();

    void lambdaFormalsBeforeParam();

    void lambdaFormalsAfterParam();

    void openFormals();

    void formal();

    void formalWithDefault();

    void ellipsis();

    void closeFormals();

    void assertion();

    void with();

    void let();

    void conditional();

    void openOperation();

    void prefixOperator();

    void infixOperator();

    void hasAttrOperator();

    void hasAttr();

    void closeOperation();

    void openApplication();

    void argument();

    void closeApplication();

    void select();

    void selectOr();

    void cursedOr();

    void variable();

    void integer();

    void floating();

    /** Makes a node of the string that was just read. */
    void stringExpr();

    void plainString();

    void openParts();

    void text();

    void interpolation();

    void closeString();

    void indentedString();

    void openIndentedString();

    void indentedText();

    void indentedInterpolation();

    void closeIndentedString();

    void path();

    void openPath();

    void closePath();

    void searchPath();

    void uri();

    void parentheses();

    void openList();

    void element();

    void closeList();

    void openBindings();

    void bind();

    void inheritAttr();

    void inherit();

    void inheritFrom();

    void definitions();

    void set();

    void recursiveSet();

    void legacyLet();

    void openAttrPath();

    void attrName();

    void attrString();

    void attrExpr();
}
