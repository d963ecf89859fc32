package io.github.nix4j.lang.internal.print;

/**
 * How {@link ValuePrinter} prints. Immutable; start from a constant.
 *
 * @param colours whether to add terminal colours
 * @param force whether to evaluate what is printed
 * @param derivationPaths whether derivations are shown by their path when {@code force} is on
 * @param trackRepeated whether what was printed before is only marked when it comes again
 * @param maxDepth how deep to go
 * @param maxAttrs how many attributes to print in all
 * @param maxItems how many list elements to print in all
 * @param maxStringLength how many bytes of a string to print
 * @param indent by how much nested lines are indented; 0 prints everything in one line
 * @param onError what to do when something printed fails
 */
public record PrintOptions(
        boolean colours,
        boolean force,
        boolean derivationPaths,
        boolean trackRepeated,
        int maxDepth,
        int maxAttrs,
        int maxItems,
        int maxStringLength,
        int indent,
        OnError onError) {
    /** What to do when something printed fails. */
    public enum OnError {
        /** Print the message in its place. */
        PRINT,
        /** Fail. */
        THROW,
        /** Fail if it is the value itself, print the message inside of sets and lists. */
        THROW_AT_TOP
    }

    private static final int ALL = Integer.MAX_VALUE;

    /** In one line, without forcing anything, without limits: {@code builtins.trace}. */
    public static final PrintOptions PLAIN =
            new PrintOptions(false, false, false, true, ALL, ALL, ALL, ALL, 0, OnError.PRINT);

    /** Values inside messages. */
    public static final PrintOptions IN_MESSAGES =
            new PrintOptions(true, false, false, true, 10, 10, 10, 1024, 0, OnError.PRINT);

    /** {@code nix eval}. */
    public static final PrintOptions EVAL =
            new PrintOptions(false, true, true, true, ALL, ALL, ALL, ALL, 0, OnError.PRINT);

    /** The printer of the interactive prompt; {@link #withMaxDepth} limits it. */
    public static final PrintOptions REPL =
            new PrintOptions(true, true, true, true, ALL, ALL, ALL, ALL, 2, OnError.THROW_AT_TOP);

    public PrintOptions withColours(boolean on) {
        return new PrintOptions(
                on,
                force,
                derivationPaths,
                trackRepeated,
                maxDepth,
                maxAttrs,
                maxItems,
                maxStringLength,
                indent,
                onError);
    }

    public PrintOptions withMaxDepth(int depth) {
        return new PrintOptions(
                colours,
                force,
                derivationPaths,
                trackRepeated,
                depth,
                maxAttrs,
                maxItems,
                maxStringLength,
                indent,
                onError);
    }

    public PrintOptions withIndent(int width) {
        return new PrintOptions(
                colours,
                force,
                derivationPaths,
                trackRepeated,
                maxDepth,
                maxAttrs,
                maxItems,
                maxStringLength,
                width,
                onError);
    }
}
