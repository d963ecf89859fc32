package io.github.nix4j.lang.internal.json;

/** The tokens of JSON, with the names that messages give them. */
enum JsonToken {
    TRUE("true literal"),
    FALSE("false literal"),
    NULL("null literal"),
    STRING("string literal"),
    /** A negative number that fits in 64 bits. */
    INTEGER("number literal"),
    /** A number without sign that fits in 64 bits. */
    UNSIGNED("number literal"),
    FLOAT("number literal"),
    BEGIN_ARRAY("'['"),
    BEGIN_OBJECT("'{'"),
    END_ARRAY("']'"),
    END_OBJECT("'}'"),
    NAME_SEPARATOR("':'"),
    VALUE_SEPARATOR("','"),
    ERROR("<parse error>"),
    END("end of input"),
    /** Only expected, never found. */
    LITERAL_OR_VALUE("'[', '{', or a literal"),
    /** Says that nothing particular was expected. */
    NONE("");

    final String display;

    JsonToken(String display) {
        this.display = display;
    }
}
