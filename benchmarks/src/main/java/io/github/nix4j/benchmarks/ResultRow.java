package io.github.nix4j.benchmarks;

/**
 * A line of the results; times are medians in seconds, memory in MiB.
 *
 * @param same whether both programs printed the same
 * @param warm1 the first evaluation in a JVM
 * @param warm2 the second
 * @param warm10 the tenth
 */
record ResultRow(
        String name,
        boolean same,
        double referenceWall,
        double referenceCpu,
        double referenceMemory,
        double wall,
        double cpu,
        double memory,
        double warm1,
        double warm2,
        double warm10) {}
