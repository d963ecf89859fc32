package io.github.nix4j.lang.internal.print;

/** The terminal colours that values are printed in. */
enum Colour {
    MAGENTA("\u001b[35;1m"),
    CYAN("\u001b[36;1m"),
    GREEN("\u001b[32;1m"),
    BLUE("\u001b[34;1m"),
    RED("\u001b[31;1m"),
    FAINT("\u001b[2m"),
    NORMAL("\u001b[0m");

    final String sequence;

    Colour(String sequence) {
        this.sequence = sequence;
    }
}
