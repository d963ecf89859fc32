package io.github.nix4j.lang.parser;

/** What to do about a feature of the language that is discouraged. */
public enum Lint {
    /** Nothing. */
    IGNORE,
    /** Warn. */
    WARN,
    /** Refuse the text. */
    FATAL
}
